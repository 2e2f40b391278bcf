package store_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/store"
	"hindsight/core/storetest"
)

// A log long enough that late events are merged into the sorted index several times, asked again at the
// end through the snapshots that were taken on the way.
func TestManyLateEvents(t *testing.T) {
	const size, step = 6000, 500
	s := store.New(store.Options{})
	var model storetest.Model
	type then struct {
		snapshot store.Snapshot
		model    storetest.Model
	}
	var kept []then
	for i := range size {
		stream := "order-1"
		if i%400 == 7 {
			stream = "rare"
		}
		second := i // every other event is on time
		if i%2 == 1 {
			second = (i*7919+size/2)%size - size // the others in any order, long before
		}
		events := []event.Event{happened(fmt.Sprint(i), stream, second)}
		model.Import([]event.Event{events[0]}, 0, nil)
		s.Import(events, 0, nil)
		if i%step == step-1 {
			kept = append(kept, then{s.Snapshot(), model})
		}
	}
	for _, k := range kept {
		for from := -size; from < size; from += 511 {
			for _, width := range []int{1, 5, 1000} {
				for _, q := range []store.Query{
					{},
					{Streams: []string{"rare"}},
					{Streams: []string{"rare"}, Until: k.snapshot.Len() / 2, Descending: true},
				} {
					q.From, q.To, q.Limit = storetest.At(from), storetest.At(from+width), size
					want, got := k.model.Find(q), k.snapshot.Find(q)
					require.True(t, want.Total == got.Total && slices.Equal(want.Positions, got.Positions),
						"%+v of %d events: got %v, want %v", q, k.snapshot.Len(), got, want)
				}
			}
		}
		first, last := k.snapshot.TimeBounds()
		for _, e := range k.model.Events {
			require.True(t, first <= e.Time && e.Time <= last)
		}
		require.Len(t, k.snapshot.Find(store.Query{From: first, To: first + 1, Limit: 9}).Positions, 1)
		require.Len(t, k.snapshot.Find(store.Query{From: last, To: last + 1, Limit: 9}).Positions, 1)
	}
}

func TestOnlyLateEventsTakeAnIndex(t *testing.T) {
	bytes := func(second func(i int) int) int {
		s := store.New(store.Options{})
		events := make([]event.Event, 6000)
		for i := range events {
			events[i] = happened(fmt.Sprint(i), "a", second(i))
		}
		s.Import(events, 0, nil)
		return s.Bytes()
	}
	inOrder := bytes(func(i int) int { return i })
	require.Equal(t, inOrder, bytes(func(int) int { return 0 }), "events at the same time are on time")
	require.Less(t, inOrder, bytes(func(i int) int { return -i }))
}

func TestFirstAndLastInstant(t *testing.T) {
	first, last := placed("1", "a"), placed("2", "a")
	first.Time, last.Time = event.MinTime, event.MaxTime
	s := newStore(t, last, first)
	v := s.Snapshot()
	find := func(from, to event.Time) []uint64 {
		return v.Find(store.Query{From: from, To: to, Limit: 9}).Positions
	}
	require.Equal(t, []uint64{1}, find(event.MaxTime, 0), "an open end has no end")
	require.Equal(t, []uint64{1}, find(event.MinTime+1, 0))
	require.Equal(t, []uint64{2}, find(event.MinTime, event.MaxTime), "but a bound is half-open")
	require.Equal(t, []uint64{1, 2}, find(0, 0))
}
