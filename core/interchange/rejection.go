package interchange

import (
	"fmt"

	"hindsight/core/event"
)

// The codes of a [Rejection].
const (
	// CodeInvalidJSON is for what is no JSON, is cut off, or is too long to be looked at.
	CodeInvalidJSON = "invalid_json"
	// CodeInvalidEvent is for JSON that is no event, or an event with a field out of bounds.
	CodeInvalidEvent = "invalid_event"
)

// Rejection is something in a file that was set aside.
type Rejection struct {
	Line    int    // the line, from 1, in which it begins
	Code    string // CodeInvalidJSON or CodeInvalidEvent
	Message string // what was got and what was wanted
}

// Invalid returns the Rejection for an event of a [Batch] that the log refused: line is that of the
// batch, err what the log said.
func Invalid(line int, err error) Rejection {
	message := err.Error()
	if invalid, ok := err.(*event.InvalidError); ok {
		message = invalid.Reason()
	}
	return Rejection{Line: line, Code: CodeInvalidEvent, Message: message}
}

// UnreadableError is returned for a file that is no event log at all. Its code outside is unreadable.
type UnreadableError struct {
	Reason string // what was got and what was wanted
}

// Error says why.
func (e *UnreadableError) Error() string { return e.Reason }

const wanted = "want events as NDJSON or as a JSON array, or CloudEvents 1.0 in JSON"

// held back are so many rejections before the first event. A file with nothing else is no event log.
const patience = 100

// reject sets something aside that begins at pos.
func (r *Reader) reject(code, message string) {
	r.values++
	r.flush()
	rejection := Rejection{Line: r.mark.line, Code: code, Message: message}
	switch {
	case r.found:
		r.tell(rejection)
	case len(r.held) == patience:
		r.giveUp()
	default:
		r.held = append(r.held, rejection)
	}
}

func (r *Reader) tell(rejection Rejection) {
	if r.options.Reject != nil {
		r.options.Reject(rejection)
	}
}

// find settles that the file is an event log.
func (r *Reader) find() {
	r.found = true
	for _, rejection := range r.held {
		r.tell(rejection)
	}
	r.held = nil
}

// giveUp ends the reading of a file in which nothing looks like an event.
func (r *Reader) giveUp() {
	reason := r.held[0].Message
	if r.held[0].Code == CodeInvalidEvent {
		reason = fmt.Sprintf("line %d: %s", r.held[0].Line, reason)
	}
	r.unreadable(fmt.Sprintf("got no event, %s; %s", wanted, reason))
}

func (r *Reader) unreadable(reason string) {
	r.err = &UnreadableError{reason}
}
