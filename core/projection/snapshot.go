package projection

import (
	"iter"

	"hindsight/core/event"
	"hindsight/core/money"
)

// Snapshot is a projection as it was when the snapshot was taken, at every moment up to then. It never changes
// and may be read from any goroutine.
type Snapshot struct {
	Name    string
	Title   string
	Columns []ColumnInfo // belongs to the projection; not to be changed
	// Position is how far the projection had folded: the last event that counts. What is asked of a later moment is
	// answered as of this one.
	Position uint64
	// Revision is which revision it is of the projection Of, 0 where it is none; see [Revision].
	Revision int
	Of       string
	// Beside tells that another revision answers for that name; see [Beside].
	Beside bool

	history
	failures failures
	value    func(version, column int) Value
	amounts  func(version int, dst []money.Amount) []money.Amount // appends those of the columns that are numbers
	equal    func(a, b int) bool                                  // whether two versions have the same row
	state    func(version int) string                             // nil unless the projection is run elsewhere
	apart    string                                               // what it is called as a revision, "" where it is none
	parting  *parting                                             // the table's, nil unless the projection is run elsewhere
}

// Is tells whether the projection is called so. A revision is called by [RevisionOf] too.
func (v *Snapshot) Is(name string) bool { return v.Name == name || v.apart != "" && v.apart == name }

// Behind returns how many events, up to the one at a position, the projection had not folded yet.
func (v *Snapshot) Behind(position uint64) uint64 { return position - min(position, v.Position) }

// Versions returns how many versions of rows had been written after the event at a position.
func (v *Snapshot) Versions(position uint64) int { return v.end(position) }

// Rows returns how many rows there were after the event at a position. It looks at none of them.
func (v *Snapshot) Rows(position uint64) int {
	end := v.end(position)
	return v.appearedAt(end) - v.absentAt(end)
}

// FailureCount returns how many events up to a position could not be applied.
func (v *Snapshot) FailureCount(position uint64) int { return v.failures.until(position) }

// Failures yields the events that could not be applied, in position order.
func (v *Snapshot) Failures() iter.Seq[Failure] {
	return func(yield func(Failure) bool) {
		for i := range v.failures.entries.Len() {
			if !yield(v.failures.at(i)) {
				return
			}
		}
	}
}

// Column returns the index of the column of this name, -1 when there is none.
func (v *Snapshot) Column(name string) int {
	for i, c := range v.Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}

// At returns the projection's state after the event at a position: the versions up to there, and of each
// row the last. Position 0 is the empty state before the first event; one behind the last event is the
// latest state.
func (v *Snapshot) At(position uint64) State {
	own := *v // a state is not to change with the variable that the snapshot is in
	end := v.end(position)
	current := v.currentAt(end)
	return State{snapshot: &own, current: current, absent: v.absentAt(end)}
}

// State is a projection at one moment. It never changes. The zero value has no rows.
type State struct {
	snapshot *Snapshot
	current  []uint32 // by row number: its version, plus one
	absent   int      // how many of these removed their row
}

// Row is one row of a state.
type Row struct {
	Key      string
	Position uint64 // the event that wrote it as it is
	snapshot *Snapshot
	version  int
}

// row returns the row of a number; ok is false when it was not there yet, or not any more.
func (s State) row(number int) (row Row, ok bool) {
	version := int(s.version(number)) - 1
	if version < 0 || s.snapshot.removed(version) {
		return Row{}, false
	}
	return Row{
		Key:      s.snapshot.keys.Name(uint32(number)),
		Position: uint64(s.snapshot.versions.Ref(version).position),
		snapshot: s.snapshot,
		version:  version,
	}, true
}

// version returns the current version of a row, plus one; 0 when it was not there yet.
func (s State) version(number int) uint32 {
	if number >= len(s.current) {
		return 0
	}
	return s.current[number]
}

// Rows yields the state's rows, in the order in which their keys first appeared.
func (s State) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for number := range s.current {
			if row, ok := s.row(number); ok && !yield(row) {
				return
			}
		}
	}
}

// Backward yields what Rows does in the opposite order: the row that appeared last comes first.
func (s State) Backward() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for number := len(s.current) - 1; number >= 0; number-- {
			if row, ok := s.row(number); ok && !yield(row) {
				return
			}
		}
	}
}

// Row returns the row of a key; ok is false when there is none at this moment.
func (s State) Row(key string) (row Row, ok bool) {
	if s.snapshot == nil {
		return Row{}, false
	}
	number, ok := s.snapshot.index.find(key)
	if !ok || int(number) >= len(s.current) {
		return Row{}, false
	}
	return s.row(int(number))
}

// Len returns the number of rows.
func (s State) Len() int { return len(s.current) - s.absent }

// State returns the row's state, JSON text; ok is false where the projection is not one of [RunElsewhere].
func (r Row) State() (text string, ok bool) {
	if r.snapshot.state == nil {
		return "", false
	}
	return r.snapshot.state(r.version), true
}

// Source reads the event at a position, in its current shape; [JSONKind] columns show its data.
type Source func(position uint64) event.Event

// Value returns the row's value in a column, by the column's index.
func (r Row) Value(column int, source Source) Value {
	return r.snapshot.valueAt(r.version, column, source)
}
