package logfile

import (
	"io"

	"hindsight/core/event"
)

// Options say who is told what when a file is opened. The zero value tells nobody.
type Options struct {
	// Load is called with the events of each block, in position order. Version is 0: whoever loads them
	// counts. Their texts are valid until Load returns. An error of Load's is damage to the file.
	Load func([]event.Event) error
	// Progress is called now and then with how many bytes are read, of how many.
	Progress func(done, total int64)
}

// Recovery says what opening a file found.
type Recovery struct {
	Events uint64 // events loaded
	Blocks int    // and the blocks they were in
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
// not be read, written or cut; the file is then as it was.
//
// Open checks the checksum of every block, but not the chain of digests, which takes several times as
// long: see [Log.Verify].
func Open(file File, options Options) (*Log, error) {
	size, err := file.Size()
	if err != nil {
		return nil, &FailedError{Err: err}
	}
	l := &Log{file: file}
	s := &scanner{file: file, size: size}
	start, err := s.read(0, min(size, headerSize))
	if err != nil {
		return nil, err
	}
	if size <= headerSize && unborn(start) {
		return ready(l, l.create(size))
	}
	if size < headerSize {
		l.stop(&DamagedError{Length: size, Reason: "it is too short to be a log file"})
		return l, nil
	}
	if err = checkHeader(start); err == nil {
		l.end, l.head = headerSize, sum256(start)
		s.at = headerSize
		err = l.load(s, options)
	}
	return l.settle(s, err)
}

// settle finishes opening a file that was read up to an error.
func (l *Log) settle(s *scanner, err error) (*Log, error) {
	l.recovery.Events, l.recovery.Blocks = l.events, l.blocks
	switch err := err.(type) {
	case *DamagedError:
		l.stop(err)
		return l, nil
	case *errTorn:
		l.recovery.TornAt, l.recovery.TornBytes = err.offset, s.size-err.offset
		return ready(l, l.cut())
	case nil:
		// The last append may have ended, or failed, before its block was kept for good.
		return ready(l, failed(l.file.Sync()))
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

// stop makes a damaged file one that is only read.
func (l *Log) stop(damage *DamagedError) {
	l.recovery.Damage = damage
	l.refusal = &FailedError{Err: damage, Stopped: true}
}

// create writes the header of a new file.
func (l *Log) create(size int64) error {
	header := appendHeader(nil, FormatVersion)
	l.recovery.TornBytes = size
	l.end, l.head = headerSize, sum256(header)
	err := writeFull(l.file, header, 0)
	if err == nil {
		err = l.file.Sync()
	}
	return failed(err)
}

// cut cuts the file off behind its last whole block, for good.
func (l *Log) cut() error {
	err := l.file.Truncate(l.end)
	if err == nil {
		err = l.file.Sync()
	}
	return failed(err)
}

func failed(err error) error {
	if err == nil {
		return nil
	}
	return &FailedError{Err: err}
}

// load reads all blocks. The error is nil at the end of the file.
func (l *Log) load(s *scanner, options Options) error {
	var d decoder
	for told := int64(0); ; {
		b, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		events, ok := d.decode(b.content, l.recorded)
		if !ok || events[0].Position != l.events+1 {
			return s.damage(b, "a block is not what comes next")
		}
		if options.Load != nil {
			if err := options.Load(events); err != nil {
				return s.damage(b, err.Error())
			}
		}
		l.accept(events, b.digest, s.at)
		if options.Progress != nil && (s.at-told >= windowSize || s.at == s.size) {
			told = s.at
			options.Progress(s.at, s.size)
		}
	}
}

// damage is what is wrong with a block that is whole by itself.
func (s *scanner) damage(b block, reason string) error {
	return &DamagedError{Offset: b.offset, Length: s.at - b.offset, Reason: reason}
}
