package workspace

import (
	"strconv"

	"hindsight/core/event"
	"hindsight/core/interchange"
	"hindsight/core/jsontext"
	"hindsight/core/store"
)

// EventsQuery asks for events; see [store.Query].
type EventsQuery struct {
	From, To   string // RFC 3339, half-open; "" leaves that end open
	Clock      string // time, the default, or recorded
	Types      []string
	Streams    []string
	Category   string
	Text       string
	At         Moment // only events up to this moment
	After      uint64
	Offset     int // passes over this many first; 0 or more
	Descending bool
	Limit      int // 0 to MaxPage
}

func (s *Snapshot) query(q EventsQuery) (store.Query, At, error) {
	at := s.At(q.At)
	found := store.Query{Types: q.Types, Streams: q.Streams, Category: q.Category, Text: q.Text,
		Descending: q.Descending, After: q.After, Offset: q.Offset, Limit: q.Limit, Until: at.Position}
	var err error
	if found.From, err = bound("from", q.From); err != nil {
		return found, at, err
	}
	if found.To, err = bound("to", q.To); err != nil {
		return found, at, err
	}
	switch q.Clock {
	case "", "time":
	case "recorded":
		found.Clock = store.ByRecorded
	default:
		return found, at, InvalidQuery("clock", strconv.Quote(q.Clock), "time or recorded")
	}
	return found, at, checkPage(q.Offset, q.Limit)
}

func bound(field, text string) (event.Time, error) {
	if text == "" {
		return 0, nil
	}
	t, err := event.ParseBound(text)
	if err != nil {
		e := err.(*event.TimeError)
		return 0, InvalidQuery(field, strconv.Quote(e.Text), e.Want)
	}
	return t, nil
}

// find answers a query. A moment before the first event has no events, though the store takes an Until
// of 0 for no bound.
func (s *Snapshot) find(q store.Query) store.Page {
	if q.Until == 0 {
		return store.Page{}
	}
	return s.log.Find(q)
}

// AppendEvents appends {at, events, total, next}; events have dataText in place of data. The error is an
// *[Error] of code invalid_query.
func (s *Snapshot) AppendEvents(dst []byte, q EventsQuery) ([]byte, error) {
	query, at, err := s.query(q)
	if err != nil {
		return dst, err
	}
	page := s.find(query)
	dst = append(dst, `{"at":`...)
	dst = at.AppendJSON(dst)
	dst = append(dst, `,"events":[`...)
	for i, position := range page.Positions {
		if i > 0 {
			dst = append(dst, ',')
		}
		e := s.log.Event(position)
		dst = e.AppendPage(dst)
	}
	dst = append(dst, ']')
	dst = appendCount(dst, `,"total":`, page.Total)
	dst = append(dst, `,"next":`...)
	if page.Next == 0 {
		return append(dst, "null}"...), nil
	}
	return append(strconv.AppendUint(dst, page.Next, 10), '}'), nil
}

// AppendEvent appends one event as AppendEvents does, with two more members: current, its schemaVersion
// and dataText in the current shape, null when it is stored so; and failure, the code and message when
// it can't be brought there. The error is an *[Error] of code invalid_query.
func (s *Snapshot) AppendEvent(dst []byte, position uint64) ([]byte, error) {
	if position < 1 || position > s.log.Len() {
		return dst, InvalidQuery("position", strconv.FormatUint(position, 10), "1 to "+strconv.FormatUint(s.log.Len(), 10))
	}
	stored := s.log.Event(position)
	dst = stored.AppendPage(dst)
	dst = dst[:len(dst)-1] // reopen the object
	current, err := s.chain.Current(stored)
	dst = append(dst, `,"current":`...)
	if err != nil || current.SchemaVersion == stored.SchemaVersion {
		dst = append(dst, "null"...)
	} else {
		dst = append(dst, `{"schemaVersion":`...)
		dst = strconv.AppendUint(dst, uint64(current.SchemaVersion), 10)
		dst = append(dst, `,"dataText":`...)
		dst = append(jsontext.AppendQuoted(dst, current.Data), '}')
	}
	dst = append(dst, `,"failure":`...)
	if err == nil {
		return append(dst, "null}"...), nil
	}
	d := Describe(err)
	dst = append(dst, `{"code":`...)
	dst = jsontext.AppendQuoted(dst, d.Code)
	dst = append(dst, `,"message":`...)
	return append(jsontext.AppendQuoted(dst, d.Message), '}', '}'), nil
}

// AppendExport appends events as lines of NDJSON until they are aim bytes or more; next is the After to
// go on from, 0 at the end. The query's order and limit are not looked at. The error is an *[Error] of
// code invalid_query.
func (s *Snapshot) AppendExport(dst []byte, q EventsQuery, aim int) (out []byte, next uint64, err error) {
	q.Descending, q.Limit = false, 1000
	for {
		query, _, err := s.query(q)
		if err != nil {
			return dst, 0, err
		}
		query.Uncounted = true
		page := s.find(query)
		for _, position := range page.Positions {
			e := s.log.Event(position)
			dst = interchange.AppendNDJSON(dst, &e)
			if len(dst) >= aim && position != page.Positions[len(page.Positions)-1] {
				return dst, position, nil
			}
		}
		if page.Next == 0 || len(dst) >= aim {
			return dst, page.Next, nil
		}
		q.After = page.Next
	}
}

// AppendEventList appends events as a JSON array, each with dataText in place of data.
func AppendEventList(dst []byte, events []event.Event) []byte {
	dst = append(dst, '[')
	for i := range events {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = events[i].AppendPage(dst)
	}
	return append(dst, ']')
}
