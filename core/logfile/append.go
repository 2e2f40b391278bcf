package logfile

import (
	"errors"

	"hindsight/core/event"
)

// maxKept is how large a buffer may be to be kept for the next block.
const maxKept = 4 << 20

// errTooLong is what an append of more than [MaxBlock] is refused with.
var errTooLong = errors.New("got more than 512 MiB of events at once, want at most that")

// Append writes events as one block, all or nothing, and returns when they are kept for good. The events
// must be such as a log gives out: within the limits of their fields, with the positions that follow and
// Recorded that never decreases; Append panics for others. Of no events it writes nothing.
//
// When it returns an error, a *[FailedError], the events are refused, and the file is back at its last
// whole block. Where it could not be put back, nothing more is written until it is opened again: the
// error is then Stopped, and so are all that follow.
func (l *Log) Append(events []event.Event) error {
	if l.refusal != nil {
		return l.refusal
	}
	if len(events) == 0 {
		return nil
	}
	if events[0].Position != l.state.Events+1 {
		panic("logfile: Log.Append: the batch does not begin at the position that follows")
	}
	block, digest, err := l.seal(events)
	if err != nil {
		return err
	}
	if err := l.write(block); err != nil {
		return err
	}
	l.state.add(events, digest, l.state.Bytes+int64(len(block)))
	return nil
}

// seal returns the block of these events, which is valid until the next call.
func (l *Log) seal(events []event.Event) (block []byte, digest Digest, err error) {
	var room [blockHeaderSize]byte
	block = l.encoder.appendContent(append(l.buffer[:0], room[:]...), events, l.state.recorded)
	if len(block)-blockHeaderSize > MaxBlock {
		return nil, digest, &FailedError{Err: errTooLong}
	}
	if l.buffer = block; cap(block) > maxKept {
		l.buffer, l.encoder = nil, encoder{}
	}
	return block, sealBlock(block, l.state.Head), nil
}

// write writes a block behind the last one, or puts the file back.
func (l *Log) write(block []byte) error {
	err := writeFull(l.file, block, l.state.Bytes)
	if err == nil {
		err = l.file.Flush()
	}
	if err == nil {
		return nil
	}
	if l.cut() != nil {
		l.refusal = &FailedError{Err: err, Stopped: true}
		return l.refusal
	}
	return &FailedError{Err: err}
}

// Clear makes the log empty, for good. When it returns an error, a *[FailedError], only opening the file
// again can tell whether it is: nothing more is written until then.
func (l *Log) Clear() error {
	if l.refusal != nil {
		return l.refusal
	}
	before := l.state
	if err := l.empty(); err != nil {
		l.state, l.refusal = before, &FailedError{Err: err, Stopped: true}
		return l.refusal
	}
	l.recovery = Recovery{}
	return nil
}
