package projection

import (
	"slices"
	"strings"

	"hindsight/core/jsontext"
)

// Contrast is one row that two projections of [RunElsewhere] do not have alike at a moment.
type Contrast struct {
	Key         string
	Kind        Change // Added where only the right one has it, Removed where only the left one does
	Left, Right string // its states; "" where it is not there
}

// Compare returns the rows that two projections of [RunElsewhere] do not have alike after the event at a position, or after
// the last before it that both have folded: those that only one of them has, and those whose states are not the same
// JSON. Rows come in the order of their keys; offset are passed over, at most limit are returned, and total is how
// many there are.
//
// It looks at each row of both once.
func Compare(left, right *Snapshot, position uint64, offset, limit int) (page []Contrast, total int) {
	position = min(position, left.Position, right.Position)
	a, b := left.At(position), right.At(position)
	c := comparison{left: left, right: right, want: min(offset, maxWanted) + min(limit, maxWanted)}
	rights := pairing{to: right}
	met := make(bitset, (len(b.current)+63)/64)
	for number := range a.current {
		other, ok := rights.find(left.keys.Name(uint32(number)))
		version := -1
		if ok && int(other) < len(b.current) {
			met.set(other, true)
			version = right.shown(b.current[other])
		}
		c.compare(left.shown(a.current[number]), version)
	}
	for number := range b.current {
		if !met.has(uint32(number)) {
			c.compare(-1, right.shown(b.current[number]))
		}
	}
	return c.page(offset), c.total
}

// maxWanted keeps the sum of an offset and a limit from overflowing.
const maxWanted = 1 << 30

// comparison collects the first rows that are not alike, in the order of their keys.
type comparison struct {
	left, right *Snapshot
	want        int
	kept        []unlike
	total       int
}

// unlike is a row by its versions; -1 where it is not there.
type unlike struct {
	key         string
	left, right int
}

func (c *comparison) compare(left, right int) {
	if alike(c.left, c.right, left, right) {
		return
	}
	it := unlike{left: left, right: right}
	if left >= 0 {
		it.key = c.left.keyOf(left)
	} else {
		it.key = c.right.keyOf(right)
	}
	c.total++
	if c.kept = append(c.kept, it); len(c.kept) >= 2*c.want+64 {
		c.drop()
	}
}

// drop drops those that are on no page.
func (c *comparison) drop() {
	slices.SortFunc(c.kept, func(a, b unlike) int { return strings.Compare(a.key, b.key) })
	c.kept = c.kept[:min(c.want, len(c.kept))]
}

func (c *comparison) page(offset int) []Contrast {
	c.drop()
	kept := c.kept[min(offset, len(c.kept)):]
	page := make([]Contrast, len(kept))
	for i, it := range kept {
		page[i] = c.contrast(it)
	}
	return page
}

func (c *comparison) contrast(it unlike) Contrast {
	switch {
	case it.left < 0:
		return Contrast{Key: it.key, Kind: Added, Right: c.right.state(it.right)}
	case it.right < 0:
		return Contrast{Key: it.key, Kind: Removed, Left: c.left.state(it.left)}
	}
	return Contrast{Key: it.key, Kind: Changed, Left: c.left.state(it.left), Right: c.right.state(it.right)}
}

// alike tells whether two versions show a row alike; -1 is a row that is not there.
func alike(left, right *Snapshot, a, b int) bool {
	if a < 0 || b < 0 {
		return a == b
	}
	return jsontext.Same(left.state(a), right.state(b))
}

// keyOf returns the key of the row that a version is of.
func (v *Snapshot) keyOf(version int) string { return v.keys.Name(v.versions.Ref(version).row()) }

// pairing finds rows of one projection that another has, too. Most come in the same order in both, so it looks first at
// the one behind the one that it found last.
type pairing struct {
	to   *Snapshot
	next int
}

// find returns the number of a key's row, which may have come later than the snapshot.
func (p *pairing) find(key string) (number uint32, ok bool) {
	if p.next < p.to.keys.Len() && p.to.keys.Name(uint32(p.next)) == key {
		number, ok = uint32(p.next), true
	} else {
		number, ok = p.to.index.find(key)
	}
	if ok {
		p.next = int(number) + 1
	}
	return number, ok
}
