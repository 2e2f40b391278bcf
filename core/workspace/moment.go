package workspace

import "hindsight/core/event"

// Moment says as of when a question is asked. The zero value is the latest moment.
type Moment struct {
	kind     momentKind
	position uint64
	time     event.Time
}

type momentKind uint8

const (
	latest momentKind = iota
	atPosition
	atTime
)

// Latest is the moment behind the last event.
var Latest = Moment{}

// AtPosition is the moment right after the event at a position. Position 0 is before the first event; a
// position behind the last event is the latest moment.
func AtPosition(position uint64) Moment { return Moment{kind: atPosition, position: position} }

// AtTime is the moment right after the last event recorded at or before t.
func AtTime(t event.Time) Moment { return Moment{kind: atTime, time: t} }

// At is the moment that an answer is for.
type At struct {
	Position uint64     // the last event that counts; 0 before the first
	Time     event.Time // when that event was recorded; 0 before the first
	Latest   bool       // there is no later event
}

// At finds the moment in the snapshot's log.
func (s *Snapshot) At(m Moment) At {
	position := s.log.Len()
	switch m.kind {
	case atPosition:
		position = min(position, m.position)
	case atTime:
		position = s.log.PositionAt(m.time)
	}
	at := At{Position: position, Latest: position == s.log.Len()}
	if position > 0 {
		at.Time = s.log.Recorded(position)
	}
	return at
}
