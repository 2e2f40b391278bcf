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
	Key    string
	Kind   Change
	Before Row // the zero Row when the row was Added
	After  Row // the zero Row when the row was Removed
	number uint32
	view   *View
	low    int // the versions in between are those in [low, high)
	high   int
}

// Diff returns the rows that differ between the state after the event at position from and that after
// the event at position to, in the order in which their keys first appeared; to may be the earlier one,
// and then an event that added a row shows it as removed. A row that was written in between but has the
// same values at both moments does not differ.
//
// It takes one comparison a row, however many events lie between.
func (v *View) Diff(from, to uint64, source Source) []Difference {
	before, after := v.At(from), v.At(to)
	low, high := v.end(min(from, to)), v.end(max(from, to))
	var all []Difference
	for number := range max(len(before.current), len(after.current)) {
		if before.version(number) == after.version(number) {
			continue
		}
		d := Difference{number: uint32(number), view: after.view, low: low, high: high, Key: v.keys.Name(uint32(number))}
		var was, is bool
		d.Before, was = before.row(number)
		d.After, is = after.row(number)
		switch {
		case !was && !is:
			continue
		case !was:
			d.Kind = Added
		case !is:
			d.Kind = Removed
		case v.same(d.Before, d.After, source):
			continue
		default:
			d.Kind = Changed
		}
		all = append(all, d)
	}
	return all
}

// same tells whether two versions of a row show the same values.
func (v *View) same(a, b Row, source Source) bool {
	if v.equal(a.version, b.version) && !v.showsData() {
		return true
	}
	for column := range v.Columns { // rows may differ in what no column shows
		if v.changed(column, a.version, b.version, source) {
			return false
		}
	}
	return true
}

func (v *View) showsData() bool {
	return slices.ContainsFunc(v.Columns, func(c ColumnInfo) bool { return c.Kind == JSONKind })
}

// Events returns the positions of the events between the two moments that wrote the row, the first
// first, at most limit of them, and how many there are.
func (d *Difference) Events(limit int) (positions []uint64, total int) {
	current := d.view.currentAt(d.high)
	for version := int(current[d.number]); version > d.low; {
		r := d.view.versions.Ref(version - 1)
		total++
		positions = append(positions, uint64(r.position))
		version = int(r.previous)
	}
	slices.Reverse(positions)
	return positions[:min(limit, len(positions))], total
}
