package question

import (
	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/workspace"
)

// Moment is a moment to look at: a position (inclusive; 0 is before the first event), or an RFC 3339 time (inclusive:
// the last event recorded at or before it). nil is the latest.
//
//ts:type { position: number } | { time: string }
type Moment struct {
	Position *float64 `json:"position"`
	Time     *string  `json:"time"`
}

// in finds the moment that the member field names. A time counts before a position.
func (m *Moment) in(s *workspace.Snapshot, field string) (workspace.At, error) {
	switch {
	case m == nil:
		return s.At(workspace.Latest), nil
	case m.Time != nil:
		t, err := event.ParseBound(*m.Time)
		if err != nil {
			e := err.(*event.TimeError)
			return workspace.At{}, workspace.InvalidQuery(field, quoted(e.Text), e.Want)
		}
		return s.At(workspace.AtTime(t)), nil
	case m.Position != nil:
		p, err := whole(field+".position", *m.Position, maxNumber)
		return s.At(workspace.AtPosition(uint64(p))), err
	}
	return workspace.At{}, workspace.InvalidQuery(field, "an object without either", "an object with a position or a time")
}

// isPassed tells whether what a projection says of a moment is for good: the moment is before the latest, and the
// projection has folded all up to there.
func isPassed(v *projection.Snapshot, at workspace.At) bool {
	return !at.Latest && v.Behind(at.Position) == 0
}

// At is the moment an answer is for.
type At struct {
	// The last position it includes; 0 before the first event.
	Position uint64 `json:"position"`
	// When that event was recorded, RFC 3339 in UTC; '' before the first event.
	Time string `json:"time"`
	// Whether the log has nothing later.
	Latest bool `json:"latest"`
}

func atOf(at workspace.At) At {
	return At{Position: at.Position, Time: at.Time.String(), Latest: at.Latest}
}

// AppendJSON appends it as an object.
func (a At) AppendJSON(dst []byte) []byte {
	return append(a.appendOpen(append(dst, '{')), '}')
}

// appendOpen appends the members without the object's end.
func (a At) appendOpen(dst []byte) []byte {
	dst = appendNumber(dst, "position", a.Position)
	dst = appendText(dst, "time", a.Time)
	return appendBool(dst, "latest", a.Latest)
}

// MomentQuestion asks what a moment means.
type MomentQuestion struct {
	// Absent means the latest.
	At *Moment `json:"at,omitempty"`
}

// EventMoment is a moment, and what happened right then.
type EventMoment struct {
	At
	// The type of the event at the position; '' before the first event.
	Type string `json:"type"`
}

// AppendJSON appends it as an object.
func (m *EventMoment) AppendJSON(dst []byte) []byte {
	dst = m.appendOpen(append(dst, '{'))
	return append(appendText(dst, "type", m.Type), '}')
}

// Answer is an *[EventMoment]. It is final before the latest moment.
func (q *MomentQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	at, err := q.At.in(s, "at")
	if err != nil {
		return nil, false, err
	}
	moment := &EventMoment{At: atOf(at)}
	if at.Position > 0 {
		moment.Type = s.Log().TypeName(at.Position)
	}
	return moment, !at.Latest, nil
}
