package question

import (
	"hindsight/core/event"
	"hindsight/core/store"
	"hindsight/core/workspace"
)

// EventsQuestion asks for events, a page at a time, in the order of their positions.
type EventsQuestion struct {
	// Inclusive, RFC 3339; '' for no bound.
	From string `json:"from,omitempty"`
	// Exclusive, RFC 3339; '' for no bound. A range that ends before it starts is empty.
	To string `json:"to,omitempty"`
	// The clock of from and to: when events happened (usual), or when the log took them.
	Clock string `json:"clock,omitempty" ts:"'time' | 'recorded'"`
	// Only events of one of these types; none for all.
	Types []string `json:"types,omitempty"`
	// Only events in one of these streams; none for all.
	Streams []string `json:"streams,omitempty"`
	// Only streams with this before their first '-' or ':'; '' for all.
	Category string `json:"category,omitempty"`
	// Found, letter for letter, in an event's id, metadata or data; '' for all.
	Text string `json:"text,omitempty"`
	// Only events up to this moment; absent means the latest.
	At *Moment `json:"at,omitempty"`
	// A position, exclusive: the next of the page before. 0 is the beginning.
	After float64 `json:"after,omitempty"`
	// How many matching events to leave out, behind after; 0 or more.
	Offset float64 `json:"offset,omitempty"`
	// Ascending (usual) or descending by position.
	Order string `json:"order,omitempty" ts:"'asc' | 'desc'"`
	// 0 to 10,000; usually 100.
	Limit float64 `json:"limit,omitempty"`
}

// EventPage is a page of events.
type EventPage struct {
	At     At      `json:"at"`
	Events []Event `json:"events"`
	// How many match in all.
	Total int `json:"total"`
	// Pass it as after for the next page; null at the end.
	Next *uint64 `json:"next"`
}

// Event is an event as it is stored.
type Event struct {
	Position uint64 `json:"position"`
	ID       string `json:"id"`
	Stream   string `json:"stream"`
	// The position in its stream, from 1.
	Version       uint64 `json:"version"`
	Type          string `json:"type"`
	SchemaVersion uint32 `json:"schemaVersion"`
	// When it happened, RFC 3339 in UTC.
	Time string `json:"time"`
	// When the log took it, RFC 3339 in UTC.
	Recorded string `json:"recorded"`
	// The metadata's stored bytes, a JSON object.
	MetadataText string `json:"metadataText"`
	// The payload's stored bytes, a JSON value.
	DataText string `json:"dataText"`
}

// EventOf is an event of the log's as an answer has it.
func EventOf(e event.Event) Event {
	if e.Metadata == "" {
		e.Metadata = "{}"
	}
	return Event{
		Position: e.Position, ID: e.ID, Stream: e.Stream, Version: e.Version, Type: e.Type, SchemaVersion: e.SchemaVersion,
		Time: e.Time.String(), Recorded: e.Recorded.String(), MetadataText: e.Metadata, DataText: e.Data,
	}
}

// AppendJSON appends it as an object.
func (e *Event) AppendJSON(dst []byte) []byte { return append(e.appendOpen(dst), '}') }

// appendOpen appends the object without its end.
func (e *Event) appendOpen(dst []byte) []byte {
	dst = appendNumber(append(dst, '{'), "position", e.Position)
	dst = appendText(dst, "id", e.ID)
	dst = appendText(dst, "stream", e.Stream)
	dst = appendNumber(dst, "version", e.Version)
	dst = appendText(dst, "type", e.Type)
	dst = appendNumber(dst, "schemaVersion", e.SchemaVersion)
	dst = appendText(dst, "time", e.Time)
	dst = appendText(dst, "recorded", e.Recorded)
	dst = appendText(dst, "metadataText", e.MetadataText)
	return appendText(dst, "dataText", e.DataText)
}

func appendEvent(dst []byte, e *Event) []byte { return e.AppendJSON(dst) }

// AppendEvents appends events as an array of [Event].
func AppendEvents(dst []byte, events []event.Event) []byte {
	return appendArray(dst, events, func(dst []byte, e *event.Event) []byte {
		listed := EventOf(*e)
		return listed.AppendJSON(dst)
	})
}

// AppendJSON appends it as an object.
func (p *EventPage) AppendJSON(dst []byte) []byte {
	dst = p.At.AppendJSON(appendName(append(dst, '{'), "at"))
	dst = appendList(dst, "events", p.Events, appendEvent)
	dst = appendNumber(dst, "total", p.Total)
	if p.Next == nil {
		return append(appendRaw(dst, "next", nil), '}')
	}
	return append(appendNumber(dst, "next", *p.Next), '}')
}

// Answer is an *[EventPage]. It is final before the latest moment.
func (q *EventsQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	query, at, err := q.Query(s)
	if err != nil {
		return nil, false, err
	}
	found := find(s, query)
	page := &EventPage{At: atOf(at), Total: found.Total, Events: make([]Event, len(found.Positions))}
	for i, position := range found.Positions {
		page.Events[i] = EventOf(s.Log().Event(position))
	}
	if found.Next > 0 {
		page.Next = &found.Next
	}
	return page, !at.Latest, nil
}

// Query is the question as the store takes it, and the moment that it is for.
func (q *EventsQuestion) Query(s *workspace.Snapshot) (query store.Query, at workspace.At, err error) {
	query = store.Query{Types: q.Types, Streams: q.Streams, Category: q.Category, Text: q.Text}
	order, err := one("order", q.Order, "asc", "desc")
	if err != nil {
		return query, at, err
	}
	query.Descending = order == "desc"
	if at, err = q.At.in(s, "at"); err != nil {
		return query, at, err
	}
	query.Until = at.Position
	after, err := whole("after", q.After, maxNumber)
	if err != nil {
		return query, at, err
	}
	query.After = uint64(after)
	if query.Offset, query.Limit, err = part(q.Offset, q.Limit); err != nil {
		return query, at, err
	}
	return query, at, q.setRange(&query)
}

func (q *EventsQuestion) setRange(query *store.Query) (err error) {
	if query.From, err = bound("from", q.From); err != nil {
		return err
	}
	if query.To, err = bound("to", q.To); err != nil {
		return err
	}
	clock, err := one("clock", q.Clock, "time", "recorded")
	if clock == "recorded" {
		query.Clock = store.ByRecorded
	}
	return err
}

// find answers a query. A moment before the first event has no events, though the store takes an Until of 0 for no
// bound.
func find(s *workspace.Snapshot, q store.Query) store.Page {
	if q.Until == 0 {
		return store.Page{}
	}
	return s.Log().Find(q)
}

// metadata is what is known of an event's metadata.
type metadata struct{ CausationID, CorrelationID string }

// metadataOf reads it. A member that is no text counts as ""; of a repeated one the last counts.
func metadataOf(text string) (known metadata) {
	fields := event.FieldsOf(text)
	known.CausationID, _ = fields.Text("causationId")
	known.CorrelationID, _ = fields.Text("correlationId")
	return known
}
