package projection

import (
	"math"
	"slices"
	"sync"
)

// Parting returns the first event after which two projections of [RunElsewhere] do not have the same rows, as [Compare]
// has it; 0 where they have after every event that both have folded.
//
// Up to where two tables part they are alike, so after each event only the rows that it wrote are compared: it takes a
// comparison for each version up to there. How far that was done is remembered, so that later it goes on from there.
func Parting(left, right *Snapshot) (position uint64) {
	position = left.parting.find(left, right)
	if position > min(left.Position, right.Position) {
		return 0
	}
	return position
}

// parting is where a table parts from another, as far as it was looked for.
type parting struct {
	mu          sync.Mutex // guards what follows
	from        *keyIndex  // the other table's
	left, right int        // so many versions of each were looked at: behind the last of them the tables are alike
	at          uint64     // the event at which they part, 0 where it is not known
}

func (p *parting) find(left, right *Snapshot) uint64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.from != right.index {
		p.from, p.left, p.right, p.at = right.index, 0, 0, 0
	}
	// A snapshot that ends before that has nothing that was not looked at.
	if p.at == 0 && p.left <= left.versions.Len() && p.right <= right.versions.Len() {
		p.look(left, right)
	}
	return p.at
}

func (p *parting) look(left, right *Snapshot) {
	a, b := newWalk(left, right, p.left), newWalk(right, left, p.right)
	last := min(left.Position, right.Position)
	for {
		position := min(a.position(), b.position())
		if position > last {
			return
		}
		a.pass(position)
		b.pass(position)
		if !a.agrees(b) || !b.agrees(a) {
			p.at = position
			return
		}
		p.left, p.right = a.next, b.next
	}
}

// walk goes through the versions of a table, event by event.
type walk struct {
	table   *Snapshot
	next    int      // the version that comes next
	passed  int      // the first version of the event that was passed last
	current []uint32 // by row: its version, plus one
	pairs   pairing
	others  []uint32 // by row: the number of the same row in the other table, plus one; 0 where it is not known
}

func newWalk(table, other *Snapshot, next int) *walk {
	return &walk{table: table, next: next, current: slices.Clone(table.currentAt(next)), pairs: pairing{to: other}}
}

// position returns the event that wrote the next version.
func (w *walk) position() uint64 {
	if w.next == w.table.versions.Len() {
		return math.MaxUint64
	}
	return uint64(w.table.versions.Ref(w.next).position)
}

// pass goes behind the versions that an event wrote, if it wrote some.
func (w *walk) pass(position uint64) {
	for w.passed = w.next; w.position() == position; w.next++ {
		row := int(w.table.versions.Ref(w.next).row())
		if row == len(w.current) {
			w.current = append(w.current, 0)
		}
		w.current[row] = uint32(w.next) + 1
	}
}

// agrees tells whether the rows that were passed last are those of the other table.
func (w *walk) agrees(other *walk) bool {
	for version := w.passed; version < w.next; version++ {
		row := w.table.versions.Ref(version).row()
		if !alike(w.table, other.table, w.table.shown(w.current[row]), other.shown(w.other(row))) {
			return false
		}
	}
	return true
}

// other returns the number of a row in the other table, plus one; 0 where that never had it.
func (w *walk) other(row uint32) uint32 {
	for int(row) >= len(w.others) {
		w.others = append(w.others, 0)
	}
	if w.others[row] == 0 {
		if number, ok := w.pairs.find(w.table.keys.Name(row)); ok {
			w.others[row] = number + 1
		}
	}
	return w.others[row]
}

// shown returns which version of a row is shown, by its number plus one; -1 where it is not there.
func (w *walk) shown(number uint32) int {
	if number == 0 || int(number) > len(w.current) {
		return -1
	}
	return w.table.shown(w.current[number-1])
}
