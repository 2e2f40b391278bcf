package store_test

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/store"
	"hindsight/core/storetest"
)

// Appenders, an import, readers, queries and subscribers at the same time. What the race detector does
// not see, the invariants do.
func TestConcurrentUse(t *testing.T) {
	const appenders, each = 3, 150
	s := newStore(t)
	bulk := storetest.BulkEvents(3000)
	var delivered []event.Event
	s.Subscribe(func(e event.Event) { delivered = append(delivered, e) })
	within(t, func() {
		var writers, readers sync.WaitGroup
		for n := range appenders {
			writers.Go(func() { appendInTurn(t, s, fmt.Sprint("stream-", n), each) })
		}
		writers.Go(func() {
			for from := 0; from < len(bulk); from += 100 {
				s.Import(bulk[from:from+100], 0, nil)
				s.Deliver()
			}
		})
		var done atomic.Bool
		for range 2 {
			readers.Go(func() {
				for last := false; !last; {
					last = done.Load()
					readEverything(t, s.Snapshot())
					runtime.Gosched() // where there is one thread, it is not taken away
				}
			})
		}
		readers.Go(func() {
			for !done.Load() {
				cancel := s.Subscribe(func(event.Event) {})
				s.StreamVersion("stream-1")
				s.Types()
				s.Bytes()
				cancel()
				runtime.Gosched()
			}
		})
		writers.Wait()
		done.Store(true)
		readers.Wait()
	})
	s.Deliver()
	v := s.Snapshot()
	require.Equal(t, uint64(appenders*each+len(bulk)), v.Len())
	require.Len(t, delivered, int(v.Len()))
	for i, e := range delivered {
		require.True(t, v.Event(uint64(i)+1) == e, "delivered %v at %d", e, i+1)
	}
}

// appendInTurn appends on the condition that nobody else wrote to the stream.
func appendInTurn(t *testing.T, s *store.Store, stream string, n int) {
	for i := range n {
		_, err := s.Append(store.Batch{
			Events: []event.Event{happened(fmt.Sprint(stream, "/", i), stream, (i*7)%50)},
			Expect: store.Exactly(uint64(i)),
		})
		require.NoError(t, err)
	}
}

// readEverything checks that a snapshot is whole and agrees with itself, in more than one way.
func readEverything(t *testing.T, v store.Snapshot) {
	versions, types := map[string]uint64{}, map[string]int{}
	next, recorded := uint64(1), event.Time(0)
	for e := range v.Events(1, v.Len()) {
		versions[e.Stream]++
		types[e.Type]++
		require.True(t, e.Position == next && e.Version == versions[e.Stream] && e.Recorded >= recorded, "%+v", e)
		next, recorded = next+1, e.Recorded
	}
	require.Equal(t, v.Len(), next-1)
	for _, stream := range []string{"stream-1", "order-1", "rare"} {
		require.Equal(t, int(versions[stream]), v.Find(store.Query{Streams: []string{stream}}).Total)
	}
	for _, axis := range []store.Axis{store.OverTime, store.OverRecorded, store.OverPositions} {
		counted := map[string]int{}
		for _, typ := range v.Histogram(store.HistogramQuery{Buckets: 7, Axis: axis, ByType: true}).ByType {
			for _, n := range typ.Counts {
				counted[typ.Type] += n
			}
		}
		require.Equal(t, types, counted)
	}
	if v.Len() > 0 {
		id := v.Event(v.Len()).ID
		position, ok := v.PositionOf(id)
		require.True(t, ok && position == v.Len())
		require.NotZero(t, v.Find(store.Query{Text: id, From: storetest.At(-100), To: storetest.At(1e6)}).Total)
	}
}

// Of those who append on the same condition at the same time, one wins.
func TestConcurrentAppendsOnOneCondition(t *testing.T) {
	s := newStore(t)
	var won, lost atomic.Int32
	within(t, func() {
		var work sync.WaitGroup
		for n := range 8 {
			work.Go(func() {
				_, err := s.Append(store.Batch{Events: []event.Event{placed(fmt.Sprint(n), "a")}, Expect: store.NoStream})
				if err == nil {
					won.Add(1)
				} else if _, ok := err.(*store.ConflictError); ok {
					lost.Add(1)
				}
			})
		}
		work.Wait()
	})
	require.Equal(t, []int32{1, 7}, []int32{won.Load(), lost.Load()})
	require.Equal(t, uint64(1), s.StreamVersion("a"))
}
