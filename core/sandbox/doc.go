// Package sandbox is what crosses between the log and whoever runs a person's own projections: events one way, and
// what came of them the other way. See [projection.RunElsewhere].
//
// Both are blocks of bytes: numbers of four bytes each, the least significant first, and behind them all texts end to
// end, in UTF-8. A text's length is among the numbers, in units of UTF-16: JavaScript decodes all the texts at once
// and cuts them apart by these, and needs no count of bytes. Nothing in a block is escaped, so neither side scans a
// text that it does not use.
package sandbox
