package store

import (
	"slices"
	"sort"
	"strings"

	"hindsight/core/column"
	"hindsight/core/event"
)

// candidates are the positions that an answer is drawn from: a window of the log, or a list where that
// is shorter by far; and the tests that each of them has still to pass.
type candidates struct {
	low, high uint32 // the window: low+1 to high
	listed    bool   // list counts, not the window
	list      []uint32
	tests     []func(position uint32) bool
}

func (c *candidates) len() int {
	if c.listed {
		return len(c.list)
	}
	return int(c.high - c.low)
}

func (c *candidates) at(i int) uint32 {
	if c.listed {
		return c.list[i]
	}
	return c.low + 1 + uint32(i)
}

// behind returns the index of the first candidate behind a position, or of the last one before it.
func (c *candidates) behind(after uint64, descending bool) int {
	if descending {
		return sort.Search(c.len(), func(i int) bool { return uint64(c.at(i)) >= after }) - 1
	}
	return sort.Search(c.len(), func(i int) bool { return uint64(c.at(i)) > after })
}

func (c *candidates) passes(p uint32) bool {
	for _, test := range c.tests {
		if !test(p) {
			return false
		}
	}
	return true
}

func (c *candidates) test(pass func(position uint32) bool) { c.tests = append(c.tests, pass) }

// narrow makes the window at most (low, high].
func (c *candidates) narrow(low, high uint32) {
	c.low = min(max(c.low, low), c.high)
	c.high = max(min(c.high, high), c.low)
}

// intersect keeps the candidates that are in an ascending list too.
func (c *candidates) intersect(list []uint32) {
	if !c.listed {
		c.listed, c.list = true, list
		return
	}
	c.list = slices.DeleteFunc(c.list, func(p uint32) bool {
		_, found := slices.BinarySearch(list, p)
		return !found
	})
}

func (v *Snapshot) candidates(q Query) candidates {
	c := candidates{high: uint32(v.Len())}
	if q.Until > 0 {
		c.high = uint32(min(q.Until, v.Len()))
	}
	v.limitTime(&c, q)
	v.limitStreams(&c, q.Streams)
	v.limitCategory(&c, q.Category)
	v.limitTypes(&c, q.Types)
	if q.Text != "" {
		c.test(func(p uint32) bool { return v.contains(p, q.Text) })
	}
	if c.listed { // the window may have become narrower than the lists
		from, _ := slices.BinarySearch(c.list, c.low+1)
		to, _ := slices.BinarySearch(c.list, c.high+1)
		c.list = c.list[from:max(from, to)]
	}
	return c
}

func (v *Snapshot) limitTime(c *candidates, q Query) {
	from, to := q.From, q.To
	if to == 0 {
		to = event.MaxTime + 1
	}
	switch {
	case from >= to:
		c.high = c.low
	case from <= event.MinTime && to > event.MaxTime:
	case q.Clock == ByRecorded:
		c.narrow(v.recordedBefore(from), v.recordedBefore(to))
	default:
		v.limitHappened(c, from, to)
	}
}

// recordedBefore returns how many events were recorded before t.
func (v *Snapshot) recordedBefore(t event.Time) uint32 {
	return uint32(v.log.recorded.Search(0, v.log.len(), func(r event.Time) bool { return r >= t }))
}

// worthTesting is how many positions of a window are tested in the time that one takes to be put into
// a sorted list.
const worthTesting = 8

// limitHappened limits to events with from <= time < to, which need not lie together.
func (v *Snapshot) limitHappened(c *candidates, from, to event.Time) {
	order := &v.log.order
	low, high, late := order.find(&v.log.time, from, to)
	hits := high - low + len(late)
	if hits == 0 {
		c.high = c.low
		return
	}
	first, last := uint32(v.Len()), uint32(1)
	if low < high {
		first, last = order.position(low), order.position(high-1)
	}
	for _, p := range late {
		first, last = min(first, p), max(last, p)
	}
	c.narrow(first-1, last)
	window := int(last - first + 1)
	switch {
	case window == hits: // nothing else lies between
	case window <= worthTesting*hits:
		c.test(func(p uint32) bool {
			t := v.log.time.At(int(p - 1))
			return from <= t && t < to
		})
	default:
		for i := low; i < high; i++ {
			late = append(late, order.position(i))
		}
		slices.Sort(late)
		c.intersect(late)
	}
}

// limitStreams follows the chains of the streams where they are short against the window, and tests
// every event of the window otherwise.
func (v *Snapshot) limitStreams(c *candidates, names []string) {
	if len(names) == 0 {
		return
	}
	wanted, heads, previous := v.findStreams(names)
	total := 0
	for _, h := range heads {
		total += int(h.version)
	}
	if total*worthTesting > c.len() {
		c.test(func(p uint32) bool { return wanted[v.log.streams.At(int(p-1))] })
		return
	}
	list := make([]uint32, 0, total)
	for _, h := range heads {
		for p := h.position; p > 0; p = previous.At(int(p - 1)) {
			if int(p) <= v.log.len() {
				list = append(list, p)
			}
		}
	}
	slices.Sort(list)
	c.intersect(list)
}

// findStreams returns the symbols of those names that there are, where their streams end by now, which
// may be behind the snapshot, and the column that leads back from there.
func (v *Snapshot) findStreams(names []string) (wanted map[uint32]bool, heads []head, previous column.Column[uint32]) {
	wanted = make(map[uint32]bool, len(names))
	if v.store == nil {
		return wanted, nil, previous
	}
	v.store.mu.RLock()
	defer v.store.mu.RUnlock()
	for _, name := range names {
		if n, ok := v.store.streamNames.Find(name); ok && !wanted[n] {
			wanted[n] = true
			heads = append(heads, v.store.heads[n])
		}
	}
	return wanted, heads, v.store.log.previous
}

func (v *Snapshot) limitCategory(c *candidates, category string) {
	if category == "" {
		return
	}
	const unknown, yes, no = 0, 1, 2
	known := make([]uint8, v.streamNames.Len()) // each stream's name is looked at once
	c.test(func(p uint32) bool {
		n := v.log.streams.At(int(p - 1))
		if known[n] == unknown {
			known[n] = no
			if Category(v.streamNames.Name(n)) == category {
				known[n] = yes
			}
		}
		return known[n] == yes
	})
}

func (v *Snapshot) limitTypes(c *candidates, names []string) {
	if len(names) == 0 {
		return
	}
	wanted := make([]bool, v.typeNames.Len())
	for n := range wanted {
		wanted[n] = slices.Contains(names, v.typeNames.Name(uint32(n)))
	}
	c.test(func(p uint32) bool { return wanted[v.log.types.At(int(p-1))] })
}

// contains tells whether one of an event's own texts holds a text. They lie end to end, so one search
// rules most events out.
func (v *Snapshot) contains(p uint32, text string) bool {
	if !strings.Contains(v.log.slab.Text(v.log.texts.Ref(int(p-1)).at), text) {
		return false
	}
	id, metadata, data := v.log.text(p)
	return strings.Contains(data, text) || strings.Contains(id, text) || strings.Contains(metadata, text)
}
