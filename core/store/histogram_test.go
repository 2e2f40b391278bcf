package store_test

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/store"
	"hindsight/core/storetest"
)

// bucketOf returns in which of n equal parts of [from, to) a place lies, by exact arithmetic.
func bucketOf(at, from, to int64, n int) int {
	share := new(big.Int).Mul(new(big.Int).SetUint64(uint64(at-from)), big.NewInt(int64(n)))
	return int(share.Div(share, new(big.Int).SetUint64(uint64(to-from))).Int64())
}

// placeOn returns where an event is on an axis.
func placeOn(axis store.Axis, e event.Event) int64 {
	switch axis {
	case store.OverRecorded:
		return int64(e.Recorded)
	case store.OverPositions:
		return int64(e.Position)
	}
	return int64(e.Time)
}

// drawRange draws a range of an axis, some of which lies outside the log.
func drawRange(t *rapid.T, axis store.Axis) (from, to int64) {
	if axis == store.OverPositions {
		from = rapid.Int64Range(1, 100).Draw(t, "from")
		return from, from + rapid.Int64Range(1, 2000).Draw(t, "width")
	}
	from = int64(storetest.At(rapid.IntRange(-9, 99).Draw(t, "from")))
	return from, from + rapid.Int64Range(1, 1e12).Draw(t, "width")
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

			q := store.HistogramQuery{
				Buckets: rapid.SampledFrom([]int{1, 2, 3, 7, 60, 600}).Draw(t, "buckets"),
				Axis:    rapid.SampledFrom([]store.Axis{store.OverTime, store.OverRecorded, store.OverPositions}).Draw(t, "axis"),
				ByType:  true,
			}
			from, to := int64(math.MaxInt64), int64(math.MinInt64)
			for _, e := range model.Events {
				from, to = min(from, placeOn(q.Axis, e)), max(to, placeOn(q.Axis, e)+1)
			}
			if rapid.Bool().Draw(t, "has a range") {
				from, to = drawRange(t, q.Axis)
				q.From, q.To = from, to
			}
			others := false
			if rapid.Bool().Draw(t, "names types") {
				q.Types = []string{model.Events[0].Type, "NoSuchType"}
				others = true
			}
			want := make([]int, q.Buckets)
			byType := map[string][]int{}
			for _, e := range model.Events {
				if at := placeOn(q.Axis, e); from <= at && at < to {
					bucket := bucketOf(at, from, to, q.Buckets)
					want[bucket]++
					typ := e.Type
					if others && typ != q.Types[0] {
						typ = ""
					}
					if byType[typ] == nil {
						byType[typ] = make([]int, q.Buckets)
					}
					byType[typ][bucket]++
				}
			}
			h := v.Histogram(q)
			require.Equal(t, [2]int64{from, to}, [2]int64{h.From, h.To})
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
			h := v.Histogram(store.HistogramQuery{Buckets: 100, From: int64(from), To: int64(from + 100*year)})
			require.Equal(t, []int{1, 1}, h.Counts[n-1:n+1], "year %d", n)
		}
	})
	t.Run("has no buckets when from is not before to", func(t *testing.T) {
		s := newStore(t, placed("1", "a"))
		v := s.View()
		for _, axis := range []store.Axis{store.OverTime, store.OverRecorded, store.OverPositions} {
			for _, from := range []int64{2, 3} {
				q := store.HistogramQuery{Buckets: 10, Axis: axis, From: from, To: 2, ByType: true}
				require.Empty(t, v.Histogram(q).Counts)
			}
		}
	})
}
