package store_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/store"
	"hindsight/core/storetest"
)

// happened returns an event that happened some seconds after the start.
func happened(id, stream string, seconds int) event.Event {
	e := placed(id, stream)
	e.Time = storetest.At(seconds)
	return e
}

func TestSnapshot(t *testing.T) {
	t.Run("its zero value is a snapshot of an empty log", func(t *testing.T) {
		var v store.Snapshot
		require.Zero(t, v.Len())
		require.Zero(t, v.PositionAt(event.MaxTime))
		_, ok := v.PositionOf("1")
		require.False(t, ok)
		require.Empty(t, slices.Collect(v.Events(0, 10)))
		require.Equal(t, store.Page{}, v.Find(store.Query{Streams: []string{"a"}, From: 1, Category: "a", Text: "a", Limit: 9}))
		first, last := v.TimeBounds()
		require.Zero(t, first)
		require.Zero(t, last)
	})
	t.Run("yields the events from one position to another, as far as there are such", func(t *testing.T) {
		s := newStore(t, placed("1", "a"), placed("2", "a"), placed("3", "a"))
		v := s.Snapshot()
		positions := func(from, to uint64) (all []uint64) {
			for e := range v.Events(from, to) {
				all = append(all, e.Position)
			}
			return all
		}
		require.Equal(t, []uint64{2, 3}, positions(2, 3))
		require.Equal(t, []uint64{1, 2, 3}, positions(0, 1<<40))
		require.Empty(t, positions(3, 2))
		require.Empty(t, positions(4, 9))
	})
	t.Run("has no event at a position that it has not", func(t *testing.T) {
		s := newStore(t, placed("1", "a"))
		v := s.Snapshot()
		require.Panics(t, func() { v.Event(0) })
		require.Panics(t, func() { v.Event(2) })
		require.Panics(t, func() { v.Event(1<<32 + 1) })
		mustAppend(t, s, placed("2", "a"))
		require.Panics(t, func() { v.Event(2) }, "it came after the snapshot")
	})
	t.Run("knows nothing of later events, ids and streams", func(t *testing.T) {
		s := newStore(t, placed("1", "a"))
		v := s.Snapshot()
		mustAppend(t, s, placed("2", "a"), placed("3", "b"))
		_, ok := v.PositionOf("2")
		require.False(t, ok)
		all := store.Query{Streams: []string{"b", "a"}, Limit: 10}
		require.Equal(t, store.Page{Positions: []uint64{1}, Total: 1}, v.Find(all))
	})
}

func TestFindByTime(t *testing.T) {
	s := newStore(t, happened("1", "a", 10), happened("2", "a", 20), happened("3", "b", 15), happened("4", "a", 20), happened("5", "a", 30))
	v := s.Snapshot()
	find := func(from, to event.Time) []uint64 {
		return v.Find(store.Query{From: from, To: to, Limit: 10}).Positions
	}
	require.Equal(t, []uint64{2, 3, 4}, find(storetest.At(15), storetest.At(30)), "half-open, a late event among them")
	require.Equal(t, []uint64{3}, find(storetest.At(11), storetest.At(20)))
	require.Equal(t, []uint64{2, 4}, find(storetest.At(20), storetest.At(20)+1))
	require.Empty(t, find(storetest.At(20), storetest.At(20)), "half-open: nothing is between")
	require.Empty(t, find(storetest.At(30), storetest.At(10)), "from after to is empty, not an error")
	require.Empty(t, find(storetest.At(31), 0))
	require.Equal(t, []uint64{1}, find(0, storetest.At(15)))
	require.Equal(t, []uint64{1, 2, 3, 4, 5}, find(event.MinTime, event.MaxTime))
}

func TestCategory(t *testing.T) {
	for stream, want := range map[string]string{
		"order-42": "order", "order:42": "order", "order-4:2": "order", "a:b-c": "a", "order": "order", "-x": "", "": "",
	} {
		require.Equal(t, want, store.Category(stream), stream)
	}
}

// A reader that stops in the middle of what it reads holds up neither an append nor another reader: all
// of this is one goroutine, so it would wait for itself.
func TestSlowReaderHoldsUpNobody(t *testing.T) {
	s := newStore(t, placed("1", "a"), placed("2", "a"), placed("3", "a"))
	var read []string
	within(t, func() {
		v := s.Snapshot()
		for e := range v.Events(1, v.Len()) {
			mustAppend(t, s, placed("beside "+e.ID, "a"))
			later := s.Snapshot()
			require.Equal(t, 3+e.Position, later.Len())
			require.Equal(t, []uint64{1, 2, 3}, v.Find(store.Query{Streams: []string{"a"}, Text: "n", Limit: 10}).Positions)
			read = append(read, e.ID)
		}
	})
	require.Equal(t, []string{"1", "2", "3"}, read)
	require.Equal(t, []string{"1", "2", "3", "beside 1", "beside 2", "beside 3"}, ids(s))
}

func TestBytes(t *testing.T) {
	s := newStore(t)
	before := s.Bytes()
	events := storetest.BulkEvents(5000)
	size := 0
	for _, e := range events {
		size += len(e.ID) + len(e.Data) + len(e.Metadata)
	}
	s.Import(events, storetest.Start, nil)
	require.Greater(t, s.Bytes()-before, size)
	require.Less(t, s.Bytes()-before, size+100*len(events), "the columns take less than 100 bytes an event")
}
