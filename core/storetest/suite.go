package storetest

import (
	"iter"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/store"
)

// Store is an event store as the suite uses it. The methods are those of [store.Store] and promise the
// same.
type Store interface {
	Append(store.Batch) (store.Result, error)
	Import(events []event.Event, now event.Time, reject func(index int, err error)) store.Imported
	Deliver()
	Subscribe(call func(event.Event)) (cancel func())
	ReplayFrom(id string, call func(event.Event)) (cancel func(), err error)
	StreamVersion(stream string) uint64
	Types() (types []store.TypeCount, streams int)
	Snapshot() Snapshot
}

// Snapshot is what a store's log was when the snapshot was taken, with the methods of [store.Snapshot].
type Snapshot interface {
	Len() uint64
	Event(position uint64) event.Event
	Events(from, to uint64) iter.Seq[event.Event]
	Time(position uint64) event.Time
	Recorded(position uint64) event.Time
	TypeName(position uint64) string
	PositionOf(id string) (position uint64, ok bool)
	PositionAt(t event.Time) uint64
	Find(q store.Query) store.Page
}

// Run holds a store against the model. newStore returns an empty store that reports the panics of its
// subscribers to report.
func Run(t *testing.T, newStore func(report func(error)) Store) {
	t.Run("equals the model after every step, and its old snapshots stay as they were", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			m := newMachine(t, newStore)
			t.Repeat(m.actions())
			m.checkAll(t)
		})
	})
	t.Run("answers every query as going through all events does", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) { checkQueries(t, newStore(failOnReport(t))) })
	})
	t.Run("leaves everything as it was when an append fails", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) { checkFailingAppend(t, newStore(failOnReport(t))) })
	})
}

func failOnReport(t *rapid.T) func(error) {
	return func(err error) { t.Fatalf("reported: %v", err) }
}

// checkQueries holds queries against the model, on logs short and long enough for every index.
func checkQueries(t *rapid.T, s Store) {
	var m Model
	size := rapid.SampledFrom([]int{0, 1, 10, 100, 100, 100, 400, 2600}).Draw(t, "size")
	events := NewEvents(t).Bulk(size, rapid.Uint64().Draw(t, "seed"))
	m.Import(clone(events), Start, nil)
	s.Import(events, Start, nil)
	snapshot := s.Snapshot()
	for range 10 {
		q := drawQuery(t, &m)
		requireEqual(t, m.Find(q), snapshot.Find(q), "the answer to %+v", q)
		counted := q
		counted.Uncounted = false
		checkPaging(t, snapshot, q, m.Find(counted).Total)
		at := drawTime(t, &m)
		require.Equal(t, m.PositionAt(at), snapshot.PositionAt(at), "the position at %v", at)
	}
}

// checkPaging follows Next to the end: each match comes exactly once, in the order asked for.
func checkPaging(t *rapid.T, snapshot Snapshot, q store.Query, total int) {
	q.After, q.Offset, q.Limit = 0, 0, total
	whole := snapshot.Find(q).Positions
	require.Len(t, whole, total)
	q.Limit = 1 + total/rapid.IntRange(1, 5).Draw(t, "pages")
	var paged []uint64
	for more := true; more; more = q.After != 0 {
		page := snapshot.Find(q)
		if !q.Uncounted {
			require.Equal(t, total, page.Total, "a total does not depend on the page")
		}
		paged = append(paged, page.Positions...)
		require.LessOrEqual(t, len(paged), total, "%+v goes round in circles", q)
		q.After = page.Next
	}
	require.Equal(t, whole, paged)
}

// checkFailingAppend appends a batch that must fail for a reason of its own and compares everything.
func checkFailingAppend(t *rapid.T, s Store) {
	m := newMachine(t, func(func(error)) Store { return s })
	m.importBatch(t, m.events.Bulk(rapid.IntRange(1, 30).Draw(t, "stored"), rapid.Uint64().Draw(t, "seed")), Start)
	m.subscribe(t)
	batch := []event.Event{m.events.Draw(t), m.events.Draw(t), m.events.Draw(t)}
	for i := range batch {
		batch[i].Stream = "order-1"
	}
	demand := DemandAny()
	victim := &batch[rapid.IntRange(0, 2).Draw(t, "victim")]
	switch rapid.SampledFrom([]string{"broken", "id in the log", "id in the batch", "conflict", "two streams"}).Draw(t, "reason") {
	case "broken":
		broken[drawBreak(t)](victim)
	case "id in the log":
		victim.ID = rapid.SampledFrom(m.model.Events).Draw(t, "stored event").ID
	case "id in the batch":
		batch[2].ID = batch[rapid.IntRange(0, 1).Draw(t, "twin")].ID
	case "conflict":
		demand = DemandExactly(m.model.StreamVersion("order-1") + 1)
	case "two streams":
		demand = DemandExactly(m.model.StreamVersion("order-1"))
		batch[1].Stream = "order-2"
	}
	before := m.model
	_, err := m.append(t, store.Batch{Events: batch, Expect: demand.Expect, Recorded: At(1e6)}, demand)
	require.Error(t, err)
	require.Equal(t, len(before.Events), len(m.model.Events))
	m.checkAll(t)
}
