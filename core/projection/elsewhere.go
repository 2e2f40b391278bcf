package projection

import (
	"slices"
	"strings"

	"hindsight/core/jsontext"
)

// Outcome is what came of one event for a projection that is run elsewhere: which rows it wrote, or why it failed.
type Outcome struct {
	Position uint64
	Writes   []StateOf // none where the event changed nothing
	Emitted  []StateOf // what it emitted: the rows of [Emitted]
	// Failure says why the event could not be applied; nil where it was. Then nothing is written.
	Failure error
}

// StateOf is a row of a projection that is run elsewhere: a key and a state, which is the text of a JSON value.
type StateOf struct{ Key, State string }

// MaxStateColumns is how many members of its states a projection that is run elsewhere has as columns.
const MaxStateColumns = 100

// RunElsewhere makes a projection that the core does not run: a person's own, such as one in JavaScript. What comes of
// each event is handed to [Set.Take]. Its rows are states, and its columns their members, in the order in which
// they first appeared, at most [MaxStateColumns] of them; a state that is no object has the one column state.
// Equal states are kept once.
//
// version stands for what it does, whatever it is called: tables are saved under it, and taken up again by the
// projection that has it, so no two of a set are to have the same. A set that is made of such a projection panics: it
// can only be added.
func RunElsewhere(name, title, version string) Projection {
	return elsewhere{name: name, title: title, version: version}
}

// Emitted makes the projection of what a projection of [RunElsewhere] emits, with a row for each event that it emitted.
func Emitted(p Projection) Projection {
	of := p.(elsewhere)
	of.emitted = true
	return of
}

// EmittedBy returns what [Emitted] is called for a projection of this name.
func EmittedBy(name string) string { return name + "/emitted" }

type elsewhere struct {
	name, title, version string
	revision             int  // 0 where it is none; see [Revision]
	beside               bool // see [Beside]
	emitted              bool // see [Emitted]
}

func (e elsewhere) Name() string {
	if e.beside {
		return e.apart()
	}
	return e.called(e.name)
}

// called returns what it is called for a projection of this name.
func (e elsewhere) called(name string) string {
	if e.emitted {
		return EmittedBy(name)
	}
	return name
}

func (e elsewhere) shownTitle() string {
	if e.emitted {
		return e.title + ", emitted"
	}
	return e.title
}

func (e elsewhere) start() folding {
	t := &states{is: e, parting: &parting{}, Table: Table[stateRow]{defined: &Definition[stateRow]{}}}
	t.recent, t.index = &recentState{}, &keyIndex{}
	return t
}

// stateRow is the row of [states].
type stateRow struct{ state Text }

// states is the table of a projection that is run elsewhere.
type states struct {
	Table[stateRow]
	is      elsewhere
	seen    int // of how many states the members are columns
	parting *parting
}

// apply is never called: no group that folds has such a table.
func (t *states) apply(*Input) {
	panic("projection: a projection that is run elsewhere was handed an event")
}

func (t *states) take(o *Outcome) {
	if o.Failure != nil {
		t.fail(o.Position, o.Failure)
		return
	}
	for i := range o.Writes {
		w := &o.Writes[i]
		t.last = found{}
		t.commit(uint32(o.Position), &staged[stateRow]{key: w.Key, row: stateRow{t.Text(w.State)}})
	}
	t.see()
}

// see makes columns of the members of states that are new.
func (t *states) see() {
	for ; t.seen < t.texts.Len() && len(t.columns) < MaxStateColumns; t.seen++ {
		state := t.texts.Name(uint32(t.seen))
		if state[0] != '{' {
			t.column(wholeState, 0)
			continue
		}
		next := 0
		for name := range jsontext.Members(state) {
			next = t.column(name, next) + 1
		}
	}
}

// column returns the index of a column, which is made if it is not there and there is room for it. Most states have the
// same members in the same order, so it looks first at the one that is next in that order.
func (t *states) column(name string, next int) int {
	if next < len(t.columns) && t.columns[next].Name == name {
		return next
	}
	i := slices.IndexFunc(t.columns, func(c ColumnInfo) bool { return c.Name == name })
	if i < 0 && len(t.columns) < MaxStateColumns {
		i = len(t.columns)
		t.columns = append(t.columns, ColumnInfo{Name: strings.Clone(name), Kind: JSONKind, OfState: true})
	}
	return i
}

// wholeState is the column of states that are no objects.
const wholeState = "state"

// members yields what a state shows in columns, by their names.
func members(state string) func(yield func(name, value string) bool) {
	if state[0] == '{' {
		return jsontext.Members(state)
	}
	return func(yield func(name, value string) bool) { yield(wholeState, state) }
}

// memberOf returns what a state shows in a column: null where it has no such member. Of members with one name the last
// counts, as it does for JSON.parse.
func memberOf(state, column string) string {
	found := "null"
	for name, value := range members(state) {
		if name == column {
			found = value
		}
	}
	return found
}

func (t *states) snapshot() Snapshot {
	v := t.Table.snapshot()
	v.Name, v.Title, v.Of = t.is.Name(), t.is.shownTitle(), t.is.called(t.is.name)
	v.Revision, v.Beside, v.apart = t.is.revision, t.is.beside, t.is.apart()
	v.parting = t.parting
	values, texts, columns := t.values, t.texts.Names, t.columns
	v.state = func(version int) string { return nameOf(&texts, values.Ref(version).state) }
	v.value = func(version, column int) Value {
		return Value{kind: JSONKind, text: memberOf(v.state(version), columns[column].Name)}
	}
	return v
}

// about has no columns, which follow from the states, and not what the projection is called: neither is part of what
// it does.
func (t *states) about() about { return about{name: t.is.called(""), version: t.is.version} }

// Take hands an added projection that is run elsewhere what came of the events behind its position up to the one at
// position last: of each at most one outcome, in the order of their positions. An event without one changed nothing.
// It returns false, and takes nothing, where the set has no such projection of this name, or the outcomes are not those
// of events that come next.
func (s *Set) Take(name string, last uint64, outcomes []Outcome) bool {
	m := s.find(name)
	if m == nil || !m.group.waits {
		return false
	}
	before := m.group.position
	for i := range outcomes {
		if o := &outcomes[i]; o.Position <= before || o.Position > last {
			return false
		}
		before = outcomes[i].Position
	}
	if last < m.group.position || !Valid(outcomes) {
		return false
	}
	table := m.table.(*states)
	for i := range outcomes {
		table.take(&outcomes[i])
	}
	m.group.position = last
	return true
}

// AddEmitted adds the projection of what an added one emits, unless it is there.
func (s *Set) AddEmitted(name string) {
	if m := s.find(name); m != nil {
		s.Add(Emitted(m.projection))
	}
}

// Valid tells whether the states that were written are JSON.
func Valid(outcomes []Outcome) bool {
	for i := range outcomes {
		for _, w := range outcomes[i].Writes {
			if jsontext.Valid(w.State) != nil {
				return false
			}
		}
	}
	return true
}
