package storetest

import (
	"slices"
	"strings"

	"hindsight/core/event"
	"hindsight/core/store"
)

// StreamVersion returns how many events a stream has.
func (m *Model) StreamVersion(stream string) uint64 {
	version := uint64(0)
	for i := range m.Events {
		if m.Events[i].Stream == stream {
			version++
		}
	}
	return version
}

// PositionOf returns the position of the event with this id.
func (m *Model) PositionOf(id string) (uint64, bool) {
	for i := range m.Events {
		if m.Events[i].ID == id {
			return m.Events[i].Position, true
		}
	}
	return 0, false
}

// PositionAt returns the position of the last event recorded at or before t.
func (m *Model) PositionAt(t event.Time) uint64 {
	last := uint64(0)
	for i := range m.Events {
		if m.Events[i].Recorded <= t {
			last = m.Events[i].Position
		}
	}
	return last
}

// Types returns the types in the order they first came, with how many events each has, and the number
// of streams.
func (m *Model) Types() ([]store.TypeCount, int) {
	var types []store.TypeCount
	streams := map[string]bool{}
	for i := range m.Events {
		streams[m.Events[i].Stream] = true
		typ := m.Events[i].Type
		n := slices.IndexFunc(types, func(c store.TypeCount) bool { return c.Type == typ })
		if n < 0 {
			n, types = len(types), append(types, store.TypeCount{Type: typ})
		}
		types[n].Count++
	}
	return types, len(streams)
}

// Find answers a query by looking at every event.
func (m *Model) Find(q store.Query) store.Page {
	var answer []uint64
	for i := range m.Events {
		if matches(&m.Events[i], q) {
			answer = append(answer, m.Events[i].Position)
		}
	}
	if q.Descending {
		slices.Reverse(answer)
	}
	page := store.Page{Total: len(answer)}
	if q.Uncounted {
		page.Total = 0
	}
	rest := slices.DeleteFunc(answer, func(p uint64) bool {
		return q.After > 0 && (!q.Descending && p <= q.After || q.Descending && p >= q.After)
	})
	rest = rest[min(q.Offset, len(rest)):]
	page.Positions = rest[:min(q.Limit, len(rest))]
	if n := len(page.Positions); 0 < n && n < len(rest) {
		page.Next = page.Positions[n-1]
	}
	return page
}

func matches(e *event.Event, q store.Query) bool {
	t := e.Time
	if q.Clock == store.ByRecorded {
		t = e.Recorded
	}
	category := e.Stream
	if i := strings.IndexAny(category, "-:"); i >= 0 {
		category = category[:i]
	}
	return (q.From == 0 || t >= q.From) &&
		(q.To == 0 || t < q.To) &&
		(len(q.Types) == 0 || slices.Contains(q.Types, e.Type)) &&
		(len(q.Streams) == 0 || slices.Contains(q.Streams, e.Stream)) &&
		(q.Category == "" || category == q.Category) &&
		(strings.Contains(e.ID, q.Text) || strings.Contains(e.Metadata, q.Text) || strings.Contains(e.Data, q.Text)) &&
		(q.Until == 0 || e.Position <= q.Until)
}
