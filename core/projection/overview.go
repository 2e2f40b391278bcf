package projection

import (
	"hindsight/core/event"
)

// stream is the row of Streams, and with fewer columns that of EventTypes.
type stream struct {
	first, last event.Time
	count       uint32 // a log has no more events
	typ         Text
}

// next returns the row after one more event. Late events count too: first and last are the earliest and
// the latest time, not those of the first and the last position.
func (s stream) next(typ Text, t event.Time) stream {
	if s.count == 0 || t < s.first {
		s.first = t
	}
	s.count, s.typ, s.last = s.count+1, typ, max(s.last, t)
	return s
}

// Streams is a projection for every log: one row a stream, with its version, the type and data of its
// last event, and its earliest and latest time.
func Streams() Projection {
	return Define(Definition[stream]{
		Name: "streams", Title: "Streams", Envelope: true,
		Columns: []Column[stream]{
			IntegerColumn("version", func(s *stream) int64 { return int64(s.count) }),
			TypeColumn("lastType", func(s *stream) Text { return s.typ }),
			TimeColumn("firstTime", func(s *stream) event.Time { return s.first }),
			TimeColumn("lastTime", func(s *stream) event.Time { return s.last }),
			DataColumn[stream]("data"),
		},
		Apply: func(in *Input, t *Table[stream]) error {
			row, _ := t.Get(in.Stream)
			t.Put(in.Stream, row.next(t.Text(in.Type), in.Time))
			return nil
		},
	})
}

// EventTypes is a projection for every log: one row a type, with how often it came and its earliest and
// latest time.
func EventTypes() Projection {
	return Define(Definition[stream]{
		Name: "event_types", Title: "Event types", Envelope: true,
		Columns: []Column[stream]{
			IntegerColumn("count", func(s *stream) int64 { return int64(s.count) }),
			TimeColumn("first", func(s *stream) event.Time { return s.first }),
			TimeColumn("last", func(s *stream) event.Time { return s.last }),
		},
		Apply: func(in *Input, t *Table[stream]) error {
			row, _ := t.Get(in.Type)
			t.Put(in.Type, row.next(Text{}, in.Time))
			return nil
		},
	})
}
