package logfile

import (
	"hindsight/core/event"
)

// Log is a log file that is open. It is for one goroutine at a time. Make one with [Open].
type Log struct {
	file    File
	refusal error // why nothing is written any more, nil while it may be

	end      int64      // where the next block begins: behind the last whole one
	head     Digest     // of the last block, or of the header
	events   uint64     // and so the last position
	blocks   int        //
	recorded event.Time // of the last event

	recovery Recovery
	encoder  encoder
	buffer   []byte
}

// Events returns how many events the file has.
func (l *Log) Events() uint64 { return l.events }

// Blocks returns how many blocks the file has.
func (l *Log) Blocks() int { return l.blocks }

// Size returns how many bytes the file has, as far as they are whole blocks.
func (l *Log) Size() int64 { return l.end }

// Head returns the digest of the last block, which stands for all that the file holds; that of an empty
// log is its header's.
func (l *Log) Head() Digest { return l.head }

// Recovered says what opening the file found.
func (l *Log) Recovered() Recovery { return l.recovery }

// Refusal returns why the file takes no more events, nil while it does: a *[FailedError].
func (l *Log) Refusal() error { return l.refusal }

// Close closes the file. Nothing is left to be written.
func (l *Log) Close() error { return failed(l.file.Close()) }

// accept makes a block that is in the file part of the log; end is where it ends.
func (l *Log) accept(events []event.Event, digest Digest, end int64) {
	l.end, l.head = end, digest
	l.blocks++
	l.events += uint64(len(events))
	l.recorded = events[len(events)-1].Recorded
}
