package logfile

import (
	"hindsight/core/event"
)

// Options are the functions that are called when a file is opened. The zero value calls nothing.
type Options struct {
	// Load is called with the events of each block, in position order. Version is 0: Load has
	// to count it. Their texts are valid until Load returns. An error of Load's is damage to the file.
	Load func([]event.Event) error
	// Loaded is called with what the file holds up to and with a block, when Load has taken it.
	Loaded func(State)
	// Progress is called now and then with how many bytes are read, of how many.
	Progress func(done, total int64)
}

// Recovery says what opening a file found wrong with it. It is zero for most.
type Recovery struct {
	// TornBytes is how many bytes were cut off the file's end, from TornAt on: the rest of an append that
	// did not come to its end and was never acknowledged.
	TornBytes, TornAt int64
	// Damage is not nil for a file that is damaged. What comes before the damage is loaded; the file is not
	// written to.
	Damage *DamagedError
}

// Open reads a file from its start and makes it ready for appending. An empty file becomes an empty log.
// A torn end is cut off; a damaged file, see [Recovery], is only read. Open keeps no more of the file in
// memory than 1 MiB, or the largest block.
//
// The error is a *[VersionError] for a file of another format version, or a *[FailedError] when it could
// not be read, written or cut; the file then holds what it held.
//
// Open checks the checksum of every block, but not the chain of digests, which takes several times as
// long: see [Log.Verify].
func Open(file File, options Options) (*Log, error) {
	size, err := file.Size()
	if err != nil {
		return nil, failed(err)
	}
	l := &Log{file: file}
	r := &replay{scanner: scanner{file: file, size: size}, options: options}
	if size <= headerSize {
		start, err := r.read(0, size)
		if err != nil {
			return nil, err
		}
		if unborn(start) {
			l.recovery.TornBytes = size
			return ready(l, l.empty())
		}
	}
	err = r.all()
	l.state = r.state
	switch err := err.(type) {
	case nil:
		// The last append may have ended, or failed, before its block was kept for good.
		return ready(l, failed(file.Flush()))
	case *errTorn:
		l.recovery.TornAt, l.recovery.TornBytes = err.offset, size-err.offset
		return ready(l, l.cut())
	case *DamagedError:
		l.recovery.Damage, l.damaged = err, size
		l.refusal = &FailedError{Err: err, Stopped: true}
		return l, nil
	}
	return nil, err
}

// ready returns a log only where there was no error.
func ready(l *Log, err error) (*Log, error) {
	if err != nil {
		return nil, err
	}
	return l, nil
}
