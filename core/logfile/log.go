package logfile

import (
	"hindsight/core/event"
)

// State is what a file holds.
type State struct {
	Events uint64 // and so the last position
	Blocks int    // one for each append
	Bytes  int64  // up to the end of the last block
	// Head is the digest of the last block and stands for all that the file holds. Two files whose heads are
	// equal hold the same events, appended in the same batches.
	Head Digest

	recorded event.Time // of the last event
}

// add takes in a block that ends at end.
func (s *State) add(events []event.Event, digest Digest, end int64) {
	s.Events += uint64(len(events))
	s.Blocks++
	s.Bytes, s.Head = end, digest
	s.recorded = events[len(events)-1].Recorded
}

// Log is a log file that is open. It is for one goroutine at a time. Make one with [Open].
type Log struct {
	file     File
	state    State
	refusal  error // why nothing is written any more, nil while it may be
	recovery Recovery
	damaged  int64 // how large the file is where it is damaged: it is not written to
	encoder  encoder
	buffer   []byte
}

// State returns what the file holds: all that was acknowledged, and nothing else.
func (l *Log) State() State { return l.state }

// Recovered says what opening the file found.
func (l *Log) Recovered() Recovery { return l.recovery }

// Refusal returns why the file takes no more events, nil while it does: a *[FailedError].
func (l *Log) Refusal() error { return l.refusal }

// Close closes the file. Nothing is left to be written.
func (l *Log) Close() error { return failed(l.file.Close()) }

// empty makes the file an empty log, for good. Where it was one with events, the header stays as it is.
func (l *Log) empty() error {
	header := appendHeader(nil, FormatVersion)
	l.state = emptyState(header)
	if err := writeFull(l.file, header, 0); err != nil {
		return failed(err)
	}
	return l.cut()
}

func emptyState(header []byte) State { return State{Bytes: headerSize, Head: sum256(header)} }

// cut cuts the file off behind its last whole block, for good.
func (l *Log) cut() error {
	err := l.file.Resize(l.state.Bytes)
	if err == nil {
		err = l.file.Flush()
	}
	return failed(err)
}

// failed makes a *[FailedError] of an error of the file's.
func failed(err error) error {
	if err == nil {
		return nil
	}
	return &FailedError{Err: err}
}
