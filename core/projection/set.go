package projection

import (
	"fmt"
	"slices"

	"hindsight/core/event"
)

// Upcast brings an event to its current schema version, in its place; see package upcast.
type Upcast func(*event.Event) error

// Set folds events through several projections. It is for one goroutine at a time; the views it hands
// out are for any.
type Set struct {
	upcast Upcast
	tables []folding
	routes map[string][]route // by event type, made when a type first comes
	input  Input
}

// folding is a Table whatever its row.
type folding interface {
	apply(*Input)
	fail(position uint64, err error)
	info() (name string, types []string, envelope bool)
	view() View
	bytes() int
	shown() []ColumnInfo
	kept() kept
}

type route struct {
	table    folding
	envelope bool
}

// NewSet returns the set of these projections over no events. A nil upcast leaves events as they are.
// It panics when two projections have one name.
func NewSet(upcast Upcast, projections ...Projection) *Set {
	s := &Set{upcast: upcast, routes: map[string][]route{}}
	names := map[string]bool{}
	for _, p := range projections {
		table := p.start()
		name, _, _ := table.info()
		if names[name] {
			panic(fmt.Sprintf("projection: NewSet: two projections are called %q", name))
		}
		names[name] = true
		s.tables = append(s.tables, table)
	}
	return s
}

// Fold applies one event to every projection that takes its type. Events must come in position order.
func (s *Set) Fold(e event.Event) {
	routes, ok := s.routes[e.Type]
	if !ok {
		routes = s.route(e.Type)
	}
	s.input.reset(e)
	var err error
	if s.upcast != nil {
		if err = s.upcast(&s.input.Event); err != nil {
			s.input.Event = e
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

func (s *Set) route(typ string) []route {
	var routes []route
	for _, table := range s.tables {
		_, types, envelope := table.info()
		if len(types) == 0 || slices.Contains(types, typ) {
			routes = append(routes, route{table, envelope})
		}
	}
	s.routes[typ] = routes
	return routes
}

// Views returns a view of every projection, in the order they were given.
func (s *Set) Views() []View {
	views := make([]View, len(s.tables))
	for i, table := range s.tables {
		views[i] = table.view()
	}
	return views
}

// Bytes returns how much memory the tables take.
func (s *Set) Bytes() int {
	n := 0
	for _, table := range s.tables {
		n += table.bytes()
	}
	return n
}
