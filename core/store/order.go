package store

import (
	"cmp"
	"slices"

	"hindsight/core/column"
	"hindsight/core/event"
)

// timeOrder finds the events of a time range though producers' clocks run backwards.
//
// An event is on time when no earlier one has a later time. The events on time are in order of both
// position and time, and most logs have no others: then this holds nothing. The late ones are kept
// aside, sorted by time: a sorted slice that is never changed, and a few that wait to be merged into it.
type timeOrder struct {
	latest  event.Time            // the latest time so far
	prefix  int                   // this many events at the start are all on time
	onTime  column.Column[uint32] // the positions on time behind the prefix, once there is a late one
	sorted  []uint32              // late positions, by time, then position
	waiting []uint32              // late positions not merged yet, as they came
}

func (o *timeOrder) append(times *column.Column[event.Time], position uint32) {
	t := times.At(int(position - 1))
	if t < o.latest {
		o.waiting = append(o.waiting, position)
		if len(o.waiting) > 1024+len(o.sorted)/4 {
			o.merge(times)
		}
		return
	}
	o.latest = t
	if o.late() == 0 {
		o.prefix++
	} else {
		o.onTime.Append(position)
	}
}

// merge moves the waiting positions into a new sorted slice; snapshots keep the old ones.
func (o *timeOrder) merge(times *column.Column[event.Time]) {
	earlier := func(a, b uint32) int {
		return cmp.Or(cmp.Compare(times.At(int(a-1)), times.At(int(b-1))), cmp.Compare(a, b))
	}
	waiting := slices.Clone(o.waiting)
	slices.SortFunc(waiting, earlier)
	merged := make([]uint32, 0, len(o.sorted)+len(waiting))
	for _, p := range o.sorted {
		for len(waiting) > 0 && earlier(waiting[0], p) < 0 {
			merged, waiting = append(merged, waiting[0]), waiting[1:]
		}
		merged = append(merged, p)
	}
	o.sorted, o.waiting = append(merged, waiting...), nil
}

func (o *timeOrder) late() int { return len(o.sorted) + len(o.waiting) }

// position returns the position of the i-th event on time.
func (o *timeOrder) position(i int) uint32 {
	if i < o.prefix {
		return uint32(i + 1)
	}
	return o.onTime.At(i - o.prefix)
}

// searchOnTime returns how many events on time are before t.
func (o *timeOrder) searchOnTime(times *column.Column[event.Time], t event.Time) int {
	low, high := 0, o.prefix+o.onTime.Len()
	for low < high {
		mid := int(uint(low+high) >> 1)
		if times.At(int(o.position(mid)-1)) >= t {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// find returns the events with from <= time < to: a run of those on time, as indexes for position, and
// the late ones.
func (o *timeOrder) find(times *column.Column[event.Time], from, to event.Time) (low, high int, late []uint32) {
	low, high = o.searchOnTime(times, from), o.searchOnTime(times, to)
	a, b := o.searchSorted(times, from), o.searchSorted(times, to)
	late = slices.Clone(o.sorted[a:max(a, b)])
	for _, p := range o.waiting {
		if t := times.At(int(p - 1)); from <= t && t < to {
			late = append(late, p)
		}
	}
	return low, max(low, high), late
}

func (o *timeOrder) searchSorted(times *column.Column[event.Time], t event.Time) int {
	i, _ := slices.BinarySearchFunc(o.sorted, t, func(p uint32, t event.Time) int {
		if times.At(int(p-1)) < t {
			return -1
		}
		return 1
	})
	return i
}

func (o *timeOrder) bytes() int {
	return o.onTime.Bytes() + 4*(cap(o.sorted)+cap(o.waiting))
}
