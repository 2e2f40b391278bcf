package projection

import (
	"slices"
	"strings"
)

// Order says which rows of a state are wanted and how they are ordered. The zero value asks for none of
// them: only for their number.
type Order struct {
	// Column is the index of the column to sort by. ByKey sorts by the key, Unsorted keeps the order in
	// which the keys first appeared. Rows that compare equal keep that order too.
	Column     int
	Descending bool   // turns the order round, but not that of rows that compare equal
	Search     string // only rows whose key or a value but the data of events holds this text, whatever its letters' case
	Offset     int
	Limit      int // at most this many rows
}

// The columns of an Order that are none.
const (
	Unsorted = -1
	ByKey    = -2
)

// Page returns a page of the state's rows, and how many rows there are on all pages.
func (s State) Page(o Order, source Source) (rows []Row, total int) {
	o.Offset = min(max(o.Offset, 0), len(s.current))
	o.Limit = min(max(o.Limit, 0), len(s.current))
	if o.Column == Unsorted && o.Search == "" {
		return s.slice(o), s.Len()
	}
	t := newTop(s, o, source)
	needle := strings.ToLower(o.Search)
	for i := range s.current {
		number := i
		if o.Column == Unsorted && o.Descending {
			number = len(s.current) - 1 - i
		}
		version := int(s.current[number]) - 1
		// Where no row is gone, what a row is need not be read to know that it is there.
		if s.absent > 0 && s.snapshot.removed(version) {
			continue
		}
		if needle != "" {
			if row, _ := s.row(number); !row.holds(needle) {
				continue
			}
		}
		total++
		t.offer(ranked{number: number, version: version})
	}
	return t.page(), total
}

// slice returns a page of all rows, taken as they come. It looks at none behind the page and, unless
// some row is gone, at none before it.
func (s State) slice(o Order) []Row {
	number, step := 0, 1
	if o.Descending {
		number, step = len(s.current)-1, -1
	}
	pass := o.Offset
	if s.absent == 0 {
		number, pass = number+step*pass, 0
	}
	rows := make([]Row, 0, o.Limit)
	for ; 0 <= number && number < len(s.current) && len(rows) < o.Limit; number += step {
		row, ok := s.row(number)
		switch {
		case !ok:
		case pass > 0:
			pass--
		default:
			rows = append(rows, row)
		}
	}
	return rows
}

func (r Row) holds(needle string) bool {
	if strings.Contains(strings.ToLower(r.Key), needle) {
		return true
	}
	for i, c := range r.snapshot.Columns {
		if !c.ofEvent() && strings.Contains(strings.ToLower(r.snapshot.value(r.version, i).String()), needle) {
			return true
		}
	}
	return false
}

// top collects the first rows of an order without sorting the others: it lets twice as many come as
// are wanted, and then drops the worse half.
type top struct {
	state State
	order Order
	want  int
	kept  []ranked
	worst *ranked // nothing that does not come before this is wanted any more
	value func(ranked) Value
}

// ranked is a row that is known by its number and version until it is wanted.
type ranked struct {
	number  int
	version int
	value   Value
}

func newTop(s State, o Order, source Source) *top {
	t := &top{state: s, order: o, want: o.Offset + o.Limit}
	switch {
	case o.Column == ByKey:
		t.value = func(r ranked) Value { return Value{text: s.snapshot.keys.Name(uint32(r.number))} }
	case o.Column >= 0:
		t.value = func(r ranked) Value { return s.snapshot.valueAt(r.version, o.Column, source) }
	}
	return t
}

func (t *top) offer(r ranked) {
	if t.value == nil && len(t.kept) >= t.want {
		return
	}
	if t.value != nil {
		r.value = t.value(r)
	}
	if t.worst != nil && t.compare(&r, t.worst) >= 0 {
		return
	}
	t.kept = append(t.kept, r)
	if t.value != nil && len(t.kept) >= 2*t.want+64 {
		t.drop()
	}
}

// compare orders by value; the order of appearance is that of the slice, kept by stable sorting.
func (t *top) compare(a, b *ranked) int {
	c := a.value.Compare(b.value)
	if t.order.Descending {
		return -c
	}
	return c
}

func (t *top) drop() {
	t.sort()
	t.kept = t.kept[:t.want]
	if t.want > 0 {
		worst := t.kept[t.want-1]
		t.worst = &worst
	}
}

func (t *top) sort() {
	if t.value != nil {
		slices.SortStableFunc(t.kept, func(a, b ranked) int { return t.compare(&a, &b) })
	}
}

func (t *top) page() []Row {
	t.sort()
	from := min(t.order.Offset, len(t.kept))
	to := min(t.want, len(t.kept))
	rows := make([]Row, 0, to-from)
	for _, r := range t.kept[from:to] {
		row, _ := t.state.row(r.number)
		rows = append(rows, row)
	}
	return rows
}
