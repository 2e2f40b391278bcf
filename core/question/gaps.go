package question

import (
	"cmp"
	"slices"

	"hindsight/core/event"
	"hindsight/core/store"
	"hindsight/core/workspace"
)

// GapsQuestion asks for the longest stretches of time in which nothing happened.
type GapsQuestion struct {
	// When events happened (usual), or when the log took them.
	Clock string `json:"clock,omitempty" ts:"'time' | 'recorded'"`
}

// Gaps are the longest stretches without an event.
type Gaps struct {
	// The first event's time and the last's, in milliseconds since 1970; both 0 without an event.
	From float64 `json:"from"`
	To   float64 `json:"to"`
	// How many events the log has.
	Events uint64 `json:"events"`
	// At most 64, in the order of time. None is told that is shorter than a part of the axis that is looked at as one.
	Gaps []Gap `json:"gaps"`
}

// Gap is a stretch of time without an event, in milliseconds since 1970.
type Gap struct {
	From float64 `json:"from"`
	To   float64 `json:"to"`
}

const (
	// gapParts is how many parts the axis is looked at in.
	gapParts = store.MaxBuckets
	// closeShare is what share of the axis has events at most when these parts are looked at once more, closely.
	closeShare = 0.1
	// leastPart is the shortest part that is looked at on its own, in nanoseconds.
	leastPart = 10_000_000
	// mostGaps is how many gaps are told.
	mostGaps = 64
)

// AppendJSON appends it as an object.
func (g *Gaps) AppendJSON(dst []byte) []byte {
	dst = appendFloat(append(dst, '{'), "from", g.From)
	dst = appendFloat(dst, "to", g.To)
	dst = appendNumber(dst, "events", g.Events)
	return append(appendList(dst, "gaps", g.Gaps, func(dst []byte, gap *Gap) []byte {
		dst = appendFloat(append(dst, '{'), "from", gap.From)
		return append(appendFloat(dst, "to", gap.To), '}')
	}), '}')
}

// span is a part of an axis of time.
type span struct{ from, to event.Time }

// size returns how long it is, in nanoseconds.
func (s span) size() uint64 { return uint64(s.to - s.from) }

// Answer is a *[Gaps].
func (q *GapsQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	clock, err := one("clock", q.Clock, "time", "recorded")
	if err != nil {
		return nil, false, err
	}
	axis := store.OverTime
	if clock == "recorded" {
		axis = store.OverRecorded
	}
	whole := s.Log().Histogram(store.HistogramQuery{Buckets: gapParts, Axis: axis})
	if s.Log().Len() == 0 {
		return &Gaps{Gaps: []Gap{}}, false, nil
	}
	all := span{event.Time(whole.From), event.Time(whole.To)}
	busy := busyParts(whole)
	if total := totalSize(busy); float64(total) <= closeShare*float64(all.size()) {
		busy = lookClosely(s.Log(), axis, busy)
	}
	return &Gaps{
		From: all.from.Milliseconds(), To: all.to.Milliseconds(), Events: s.Log().Len(), Gaps: longest(between(busy)),
	}, false, nil
}

// busyParts returns the parts of a histogram that have events, neighbours as one.
func busyParts(h store.Histogram) (busy []span) {
	for i, n := range h.Counts {
		if n == 0 {
			continue
		}
		part := span{event.Time(h.Start(i)), event.Time(h.Start(i + 1))}
		if last := len(busy) - 1; last >= 0 && h.Counts[i-1] > 0 {
			busy[last].to = part.to
		} else {
			busy = append(busy, part)
		}
	}
	return busy
}

func totalSize(parts []span) (total uint64) {
	for _, p := range parts {
		total += p.size()
	}
	return total
}

// lookClosely divides each busy part once more.
func lookClosely(log *store.Snapshot, axis store.Axis, coarse []span) (busy []span) {
	for _, part := range coarse {
		buckets := min(gapParts/len(coarse), int(part.size()/leastPart))
		if buckets < 2 {
			busy = append(busy, part)
			continue
		}
		h := log.Histogram(store.HistogramQuery{Buckets: buckets, Axis: axis, From: uint64(part.from), To: uint64(part.to)})
		busy = append(busy, busyParts(h)...)
	}
	return busy
}

// between returns what lies between the parts.
func between(busy []span) (idle []span) {
	for i := 1; i < len(busy); i++ {
		if busy[i-1].to < busy[i].from {
			idle = append(idle, span{busy[i-1].to, busy[i].from})
		}
	}
	return idle
}

// longest returns the longest of these, in the order of time.
func longest(idle []span) []Gap {
	slices.SortStableFunc(idle, func(a, b span) int { return cmp.Compare(b.size(), a.size()) })
	idle = idle[:min(len(idle), mostGaps)]
	slices.SortFunc(idle, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	gaps := make([]Gap, len(idle))
	for i, s := range idle {
		gaps[i] = Gap{From: s.from.Milliseconds(), To: s.to.Milliseconds()}
	}
	return gaps
}
