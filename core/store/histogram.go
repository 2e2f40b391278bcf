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
	From, To uint64   // half-open, of type event.Time or positions; 0 stands for the log's own bound
	ByType   bool     // also count each type on its own
	Types    []string // by type: only these on their own, all others together; nil for every type
}

// Histogram is how many events there are where: counts over buckets of equal width.
type Histogram struct {
	From, To uint64        // half-open
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
func (v *Snapshot) TimeBounds() (first, last event.Time) {
	return v.log.order.earliest, v.log.order.latest
}

func (v *Snapshot) bounds(axis Axis) (first, last uint64) {
	switch axis {
	case OverRecorded:
		return uint64(v.Recorded(1)), uint64(v.Recorded(v.Len()))
	case OverPositions:
		return 1, v.Len()
	}
	earliest, latest := v.TimeBounds()
	return uint64(earliest), uint64(latest)
}

// Histogram counts the events in [q.From, q.To). Types are in the order they first came, the others
// last. From not before to, and an empty log, give no buckets.
//
// It costs what its buckets cost, for each type that is counted: events are not visited one by one. The log is
// sorted by position and by when it took the events; by when they happened, it is sorted in parts, see
// [timeOrder]. So a bucket is a run of each part, and so are its events of one type among all of that type.
func (v *Snapshot) Histogram(q HistogramQuery) Histogram {
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
	starts := h.starts()
	t := v.tallyFor(q, h.Counts)
	if q.Axis == OverTime {
		t.countTimes(v, starts)
	} else {
		t.countPositions(v, q.Axis, starts)
	}
	h.ByType = t.byType()
	return h
}

// Start returns where a bucket starts, exactly, as floating point would be off by an event here and there. The one
// behind the last starts at h.To.
func (h *Histogram) Start(bucket int) uint64 {
	high, low := bits.Mul64(h.To-h.From, uint64(bucket))
	share, rest := bits.Div64(high, low, uint64(len(h.Counts)))
	if rest > 0 {
		share++ // a part starts with the first whole nanosecond, or position, in it
	}
	return h.From + share
}

// starts returns where each bucket starts, and where the last one ends.
func (h *Histogram) starts() []uint64 {
	starts := make([]uint64, len(h.Counts)+1)
	for i := range starts {
		starts[i] = h.Start(i)
	}
	return starts
}
