package projection

import "slices"

// Change says what became of a row between two moments.
type Change uint8

// The changes.
const (
	Added Change = iota
	Changed
	Removed
)

// String returns the change's name outside.
func (c Change) String() string { return [...]string{"added", "changed", "removed"}[c] }

// Difference is one row that is not the same at two moments.
type Difference struct {
	Key      string
	Kind     Change
	Before   Row // the zero Row when the row was Added
	After    Row // the zero Row when the row was Removed
	snapshot *Snapshot
	after    int    // the versions in between come after this many
	latest   uint32 // the row's version at the later moment, plus one
}

// Diff returns the rows that differ between the state after the event at position from and that after
// the event at position to, in the order in which their keys first appeared; to may be the earlier one,
// and then an event that added a row shows it as removed. A row that was written in between but has the
// same values at both moments does not differ. The first offset rows are passed over, at most limit are
// returned, and total is how many there are.
//
// It takes one comparison for each row that there was at the earlier moment, however many events lie
// between.
func (v *Snapshot) Diff(from, to uint64, offset, limit int, source Source) (page []Difference, total int) {
	d := v.differ(from, to, offset, limit, source)
	d.run()
	return d.page, d.total
}

// DiffTotals returns what Diff does, and what all rows that differ come to. It looks at each of these.
func (v *Snapshot) DiffTotals(from, to uint64, offset, limit int, source Source) (page []Difference, total int, all Totals) {
	d := v.differ(from, to, offset, limit, source)
	d.sums = newSums(v, source)
	d.run()
	return d.page, d.total, Totals{Kinds: d.kinds, Sums: d.sums.all()}
}

func (v *Snapshot) differ(from, to uint64, offset, limit int, source Source) differ {
	return differ{before: v.At(from), after: v.At(to), early: v.end(min(from, to)),
		source: source, offset: offset, limit: limit}
}

func (d *differ) run() {
	old := min(len(d.before.current), len(d.after.current))
	for number := range old {
		if d.before.current[number] != d.after.current[number] {
			d.compare(number)
		}
	}
	d.appeared(old, max(len(d.before.current), len(d.after.current)))
}

// differ collects a page of differences.
type differ struct {
	before, after State
	early         int // how many versions there were at the earlier moment
	source        Source
	offset, limit int
	page          []Difference
	total         int
	sums          *sums            // nil unless they are asked for
	kinds         [Removed + 1]int // as in Totals, if they are asked for
}

// appeared compares the rows that only the later moment knows. If no row was ever removed and no sums are asked
// for, all of them were added, and those before and behind the page need only be counted.
func (d *differ) appeared(number, end int) {
	always := d.after.snapshot.absences.Len() == 0 && d.sums == nil
	if always {
		passed := min(max(d.offset-d.total, 0), end-number)
		number, d.total = number+passed, d.total+passed
	}
	for ; number < end; number++ {
		if always && len(d.page) >= d.limit {
			d.total += end - number
			return
		}
		d.compare(number)
	}
}

func (d *differ) compare(number int) {
	v := d.after.snapshot
	a, b := d.before.version(number), d.after.version(number)
	before, after := v.shown(a), v.shown(b)
	kind := Changed
	switch {
	case before < 0 && after < 0:
		return
	case before < 0:
		kind = Added
	case after < 0:
		kind = Removed
	case v.same(before, after, d.source):
		return
	}
	if d.sums != nil {
		d.kinds[kind]++
		d.sums.add(uint32(number), before, after)
	}
	if d.total++; d.total <= d.offset || len(d.page) >= d.limit {
		return
	}
	it := Difference{Key: v.keys.Name(uint32(number)), Kind: kind, snapshot: v, after: d.early, latest: max(a, b)}
	it.Before, _ = d.before.row(number)
	it.After, _ = d.after.row(number)
	d.page = append(d.page, it)
}

// shown returns the version that a state has of a row, which it is given plus one; -1 where the row is not
// there.
func (v *Snapshot) shown(current uint32) int {
	version := int(current) - 1
	if version >= 0 && v.absences.Len() > 0 && v.removed(version) {
		return -1
	}
	return version
}

// same tells whether two versions of a row show the same values.
func (v *Snapshot) same(a, b int, source Source) bool {
	if v.equal(a, b) && !v.showsData() {
		return true
	}
	for column := range v.Columns { // rows may differ in what no column shows
		if v.valueAt(a, column, source).Compare(v.valueAt(b, column, source)) != 0 {
			return false
		}
	}
	return true
}

func (v *Snapshot) showsData() bool {
	return slices.ContainsFunc(v.Columns, func(c ColumnInfo) bool { return c.ofEvent() })
}

// Events returns the positions of the events between the two moments that wrote the row, the first
// first, at most limit of them, and how many there are.
func (d *Difference) Events(limit int) (positions []uint64, total int) {
	for version := int(d.latest); version > d.after; {
		r := d.snapshot.versions.Ref(version - 1)
		total++
		positions = append(positions, uint64(r.position))
		version = int(r.previous)
	}
	slices.Reverse(positions)
	return positions[:min(limit, len(positions))], total
}
