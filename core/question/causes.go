package question

import (
	"hindsight/core/event"
	"hindsight/core/store"
	"hindsight/core/workspace"
)

// CausesQuestion asks which events caused an event, and which it caused. An event's metadata name others by their ids.
type CausesQuestion struct {
	// From 1 to the log's last.
	Position float64 `json:"position"`
}

// Causes are the events around one, by cause and by correlation.
type Causes struct {
	// The id it names as its cause; '' for none.
	CauseID string `json:"causeId"`
	// The event of that id; null when the log has none.
	Cause *Event `json:"cause"`
	// The events that name it as their cause, oldest first.
	Effects []Event `json:"effects"`
	// The correlation it belongs to: its own id if others name that; '' for none.
	CorrelationID string `json:"correlationId"`
	// The events of the same correlation, without itself, oldest first.
	Correlated []Event `json:"correlated"`
	// How many events were looked through, where there are more that hold one of the ids; 0 when there are not.
	Only int `json:"only"`
}

// mostLooked is how many events whose text has an id are read, to find those that name it as their cause.
const mostLooked = 1000

// AppendJSON appends it as an object.
func (c *Causes) AppendJSON(dst []byte) []byte {
	dst = appendName(appendText(append(dst, '{'), "causeId", c.CauseID), "cause")
	if c.Cause == nil {
		dst = append(dst, "null"...)
	} else {
		dst = c.Cause.AppendJSON(dst)
	}
	dst = appendList(dst, "effects", c.Effects, appendEvent)
	dst = appendText(dst, "correlationId", c.CorrelationID)
	dst = appendList(dst, "correlated", c.Correlated, appendEvent)
	return append(appendNumber(dst, "only", c.Only), '}')
}

// Answer is a *[Causes]. It looks for text in the whole log, which takes a while.
func (q *CausesQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	position, err := positionOf(s, q.Position)
	if err != nil {
		return nil, false, err
	}
	of := s.Log().Event(position)
	known := metadataOf(of.Metadata)
	causes := &Causes{CauseID: known.CausationID, CorrelationID: known.CorrelationID, Effects: []Event{}, Correlated: []Event{}}
	look := search{snapshot: s}
	for _, e := range look.holding(of.ID) {
		other := metadataOf(e.Metadata)
		if other.CausationID == of.ID {
			causes.Effects = append(causes.Effects, EventOf(e))
		}
		if causes.CorrelationID == "" && other.CorrelationID == of.ID {
			causes.CorrelationID = of.ID
		}
	}
	if cause, ok := s.Log().PositionOf(causes.CauseID); ok {
		e := EventOf(s.Log().Event(cause))
		causes.Cause = &e
	}
	for _, e := range look.holding(causes.CorrelationID) {
		correlates := e.ID == causes.CorrelationID || metadataOf(e.Metadata).CorrelationID == causes.CorrelationID
		if correlates && e.ID != of.ID {
			causes.Correlated = append(causes.Correlated, EventOf(e))
		}
	}
	if look.more {
		causes.Only = mostLooked
	}
	return causes, false, nil
}

// search looks for events by text.
type search struct {
	snapshot *workspace.Snapshot
	more     bool // whether there were more than were looked through
}

// holding returns events that hold a text in their ids, metadata or data, oldest first.
func (l *search) holding(text string) []event.Event {
	if text == "" {
		return nil
	}
	page := l.snapshot.Log().Find(store.Query{Text: text, Limit: mostLooked, Uncounted: true})
	l.more = l.more || page.Next > 0
	events := make([]event.Event, len(page.Positions))
	for i, position := range page.Positions {
		events[i] = l.snapshot.Log().Event(position)
	}
	return events
}
