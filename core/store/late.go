package store

import (
	"cmp"
	"slices"
	"sync"

	"hindsight/core/column"
	"hindsight/core/event"
)

// lateRun is a number of late events, sorted by time, then position. It is never changed.
type lateRun struct {
	times     []event.Time
	positions []uint32
	index     sync.Once // makes byType, which only a histogram of types asks for
	byType    map[uint32]*positions
}

// sortRun makes a run of positions in any order.
func sortRun(times *column.Column[event.Time], unsorted []uint32) *lateRun {
	r := &lateRun{positions: slices.Clone(unsorted), times: make([]event.Time, len(unsorted))}
	slices.SortFunc(r.positions, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(times.At(int(a-1)), times.At(int(b-1))), cmp.Compare(a, b))
	})
	for i, p := range r.positions {
		r.times[i] = times.At(int(p - 1))
	}
	return r
}

// mergeRuns makes one run of two; all positions of b are behind those of a.
func mergeRuns(a, b *lateRun) *lateRun {
	n := len(a.times) + len(b.times)
	r := &lateRun{positions: make([]uint32, n), times: make([]event.Time, n)}
	i, j := 0, 0
	for k := range n {
		if j == len(b.times) || i < len(a.times) && a.times[i] <= b.times[j] {
			r.times[k], r.positions[k] = a.times[i], a.positions[i]
			i++
		} else {
			r.times[k], r.positions[k] = b.times[j], b.positions[j]
			j++
		}
	}
	return r
}

func (r *lateRun) len() int { return len(r.times) }

// search returns the index of the first event from an index on that happened at or after t.
func (r *lateRun) search(from int, t event.Time) int {
	return from + column.SearchSlice(r.times[from:], t)
}

// ofType returns the indexes of the events of one type, nil for none.
func (r *lateRun) ofType(types *column.Column[uint32], symbol uint32) *positions {
	r.index.Do(func() {
		r.byType = map[uint32]*positions{}
		for i, p := range r.positions {
			of := types.At(int(p - 1))
			indexes := r.byType[of]
			if indexes == nil {
				indexes = &positions{}
				r.byType[of] = indexes
			}
			indexes.append(uint32(i))
		}
	})
	return r.byType[symbol]
}

// bytes counts the index by type too, whether or not it was made yet.
func (r *lateRun) bytes() int { return len(r.times) * (8 + 4 + 4) }
