// Package logfile keeps a log in a file: append-only, checked, chained, and honest about what is kept for
// good. It knows neither the store nor the browser; a file is whatever is a [File].
//
//	log, err := logfile.Open(file, logfile.Options{Load: func(events []event.Event) error { … }})
//	if damage := log.Recovered().Damage; damage != nil { … }
//	err = log.Append(events) // returns when they are kept
//
// # The promises
//
// Append acknowledges no event that is not in the file for good, and the file keeps none that Append
// refused: a block is written behind the last one and flushed before Append returns, and where that fails
// it is cut off again. Where even that fails, the log stops until it is opened again, since it is not
// known what the file holds.
//
// A block holds the events of one Append, and is there as a whole or not at all. What a crash left of one
// is cut off when the file is opened, and reported.
//
// Anything else that is wrong with a file is damage. It is reported with its offset, what comes before it
// is loaded, and the file is never written to.
//
// # The format
//
// A header of 16 bytes, then blocks one behind the other, each a header of 48 bytes and its content. Each
// block has a checksum (CRC-32C) of its header and one of its content, which [Open] checks, and a digest
// (SHA-256) of the block before it and itself, which [Log.Verify] checks too. [Log.Head], the digest of the
// last block, stands for the whole file: noted down elsewhere, it tells whether any of the file was
// changed since.
package logfile
