package store

import (
	"slices"
	"sort"

	"hindsight/core/column"
	"hindsight/core/event"
)

// tally counts the events of a histogram, all together and by type.
type tally struct {
	all    []int // by bucket
	types  []typeTally
	others bool // whether the events of all other types are counted too, together
}

// typeTally counts the events of one type.
type typeTally struct {
	name   string
	symbol uint32
	of     occurrences
	counts []int // by bucket; nil where no event was counted yet
}

// tallyFor makes a tally that counts into all. Of a name that is asked for twice, the last one counts.
func (v *Snapshot) tallyFor(q HistogramQuery, all []int) *tally {
	if !q.ByType {
		return &tally{all: all}
	}
	t := &tally{all: all, others: q.Types != nil}
	s := v.store
	s.mu.RLock()
	defer s.mu.RUnlock()
	if q.Types == nil {
		t.types = make([]typeTally, v.typeNames.Len())
		for symbol := range t.types {
			name := v.typeNames.Name(uint32(symbol))
			t.types[symbol] = typeTally{name: name, symbol: uint32(symbol), of: s.occurrences[symbol]}
		}
		return t
	}
	for i, name := range q.Types {
		if symbol, ok := s.typeNames.Find(name); ok && !slices.Contains(q.Types[i+1:], name) {
			t.types = append(t.types, typeTally{name: name, symbol: symbol, of: s.occurrences[symbol]})
		}
	}
	return t
}

// countPositions counts over an axis that the log is in the order of.
func (t *tally) countPositions(v *Snapshot, axis Axis, starts []uint64) {
	borders := bordersOf(starts, func(from int, start uint64) int { return v.firstAt(axis, from, start) })
	t.add(borders)
	for i := range borders {
		borders[i]++ // from indexes to positions
	}
	for i := range t.types {
		t.types[i].add(&t.types[i].of.onTime, borders)
		t.types[i].add(&t.types[i].of.late, borders)
	}
}

// firstAt returns the index of the first event at or after a place on an axis, which is no smaller than from.
func (v *Snapshot) firstAt(axis Axis, from int, place uint64) int {
	if axis == OverPositions {
		return int(min(max(place, 1)-1, v.Len()))
	}
	return column.SearchFrom(&v.log.recorded, from, v.log.len(), event.Time(place))
}

// countTimes counts by when events happened: those on time, each run of late ones, and those that wait.
func (t *tally) countTimes(v *Snapshot, starts []uint64) {
	t.countOnTime(v, starts)
	for _, run := range v.log.order.runs {
		borders := bordersOf(starts, func(from int, start uint64) int { return run.search(from, event.Time(start)) })
		if t.add(borders); borders[0] == borders[len(borders)-1] {
			continue
		}
		for i := range t.types {
			if indexes := run.ofType(&v.log.types, t.types[i].symbol); indexes != nil {
				t.types[i].add(indexes, borders)
			}
		}
	}
	for _, p := range v.log.order.waiting {
		t.addOne(v, starts, p)
	}
}

func (t *tally) countOnTime(v *Snapshot, starts []uint64) {
	order := &v.log.order
	borders := bordersOf(starts, func(from int, start uint64) int {
		return order.searchOnTime(&v.log.time, from, event.Time(start))
	})
	t.add(borders)
	for i, rank := range borders { // from ranks among those on time to positions
		borders[i] = uint32(v.log.len()) + 1
		if int(rank) < order.onTimeLen() {
			borders[i] = order.position(int(rank))
		}
	}
	for i := range t.types {
		t.types[i].add(&t.types[i].of.onTime, borders)
	}
}

// addOne counts one event.
func (t *tally) addOne(v *Snapshot, starts []uint64, position uint32) {
	at := uint64(v.log.time.At(int(position - 1)))
	bucket := sort.Search(len(starts), func(i int) bool { return starts[i] > at }) - 1
	if bucket < 0 || bucket == len(t.all) {
		return
	}
	t.all[bucket]++
	symbol := v.log.types.At(int(position - 1))
	if i := slices.IndexFunc(t.types, func(of typeTally) bool { return of.symbol == symbol }); i >= 0 {
		t.types[i].count(bucket, 1, len(t.all))
	}
}

// bordersOf returns where each bucket begins in a part of the log that is sorted along the axis, and where the
// last one ends, as indexes.
func bordersOf(starts []uint64, search func(from int, start uint64) int) []uint32 {
	borders := make([]uint32, len(starts))
	from := 0
	for i, start := range starts {
		from = search(from, start)
		borders[i] = uint32(from)
	}
	return borders
}

// add counts a part of the log, given where each bucket begins in it.
func (t *tally) add(borders []uint32) {
	for bucket := range t.all {
		t.all[bucket] += int(borders[bucket+1] - borders[bucket])
	}
}

// add counts the entries of a list, given with which number each bucket begins.
func (t *typeTally) add(list *positions, borders []uint32) {
	buckets := len(borders) - 1
	i := list.search(0, list.len(), borders[0])
	end := list.search(i, list.len(), borders[buckets])
	for bucket := 0; i < end; bucket++ {
		next := list.search(i, end, borders[bucket+1])
		if next > i {
			t.count(bucket, next-i, buckets)
		}
		i = next
	}
}

func (t *typeTally) count(bucket, n, buckets int) {
	if t.counts == nil {
		t.counts = make([]int, buckets)
	}
	t.counts[bucket] += n
}

// byType returns the counts of the types that occur, those of all others last.
func (t *tally) byType() (all []TypeBuckets) {
	for i := range t.types {
		if of := &t.types[i]; of.counts != nil {
			all = append(all, TypeBuckets{of.name, of.counts})
		}
	}
	if !t.others {
		return all
	}
	rest, some := slices.Clone(t.all), false
	for bucket := range rest {
		for _, named := range all {
			rest[bucket] -= named.Counts[bucket]
		}
		some = some || rest[bucket] > 0
	}
	if some {
		all = append(all, TypeBuckets{"", rest})
	}
	return all
}
