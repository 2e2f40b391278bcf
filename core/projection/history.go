package projection

import (
	"slices"
	"sync"

	"hindsight/core/column"
)

// history is the time-travelling part of a table: which event wrote which row. A copy of the struct is a
// snapshot, but for heads and absent, which are the writer's own.
type history struct {
	versions column.Column[record]  // in position order
	keys     column.Names           // the rows' keys by number, in the order they first appeared
	firsts   column.Column[uint32]  // by row: how many versions there were before it first appeared
	absences column.Column[absence] // in version order; most tables never lose a row

	keyframes []keyframe
	recent    *recentState
	index     *keyIndex
	heads     []uint32 // each row's latest version, plus one; the writer's
	absent    bitset   // by row, whether that version removed it; the writer's
}

// absence says how many of the rows that ever appeared were not there, from one version on.
type absence struct {
	from uint32 // after this many versions
	rows uint32
}

// record is one version: an event wrote a row. What it wrote is the table's to know.
type record struct {
	position uint32 // the event
	mark     uint32 // the row's number, times two, plus one when the event removed the row
	previous uint32 // the row's version before, plus one; 0 for none
}

func (r *record) row() uint32   { return r.mark >> 1 }
func (r *record) removed() bool { return r.mark&1 == 1 }

// keyIndex finds a row's number by its key. The writer shares it with all snapshots: rows are only ever
// added to it, and those that a snapshot does not know have numbers behind its own.
type keyIndex struct {
	mu      sync.RWMutex // guards symbols against the writer, who alone reads without it
	symbols column.Symbols
}

func (x *keyIndex) find(key string) (row uint32, ok bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.symbols.Find(key)
}

// add is the writer's.
func (x *keyIndex) add(key string) (row uint32) {
	x.mu.Lock()
	defer x.mu.Unlock()
	row, _ = x.symbols.Intern(key)
	return row
}

// keyframe is the current versions of all rows at one point of the history.
type keyframe struct {
	end     int      // after this many versions
	current []uint32 // by row: its version, plus one
}

// minSweep is how many versions are always swept rather than covered by a keyframe.
const minSweep = 2 << 10

// addRow gives a key that has none a row number.
func (h *history) addRow(key string) (row uint32) {
	row = h.index.add(key)
	h.keys = h.index.symbols.Names
	h.appear()
	return row
}

// appear makes room for one more row, whose first version comes next.
func (h *history) appear() {
	h.heads = append(h.heads, 0)
	h.absent.grow(len(h.heads))
	h.firsts.Append(uint32(h.versions.Len()))
}

// write adds a version of a row.
func (h *history) write(position, row uint32, removed bool) {
	mark := row << 1
	if removed {
		mark |= 1
	}
	h.versions.Append(record{position: position, mark: mark, previous: h.heads[row]})
	h.heads[row] = uint32(h.versions.Len())
	if removed != h.absent.has(row) {
		h.turn(row, removed)
	}
	h.takeKeyframe()
}

// turn notes that a row went, or came back.
func (h *history) turn(row uint32, removed bool) {
	end := h.versions.Len()
	rows := h.absentAt(end)
	if removed {
		rows++
	} else {
		rows--
	}
	h.absent.set(row, removed)
	h.absences.Append(absence{from: uint32(end), rows: uint32(rows)})
}

// appearedAt returns how many rows had appeared after end versions; their numbers are the lowest.
func (h *history) appearedAt(end int) int {
	return h.firsts.Search(0, h.firsts.Len(), func(first uint32) bool { return int(first) >= end })
}

// absentAt returns how many of those were not there.
func (h *history) absentAt(end int) int {
	i := h.absences.Search(0, h.absences.Len(), func(a absence) bool { return int(a.from) > end })
	if i == 0 {
		return 0
	}
	return int(h.absences.Ref(i - 1).rows)
}

// takeKeyframe notes the current versions once as many versions have come as there are rows, at least
// minSweep. So all keyframes together take at most four bytes a version, and to get from one to any
// state takes no longer than copying it.
func (h *history) takeKeyframe() {
	end, last := h.versions.Len(), 0
	if n := len(h.keyframes); n > 0 {
		last = h.keyframes[n-1].end
	}
	if end-last >= max(minSweep, len(h.heads)) {
		h.keyframes = append(h.keyframes, keyframe{end: end, current: slices.Clone(h.heads)})
	}
}

// end returns how many versions there were after the event at a position.
func (h *history) end(position uint64) int {
	return h.versions.Search(0, h.versions.Len(), func(r record) bool { return uint64(r.position) > position })
}

// currentAt returns, by row, the version that was current after end versions, plus one; 0 for a row
// that there was not yet. The slice is shared and must not be changed.
func (h *history) currentAt(end int) []uint32 {
	if current, ok := h.recent.get(end); ok {
		return current
	}
	near := h.nearest(end)
	current := make([]uint32, h.appearedAt(end))
	copy(current, near.current)
	for base, versions := range h.versions.Spans(near.end, end) {
		for i := range versions {
			current[versions[i].row()] = uint32(base+i) + 1
		}
	}
	h.recent.put(end, current)
	return current
}

// versionAt returns the version of one row that was current after end versions, plus one; 0 when it was
// not there yet.
func (h *history) versionAt(row uint32, end int) uint32 {
	near := h.nearest(end)
	version := uint32(0)
	if int(row) < len(near.current) {
		version = near.current[row]
	}
	for base, versions := range h.versions.Spans(near.end, end) {
		for i := range versions {
			if versions[i].row() == row {
				version = uint32(base+i) + 1
			}
		}
	}
	return version
}

// nearest returns the state to sweep on from: the last keyframe, or what was asked for last where that
// is nearer. Dragging through a history asks for moments that lie close together.
func (h *history) nearest(end int) keyframe {
	var near keyframe
	i, _ := slices.BinarySearchFunc(h.keyframes, end+1, func(k keyframe, e int) int { return k.end - e })
	if i > 0 {
		near = h.keyframes[i-1]
	}
	if recent := h.recent.last(); recent.end <= end && recent.end > near.end {
		return recent
	}
	return near
}

// recentState remembers the state that was asked for last: a page asks for its rows, their number and
// a search in them all at the same moment.
type recentState struct {
	mu    sync.Mutex // guards what follows
	state keyframe
}

func (r *recentState) last() keyframe {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.state
}

func (r *recentState) get(end int) ([]uint32, bool) {
	state := r.last()
	return state.current, state.current != nil && state.end == end
}

func (r *recentState) put(end int, current []uint32) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.state = keyframe{end: end, current: current}
}

// bitset is a set of small numbers.
type bitset []uint64

// grow makes room for the numbers below n.
func (b *bitset) grow(n int) {
	if n > len(*b)*64 {
		*b = append(*b, 0)
	}
}

func (b bitset) has(i uint32) bool { return b[i/64]>>(i%64)&1 == 1 }

func (b bitset) set(i uint32, in bool) {
	if in {
		b[i/64] |= 1 << (i % 64)
	} else {
		b[i/64] &^= 1 << (i % 64)
	}
}

func (h *history) bytes() int {
	n := h.versions.Bytes() + h.firsts.Bytes() + h.absences.Bytes() + h.index.symbols.Bytes() +
		4*cap(h.heads) + 8*cap(h.absent)
	for _, k := range h.keyframes {
		n += 4 * cap(k.current)
	}
	return n
}
