package question

import (
	"fmt"

	"hindsight/core/workspace"
)

// EventQuestion asks for all of one event.
type EventQuestion struct {
	// From 1 to the log's last.
	Position float64 `json:"position"`
}

// EventDetail is an event with its payload in the current schema version.
type EventDetail struct {
	Event
	// null when the stored shape is the current one, or could not be brought to it.
	Current *Shape `json:"current"`
	// Why it could not; null when it could.
	Failure *Reason `json:"failure"`
}

// Shape is a payload in one schema version.
type Shape struct {
	SchemaVersion uint32 `json:"schemaVersion"`
	DataText      string `json:"dataText"`
}

// Reason is an error's code and its message for people.
type Reason struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// AppendJSON appends it as an object.
func (e *EventDetail) AppendJSON(dst []byte) []byte {
	dst = appendName(e.appendOpen(dst), "current")
	if e.Current == nil {
		dst = append(dst, "null"...)
	} else {
		dst = appendNumber(append(dst, '{'), "schemaVersion", e.Current.SchemaVersion)
		dst = append(appendText(dst, "dataText", e.Current.DataText), '}')
	}
	dst = appendName(dst, "failure")
	if e.Failure == nil {
		return append(dst, "null}"...)
	}
	dst = appendText(append(dst, '{'), "code", e.Failure.Code)
	return append(appendText(dst, "message", e.Failure.Message), '}', '}')
}

// Answer is an *[EventDetail]. It is final: an event never changes.
func (q *EventQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	position, err := positionOf(s, q.Position)
	if err != nil {
		return nil, false, err
	}
	stored := s.Log().Event(position)
	detail := &EventDetail{Event: EventOf(stored)}
	current, err := s.Current(stored)
	switch {
	case err != nil:
		e := workspace.Describe(err)
		detail.Failure = &Reason{Code: e.Code, Message: e.Message}
	case current.SchemaVersion != stored.SchemaVersion:
		detail.Current = &Shape{SchemaVersion: current.SchemaVersion, DataText: current.Data}
	}
	return detail, true, nil
}

// positionOf returns the position of an event that the log has.
func positionOf(s *workspace.Snapshot, n float64) (uint64, error) {
	position, err := whole("position", n, maxNumber)
	if err != nil {
		return 0, err
	}
	if last := s.Log().Len(); position < 1 || uint64(position) > last {
		return 0, workspace.InvalidQuery("position", fmt.Sprint(position), fmt.Sprintf("1 to %d", last))
	}
	return uint64(position), nil
}
