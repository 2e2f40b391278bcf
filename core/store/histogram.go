package store

import (
	"math/bits"

	"hindsight/core/event"
)

// Histogram is how many events happened when: counts over buckets of equal width.
type Histogram struct {
	From, To event.Time // half-open
	Counts   []int      // of all events, by bucket
	ByType   []TypeBuckets
}

// TypeBuckets is the part of a histogram that one type has.
type TypeBuckets struct {
	Type   string
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

// Histogram counts the events with from <= time < to in this many buckets, 1 to [MaxBuckets]; byType
// also counts each type on its own, in the order the types first came. A bound that is 0 stands for the
// log's own. From not before to, and an empty log, give no buckets.
func (v *View) Histogram(buckets int, from, to event.Time, byType bool) Histogram {
	if v.Len() == 0 {
		return Histogram{From: from, To: to}
	}
	first, last := v.TimeBounds()
	if from == 0 {
		from = first
	}
	if to == 0 {
		to = last + 1
	}
	h := Histogram{From: from, To: to}
	if from >= to {
		return h
	}
	buckets = min(max(buckets, 1), MaxBuckets)
	h.Counts = make([]int, buckets)
	byTypes := make([][]int, v.typeNames.Len())
	starts := bucketStarts(from, to, buckets)
	perNano := float64(buckets) / float64(to-from)
	for base, times := range v.log.time.Spans(0, v.log.len()) {
		for i, t := range times {
			if t < from || t >= to {
				continue
			}
			bucket := min(int(float64(t-from)*perNano), buckets-1) // or one beside it
			for t < starts[bucket] {
				bucket--
			}
			for t >= starts[bucket+1] {
				bucket++
			}
			h.Counts[bucket]++
			if byType {
				typ := v.log.types.At(base + i)
				if byTypes[typ] == nil {
					byTypes[typ] = make([]int, buckets)
				}
				byTypes[typ][bucket]++
			}
		}
	}
	for typ, counts := range byTypes {
		if counts != nil {
			h.ByType = append(h.ByType, TypeBuckets{v.typeNames.Name(uint32(typ)), counts})
		}
	}
	return h
}

// bucketStarts returns where each of n equal parts of [from, to) starts, and to: exactly, as floating
// point would be off by an event here and there.
func bucketStarts(from, to event.Time, n int) []event.Time {
	starts := make([]event.Time, n+1)
	for i := range starts {
		high, low := bits.Mul64(uint64(to-from), uint64(i))
		share, rest := bits.Div64(high, low, uint64(n))
		if rest > 0 {
			share++ // a part starts with the first whole nanosecond in it
		}
		starts[i] = from + event.Time(share)
	}
	return starts
}
