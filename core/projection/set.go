package projection

import (
	"fmt"
	"slices"

	"hindsight/core/event"
)

// Upcast brings an event to its current schema version, in its place; see package upcast.
type Upcast func(*event.Event) error

// Set folds events through several projections. Those that it is made of fold every event that [Set.Fold] is handed,
// and so are all at one position. Those that are added later, by [Set.Add], are each at a position of their own: they
// fold in [Set.CatchUp] only.
//
// A Set is for one goroutine at a time; the snapshots it hands out are for any.
type Set struct {
	upcast  Upcast
	members []*member // in the order in which they are shown
	prompt  *group    // those that the set is made of
	input   Input

	numbered uint32    // how many numbers of members are given away
	contents []content // while tables are loaded: the last that were read
}

// member is a projection of a set.
type member struct {
	projection Projection
	table      folding
	group      *group
	number     uint32 // stands for its table in checkpoints; no other table of the set ever has it
}

// group is members that have folded the same events.
type group struct {
	members  []*member
	position uint64             // of the last event that they folded
	waits    bool               // for what comes of events elsewhere: it folds none by itself
	routes   map[string][]route // by event type, made when a type first comes
}

// folding is a Table whatever its row.
type folding interface {
	apply(*Input)
	fail(position uint64, err error)
	about() about
	snapshot() Snapshot
	bytes() int
	saved() saved
}

// about is what is to know of a definition without its row.
type about struct {
	name, version string
	types         []string
	envelope      bool
	columns       []ColumnInfo
}

type route struct {
	table    folding
	envelope bool
}

// NewSet returns the set of these projections over no events. A nil upcast leaves events as they are.
// It panics when two projections have one name.
func NewSet(upcast Upcast, projections ...Projection) *Set {
	s := &Set{upcast: upcast, prompt: &group{routes: map[string][]route{}}}
	for _, p := range projections {
		m := s.member(p)
		if s.find(m.projection.Name()) != nil {
			panic(fmt.Sprintf("projection: NewSet: two projections are called %q", m.projection.Name()))
		}
		if _, ok := p.(elsewhere); ok {
			panic(fmt.Sprintf("projection: NewSet: %q is run elsewhere, and can only be added", p.Name()))
		}
		s.members = append(s.members, m)
		s.prompt.members = append(s.prompt.members, m)
		m.group = s.prompt
	}
	return s
}

func (s *Set) member(p Projection) *member {
	s.numbered++
	return &member{projection: p, table: p.start(), number: s.numbered}
}

// find returns the member of a name, nil where there is none.
func (s *Set) find(name string) *member {
	i := slices.IndexFunc(s.members, func(m *member) bool { return isCalled(m.projection, name) })
	if i < 0 {
		return nil
	}
	return s.members[i]
}

// Fold applies one event to those projections that the set is made of, as far as they take its type. Events must come
// in position order.
func (s *Set) Fold(e event.Event) { s.fold(s.prompt, &e) }

func (s *Set) fold(g *group, e *event.Event) {
	routes, ok := g.routes[e.Type]
	if !ok {
		routes = g.route(e.Type)
	}
	g.position = e.Position
	if len(routes) == 0 {
		return
	}
	s.input.reset(*e)
	var err error
	if s.upcast != nil {
		if err = s.upcast(&s.input.Event); err != nil {
			s.input.Event = *e
		}
	}
	for _, r := range routes {
		if err != nil && !r.envelope {
			r.table.fail(e.Position, err)
		} else {
			r.table.apply(&s.input)
		}
	}
}

func (g *group) route(typ string) []route {
	var routes []route
	for _, m := range g.members {
		d := m.table.about()
		if len(d.types) == 0 || slices.Contains(d.types, typ) {
			routes = append(routes, route{m.table, d.envelope})
		}
	}
	g.routes[typ] = routes
	return routes
}

// Snapshots returns a snapshot of every projection: first of those that the set is made of, then of those that were added,
// each in the order they were given.
func (s *Set) Snapshots() []Snapshot {
	snapshots := make([]Snapshot, len(s.members))
	for i, m := range s.members {
		snapshots[i] = m.table.snapshot()
		snapshots[i].Position = m.group.position
	}
	return snapshots
}

// Bytes returns how much memory the tables take.
func (s *Set) Bytes() int {
	n := 0
	for _, m := range s.members {
		n += m.table.bytes()
	}
	return n
}

// BytesOf returns how much memory the table of a projection takes; 0 where the set has none of this name.
func (s *Set) BytesOf(name string) int {
	if m := s.find(name); m != nil {
		return m.table.bytes()
	}
	return 0
}

// Position returns the last event that a projection has folded; 0 where the set has none of this name.
func (s *Set) Position(name string) uint64 {
	if m := s.find(name); m != nil {
		return m.group.position
	}
	return 0
}
