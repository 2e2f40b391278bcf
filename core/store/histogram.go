package store

import (
	"math/bits"

	"hindsight/core/event"
)

// Axis is what the buckets of a histogram are equal parts of.
type Axis uint8

// The axes of a histogram.
const (
	OverTime      Axis = iota // when events happened
	OverRecorded              // when the log took them
	OverPositions             // their order in the log
)

// HistogramQuery says which events to count, and how.
type HistogramQuery struct {
	Buckets  int // 1 to MaxBuckets
	Axis     Axis
	From, To int64    // half-open, of type event.Time or positions; 0 stands for the log's own bound
	ByType   bool     // also count each type on its own
	Types    []string // by type: only these on their own, all others together; nil for every type
}

// Histogram is how many events there are where: counts over buckets of equal width.
type Histogram struct {
	From, To int64         // half-open
	Counts   []int         // of all events, by bucket
	ByType   []TypeBuckets // of types that occur
}

// TypeBuckets is the part of a histogram that one type has.
type TypeBuckets struct {
	Type   string // "", which is no type, for those that were not to be counted on their own
	Counts []int
}

// MaxBuckets is how many buckets a histogram can have.
const MaxBuckets = 10_000

// TimeBounds returns the earliest and the latest time of all events; both are 0 for an empty log.
func (v *View) TimeBounds() (first, last event.Time) {
	if v.Len() == 0 {
		return 0, 0
	}
	first = v.log.time.At(0) // the first event is on time, so only late ones can be earlier
	if sorted := v.log.order.sorted; len(sorted) > 0 {
		first = min(first, v.Time(uint64(sorted[0])))
	}
	for _, p := range v.log.order.waiting {
		first = min(first, v.Time(uint64(p)))
	}
	return first, v.log.order.latest
}

func (v *View) bounds(axis Axis) (first, last int64) {
	switch axis {
	case OverRecorded:
		return int64(v.Recorded(1)), int64(v.Recorded(v.Len()))
	case OverPositions:
		return 1, int64(v.Len())
	}
	earliest, latest := v.TimeBounds()
	return int64(earliest), int64(latest)
}

// Histogram counts the events in [q.From, q.To). Types are in the order they first came, the others
// last. From not before to, and an empty log, give no buckets.
func (v *View) Histogram(q HistogramQuery) Histogram {
	h := Histogram{From: q.From, To: q.To}
	if v.Len() == 0 {
		return h
	}
	first, last := v.bounds(q.Axis)
	if h.From == 0 {
		h.From = first
	}
	if h.To == 0 {
		h.To = last + 1
	}
	if h.From >= h.To {
		return h
	}
	h.Counts = make([]int, min(max(q.Buckets, 1), MaxBuckets))
	starts := bucketStarts(h.From, h.To, len(h.Counts))
	t := v.tallyFor(q)
	if q.Axis == OverTime {
		v.countTimes(&h, starts, &t)
	} else {
		v.countRuns(&h, q.Axis, starts, &t)
	}
	for slot, counts := range t.counts {
		if counts != nil {
			h.ByType = append(h.ByType, TypeBuckets{t.name(slot, v), counts})
		}
	}
	return h
}

// countTimes counts by when events happened, which is in no order.
func (v *View) countTimes(h *Histogram, starts []int64, types *tally) {
	perNano := float64(len(h.Counts)) / float64(h.To-h.From)
	for base, times := range v.log.time.Spans(0, v.log.len()) {
		for i, at := range times {
			t := int64(at)
			if t < h.From || t >= h.To {
				continue
			}
			bucket := min(int(float64(t-h.From)*perNano), len(h.Counts)-1) // or one beside it
			for t < starts[bucket] {
				bucket--
			}
			for t >= starts[bucket+1] {
				bucket++
			}
			h.Counts[bucket]++
			if types.slots != nil {
				types.add(v.log.types.At(base+i), bucket, len(h.Counts))
			}
		}
	}
}

// countRuns counts over an axis that the log is in the order of: a bucket is a run of positions.
func (v *View) countRuns(h *Histogram, axis Axis, starts []int64, types *tally) {
	begin := v.firstAt(axis, starts[0])
	for bucket := range h.Counts {
		end := v.firstAt(axis, starts[bucket+1])
		h.Counts[bucket] = end - begin
		if types.slots != nil {
			for _, symbols := range v.log.types.Spans(begin, end) {
				for _, symbol := range symbols {
					types.add(symbol, bucket, len(h.Counts))
				}
			}
		}
		begin = end
	}
}

// firstAt returns the index of the first event at or after a place on an axis.
func (v *View) firstAt(axis Axis, place int64) int {
	if axis == OverPositions {
		return int(min(max(place-1, 0), int64(v.Len())))
	}
	return int(v.PositionAt(event.Time(place - 1)))
}

// tally counts types, each in a slot; its slots are nil when types are not to be counted.
type tally struct {
	slots  []int // by symbol
	counts [][]int
	named  []string // by slot, nil when slots are symbols
}

func (v *View) tallyFor(q HistogramQuery) tally {
	if !q.ByType {
		return tally{}
	}
	t := tally{slots: make([]int, v.typeNames.Len()), named: q.Types}
	if q.Types == nil {
		t.counts = make([][]int, len(t.slots))
		for symbol := range t.slots {
			t.slots[symbol] = symbol
		}
		return t
	}
	t.counts = make([][]int, len(q.Types)+1)
	for symbol := range t.slots {
		t.slots[symbol] = len(q.Types)
		for slot, name := range q.Types {
			if v.typeNames.Name(uint32(symbol)) == name {
				t.slots[symbol] = slot
			}
		}
	}
	return t
}

func (t *tally) add(symbol uint32, bucket, buckets int) {
	slot := t.slots[symbol]
	if t.counts[slot] == nil {
		t.counts[slot] = make([]int, buckets)
	}
	t.counts[slot][bucket]++
}

func (t *tally) name(slot int, v *View) string {
	switch {
	case t.named == nil:
		return v.typeNames.Name(uint32(slot))
	case slot < len(t.named):
		return t.named[slot]
	}
	return ""
}

// bucketStarts returns where each of n equal parts of [from, to) starts, and to: exactly, as floating
// point would be off by an event here and there.
func bucketStarts(from, to int64, n int) []int64 {
	starts := make([]int64, n+1)
	for i := range starts {
		high, low := bits.Mul64(uint64(to-from), uint64(i))
		share, rest := bits.Div64(high, low, uint64(n))
		if rest > 0 {
			share++ // a part starts with the first whole nanosecond, or position, in it
		}
		starts[i] = from + int64(share)
	}
	return starts
}
