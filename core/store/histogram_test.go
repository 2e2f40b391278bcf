package store_test

import (
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/store"
	"hindsight/core/storetest"
)

// bucketOf returns in which of n equal parts of [from, to) a time lies, by exact arithmetic.
func bucketOf(at, from, to event.Time, n int) int {
	share := new(big.Int).Mul(new(big.Int).SetUint64(uint64(at-from)), big.NewInt(int64(n)))
	return int(share.Div(share, new(big.Int).SetUint64(uint64(to-from))).Int64())
}

func TestHistogram(t *testing.T) {
	t.Run("counts every event of the range in the bucket it lies in", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			s := store.New(store.Options{})
			var model storetest.Model
			size := rapid.SampledFrom([]int{1, 2, 50, 50, 1500}).Draw(t, "events")
			events := storetest.NewEvents(t).Bulk(size, rapid.Uint64().Draw(t, "seed"))
			model.Import(events, storetest.Start, nil)
			s.Import(events, storetest.Start, nil)
			first, last := event.MaxTime, event.MinTime
			for _, e := range model.Events {
				first, last = min(first, e.Time), max(last, e.Time)
			}
			v := s.View()
			gotFirst, gotLast := v.TimeBounds()
			require.Equal(t, [2]event.Time{first, last}, [2]event.Time{gotFirst, gotLast})

			buckets := rapid.SampledFrom([]int{1, 2, 3, 7, 60, 600}).Draw(t, "buckets")
			from, to := first, last+1
			var q store.Query
			if rapid.Bool().Draw(t, "has a range") {
				q.From = storetest.At(rapid.IntRange(-9, 99).Draw(t, "from"))
				q.To = q.From + event.Time(rapid.Int64Range(1, 1e12).Draw(t, "width"))
				from, to = q.From, q.To
			}
			want := make([]int, buckets)
			byType := map[string][]int{}
			for _, e := range model.Events {
				if from <= e.Time && e.Time < to {
					want[bucketOf(e.Time, from, to, buckets)]++
					if byType[e.Type] == nil {
						byType[e.Type] = make([]int, buckets)
					}
					byType[e.Type][bucketOf(e.Time, from, to, buckets)]++
				}
			}
			h := v.Histogram(buckets, q.From, q.To, true)
			require.Equal(t, [2]event.Time{from, to}, [2]event.Time{h.From, h.To})
			require.True(t, slices.Equal(want, h.Counts), "got %v, want %v", h.Counts, want)
			require.Len(t, h.ByType, len(byType))
			for _, typ := range h.ByType {
				require.True(t, slices.Equal(byType[typ.Type], typ.Counts), "%s: got %v, want %v", typ.Type, typ.Counts, byType[typ.Type])
			}
		})
	})
	t.Run("is exact at the bounds of its buckets, however wide they are", func(t *testing.T) {
		const year = event.Time(365 * 24 * 3600 * 1e9)
		from := storetest.Start
		for n := 1; n < 100; n++ {
			before, after := placed("before", "a"), placed("after", "a")
			before.Time, after.Time = from+event.Time(n)*year-1, from+event.Time(n)*year
			s := newStore(t, before, after)
			v := s.View()
			h := v.Histogram(100, from, from+100*year, false)
			require.Equal(t, []int{1, 1}, h.Counts[n-1:n+1], "year %d", n)
		}
	})
	t.Run("has no buckets when from is not before to", func(t *testing.T) {
		s := newStore(t, placed("1", "a"))
		v := s.View()
		require.Empty(t, v.Histogram(10, storetest.At(2), storetest.At(2), true).Counts)
		require.Empty(t, v.Histogram(10, storetest.At(3), storetest.At(2), true).Counts)
	})
}
