package projection

import (
	"slices"

	"hindsight/core/event"
)

// Read returns the event at a position as it is stored.
type Read func(position uint64) event.Event

// Add adds a projection that has folded no event yet. It adds nothing and returns false where the set has one of this
// name.
func (s *Set) Add(p Projection) bool {
	m := s.member(p)
	e, waits := p.(elsewhere)
	if s.find(p.Name()) != nil || e.revision > 0 && s.find(e.apart()) != nil {
		return false
	}
	m.group = &group{members: []*member{m}, waits: waits, routes: map[string][]route{}}
	s.members = append(s.members, m)
	return true
}

// Drop takes a projection that was added out of the set. It returns false where none of this name was.
func (s *Set) Drop(name string) bool {
	m := s.find(name)
	if m == nil || m.group == s.prompt {
		return false
	}
	s.members = slices.DeleteFunc(s.members, func(other *member) bool { return other == m })
	return true
}

// Added returns the projections that were added, in the order in which they are shown.
func (s *Set) Added() (added []Projection) {
	for _, m := range s.members {
		if m.group != s.prompt {
			added = append(added, m.projection)
		}
	}
	return added
}

// CatchUp has projections that were added, and are not run elsewhere, fold what they have not folded of the events up
// to the one at position last: at most so many events, those first that are furthest behind. It returns how many it
// folded, fewer than most when nothing is left to fold.
func (s *Set) CatchUp(last uint64, most int, read Read) (folded int) {
	for folded < most {
		g := s.furthest(last)
		if g == nil {
			break
		}
		before := g.position
		s.foldTo(g, min(last, before+uint64(most-folded)), read)
		folded += int(g.position - before)
	}
	return folded
}

// Behind returns how many events, up to the one at position last, [Set.CatchUp] has left to fold for the projection that
// is furthest behind.
func (s *Set) Behind(last uint64) uint64 {
	if g := s.furthest(last); g != nil {
		return last - g.position
	}
	return 0
}

// furthest returns the added projection that is furthest behind of those that CatchUp is for, nil where none is.
func (s *Set) furthest(last uint64) (furthest *group) {
	for _, m := range s.members {
		if g := m.group; g != s.prompt && !g.waits && g.position < last && (furthest == nil || g.position < furthest.position) {
			furthest = g
		}
	}
	return furthest
}

// foldTo has a group fold all that it has not folded of the events up to a position.
func (s *Set) foldTo(g *group, last uint64, read Read) {
	for g.position < last {
		e := read(g.position + 1)
		s.fold(g, &e)
	}
}
