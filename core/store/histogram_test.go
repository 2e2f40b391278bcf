package store_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/store"
	"hindsight/core/storetest"
)

// bucketOf returns in which of n equal parts of [from, to) a place lies, by exact arithmetic.
func bucketOf(at, from, to uint64, n int) int {
	share := new(big.Int).Mul(new(big.Int).SetUint64(at-from), big.NewInt(int64(n)))
	return int(share.Div(share, new(big.Int).SetUint64(to-from)).Int64())
}

// placeOn returns where an event is on an axis.
func placeOn(axis store.Axis, e event.Event) uint64 {
	switch axis {
	case store.OverRecorded:
		return uint64(e.Recorded)
	case store.OverPositions:
		return uint64(e.Position)
	}
	return uint64(e.Time)
}

// drawRange draws a range of an axis, some of which lies outside the log.
func drawRange(t *rapid.T, axis store.Axis) (from, to uint64) {
	if axis == store.OverPositions {
		from = rapid.Uint64Range(1, 100).Draw(t, "from")
		return from, from + rapid.Uint64Range(1, 2000).Draw(t, "width")
	}
	from = uint64(storetest.At(rapid.IntRange(-9, 99).Draw(t, "from")))
	return from, from + rapid.Uint64Range(1, 1e12).Draw(t, "width")
}

// requireCounted counts the events one by one, those of [from, to), and compares.
func requireCounted(t require.TestingT, events []event.Event, q store.HistogramQuery, from, to uint64, h store.Histogram) {
	all := make([]int, q.Buckets)
	byType := map[string][]int{}
	for _, e := range events {
		at := placeOn(q.Axis, e)
		if at < from || at >= to {
			continue
		}
		bucket := bucketOf(at, from, to, q.Buckets)
		all[bucket]++
		typ := e.Type
		if q.Types != nil && !slices.Contains(q.Types, typ) {
			typ = ""
		}
		if byType[typ] == nil {
			byType[typ] = make([]int, q.Buckets)
		}
		byType[typ][bucket]++
	}
	require.Equal(t, [2]uint64{from, to}, [2]uint64{h.From, h.To})
	require.True(t, slices.Equal(all, h.Counts), "got %v, want %v", h.Counts, all)
	require.Len(t, h.ByType, len(byType))
	for _, typ := range h.ByType {
		require.True(t, slices.Equal(byType[typ.Type], typ.Counts), "%s: got %v, want %v", typ.Type, typ.Counts, byType[typ.Type])
	}
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
			v := s.Snapshot()
			gotFirst, gotLast := v.TimeBounds()
			require.Equal(t, [2]event.Time{first, last}, [2]event.Time{gotFirst, gotLast})

			q := store.HistogramQuery{
				Buckets: rapid.SampledFrom([]int{1, 2, 3, 7, 60, 600}).Draw(t, "buckets"),
				Axis:    rapid.SampledFrom([]store.Axis{store.OverTime, store.OverRecorded, store.OverPositions}).Draw(t, "axis"),
				ByType:  true,
			}
			from, to := uint64(math.MaxUint64), uint64(0)
			for _, e := range model.Events {
				from, to = min(from, placeOn(q.Axis, e)), max(to, placeOn(q.Axis, e)+1)
			}
			if rapid.Bool().Draw(t, "has a range") {
				from, to = drawRange(t, q.Axis)
				q.From, q.To = from, to
			}
			if rapid.Bool().Draw(t, "names types") {
				q.Types = []string{model.Events[0].Type, "NoSuchType"}
			}
			requireCounted(t, model.Events, q, from, to, v.Histogram(q))
		})
	})
	t.Run("is exact at the bounds of its buckets, however wide they are", func(t *testing.T) {
		const year = event.Time(365 * 24 * 3600 * 1e9)
		from := storetest.Start
		for n := 1; n < 100; n++ {
			before, after := placed("before", "a"), placed("after", "a")
			before.Time, after.Time = from+event.Time(n)*year-1, from+event.Time(n)*year
			s := newStore(t, before, after)
			v := s.Snapshot()
			h := v.Histogram(store.HistogramQuery{Buckets: 100, From: uint64(from), To: uint64(from + 100*year)})
			require.Equal(t, []int{1, 1}, h.Counts[n-1:n+1], "year %d", n)
		}
	})
	t.Run("has no buckets when from is not before to", func(t *testing.T) {
		s := newStore(t, placed("1", "a"))
		v := s.Snapshot()
		for _, axis := range []store.Axis{store.OverTime, store.OverRecorded, store.OverPositions} {
			for _, from := range []uint64{2, 3} {
				q := store.HistogramQuery{Buckets: 10, Axis: axis, From: from, To: 2, ByType: true}
				require.Empty(t, v.Histogram(q).Counts)
			}
		}
	})
}

