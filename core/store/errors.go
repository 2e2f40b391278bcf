package store

import (
	"errors"
	"fmt"
	"strconv"
)

// ErrNoEvents is returned by Append for a batch of none.
var ErrNoEvents = errors.New("got no events, want at least one")

// ErrUnknownID is wrapped by the error of ReplayFrom when the log has no event of that id.
var ErrUnknownID = errors.New("no event has this id")

type unknownIDError struct{ id string }

func (e *unknownIDError) Error() string { return ErrUnknownID.Error() + ": got " + strconv.Quote(e.id) }

func (e *unknownIDError) Unwrap() error { return ErrUnknownID }

// DuplicateError is returned by Append when an id is taken.
type DuplicateError struct {
	Index    int    // which event of the batch, from 0
	ID       string // the id
	Position uint64 // the event that has it; 0 when it is an earlier one of the same batch
}

// Error names the id and who has it.
func (e *DuplicateError) Error() string {
	if e.Position == 0 {
		return fmt.Sprintf("event %d: the batch already has the id %q", e.Index+1, e.ID)
	}
	return fmt.Sprintf("event %d: the id %q is that of position %d", e.Index+1, e.ID, e.Position)
}

// orderError is what Load returns for an event that does not follow.
type orderError struct {
	index     int
	got, want uint64 // position
}

func (e *orderError) Error() string {
	return fmt.Sprintf("event %d: got position %d, want %d, with a recorded time that is not before the last",
		e.index+1, e.got, e.want)
}

// ConflictError is returned by Append when the stream is not where the condition wants it.
type ConflictError struct {
	Stream   string
	Expected Condition
	Actual   uint64 // the stream's version; 0 when there is no such stream
}

// Error names the stream, the expected and the actual version.
func (e *ConflictError) Error() string {
	actual := "does not exist"
	if e.Actual > 0 {
		actual = "is at version " + strconv.FormatUint(e.Actual, 10)
	}
	return fmt.Sprintf("stream %q %s, expected: %s", e.Stream, actual, e.Expected)
}

// PanicError is what a subscriber's panic is reported as.
type PanicError struct {
	Position uint64 // the event it was called with
	Value    any    // what it panicked with
}

// Error names the event and the panic's value.
func (e *PanicError) Error() string {
	return fmt.Sprintf("a subscriber panicked at position %d: %v", e.Position, e.Value)
}
