package store

import (
	"slices"

	"hindsight/core/column"
	"hindsight/core/event"
)

// timeOrder finds the events of a time range though producers' clocks run backwards.
//
// An event is on time when no earlier one has a later time. The events on time are in order of both
// position and time, and most logs have no others: then this holds nothing. The late ones are kept aside
// in runs, each sorted by time. A few wait to become a run; runs of about one size become one, so that each
// is at least twice as long as the next and there are few of them. A run is never changed, and neither is
// the slice of runs: a copy of the struct is a snapshot.
type timeOrder struct {
	earliest event.Time            // the earliest time so far
	latest   event.Time            // the latest time so far
	prefix   int                   // this many events at the start are all on time
	onTime   column.Column[uint32] // the positions on time behind the prefix, once there is a late one
	runs     []*lateRun            // late events, those of the lowest positions first
	waiting  []uint32              // late positions behind those, as they came
}

// mostWaiting is how many late events wait at the most. Every answer goes through them one by one.
const mostWaiting = 128

// append takes the next position and tells whether its event is on time.
func (o *timeOrder) append(times *column.Column[event.Time], position uint32) (onTime bool) {
	t := times.At(int(position - 1))
	if position == 1 {
		o.earliest, o.latest = t, t
	}
	o.earliest = min(o.earliest, t)
	if t < o.latest {
		o.appendLate(times, position)
		return false
	}
	o.latest = t
	if o.onTime.Len() == 0 && !o.anyLate() {
		o.prefix++
	} else {
		o.onTime.Append(position)
	}
	return true
}

func (o *timeOrder) anyLate() bool { return len(o.runs)+len(o.waiting) > 0 }

func (o *timeOrder) appendLate(times *column.Column[event.Time], position uint32) {
	o.waiting = append(o.waiting, position)
	if len(o.waiting) < mostWaiting {
		return
	}
	run := sortRun(times, o.waiting)
	kept := len(o.runs)
	for kept > 0 && o.runs[kept-1].len() < 2*run.len() {
		kept--
		run = mergeRuns(o.runs[kept], run)
	}
	o.runs = append(slices.Clone(o.runs[:kept]), run)
	o.waiting = nil
}

// onTimeLen returns how many events are on time.
func (o *timeOrder) onTimeLen() int { return o.prefix + o.onTime.Len() }

// position returns the position of the i-th event on time.
func (o *timeOrder) position(i int) uint32 {
	if i < o.prefix {
		return uint32(i + 1)
	}
	return o.onTime.At(i - o.prefix)
}

// searchOnTime returns how many events on time are before t; it is known that from of them are.
func (o *timeOrder) searchOnTime(times *column.Column[event.Time], from int, t event.Time) int {
	if from < o.prefix {
		if from = column.SearchFrom(times, from, o.prefix, t); from < o.prefix {
			return from
		}
	}
	// Behind the prefix, late events lie in between, which are in no order.
	low, step := from-o.prefix, 1
	at := func(i int) event.Time { return times.At(int(o.onTime.At(i) - 1)) }
	for low+step <= o.onTime.Len() && at(low+step-1) < t {
		low += step
		step *= 2
	}
	high := min(low+step-1, o.onTime.Len())
	for low < high {
		if mid := int(uint(low+high) >> 1); at(mid) >= t {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return o.prefix + low
}

// find returns the events with from <= time < to: a run of those on time, as indexes for position, and
// the late ones, in no order.
func (o *timeOrder) find(times *column.Column[event.Time], from, to event.Time) (low, high int, late []uint32) {
	low = o.searchOnTime(times, 0, from)
	high = o.searchOnTime(times, low, to)
	for _, run := range o.runs {
		first := run.search(0, from)
		late = append(late, run.positions[first:run.search(first, to)]...)
	}
	for _, p := range o.waiting {
		if t := times.At(int(p - 1)); from <= t && t < to {
			late = append(late, p)
		}
	}
	return low, high, late
}

func (o *timeOrder) bytes() int {
	n := o.onTime.Bytes() + 4*cap(o.waiting)
	for _, run := range o.runs {
		n += run.bytes()
	}
	return n
}