// A log that grows, of which some events are late: how many, and how late, is drawn. It is long enough for late
// events to become runs, for runs to become one, and for the positions of a type to fill chunks. Its snapshots are
// asked while it grows, and again at the end.
func TestHistogramOfALogThatGrows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := store.New(store.Options{})
		share := rapid.SampledFrom([]int{0, 1, 10, 100}).Draw(t, "percent late")
		most := rapid.SampledFrom([]int{1, 60, 100_000}).Draw(t, "most seconds late")
		types := rapid.SampledFrom([]int{1, 3, 400}).Draw(t, "types")
		start := rapid.SampledFrom([]event.Time{storetest.Start, 1 << 63}).Draw(t, "start") // half of all times are before 1<<63
		random := rand.New(rand.NewPCG(1, rapid.Uint64().Draw(t, "seed")))
		var snapshots []store.Snapshot
		for range rapid.IntRange(1, 4).Draw(t, "appends") {
			events := make([]event.Event, rapid.SampledFrom([]int{1, 100, 2500}).Draw(t, "events"))
			have := s.Snapshot()
			for i := range events {
				n := int(have.Len()) + i
				second := n / 3
				if random.IntN(100) < share {
					second -= random.IntN(most)
				}
				events[i] = placed(strconv.Itoa(n), "a")
				events[i].Time = start + event.Time(second*1e9)
				events[i].Type = "Type" + strconv.Itoa(random.IntN(types))
				events[i].Recorded = start + event.Time(n/2*1e9) - 1e12
			}
			s.Import(events, 0, nil)
			snapshots = append(snapshots, s.Snapshot())
			askHistogram(t, snapshots[len(snapshots)-1])
		}
		for _, v := range snapshots {
			askHistogram(t, v)
		}
	})
}

// askHistogram asks a snapshot that has events for one histogram.
func askHistogram(t *rapid.T, v store.Snapshot) {
	q := store.HistogramQuery{
		Buckets: rapid.SampledFrom([]int{1, 7, 200, 3000}).Draw(t, "buckets"),
		Axis:    rapid.SampledFrom([]store.Axis{store.OverTime, store.OverRecorded, store.OverPositions}).Draw(t, "axis"),
		ByType:  true,
		Types:   rapid.SampledFrom([][]string{nil, {}, {"Type1", "NoSuchType", "Type0"}}).Draw(t, "types"),
	}
	events := slices.Collect(v.Events(1, v.Len()))
	places := make([]uint64, len(events))
	for i, e := range events {
		places[i] = placeOn(q.Axis, e)
	}
	from, to := slices.Min(places), slices.Max(places)+1
	switch rapid.IntRange(0, 2).Draw(t, "range") {
	case 1: // from an event to another
		a, b := rapid.SampledFrom(places).Draw(t, "from"), rapid.SampledFrom(places).Draw(t, "to")
		from, to = min(a, b), max(a, b)+rapid.Uint64Range(1, 2).Draw(t, "more")
		q.From, q.To = from, to
	case 2: // wider than the log
		from, to = max(from, uint64(time.Hour)+1)-uint64(time.Hour), to+uint64(time.Hour)
		q.From, q.To = from, to
	}
	requireCounted(t, events, q, from, to, v.Histogram(q))
}
