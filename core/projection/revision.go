package projection

import "strconv"

// A projection that is run elsewhere may have revisions: definitions that came one after the other, each with a table
// of its own. One of them answers for the name; the others are kept beside it.

// Revision makes a projection of [RunElsewhere] the n-th revision of what its name stands for, counted from 1. Besides
// that name it is called by [RevisionOf].
func Revision(p Projection, n int) Projection {
	of := p.(elsewhere)
	of.revision = n
	return of
}

// Beside makes a projection of [Revision] one that is kept beside the revision that answers for the name: it is
// called by [RevisionOf] only.
func Beside(p Projection) Projection {
	of := p.(elsewhere)
	of.beside = true
	return of
}

// RevisionOf returns what the n-th revision of a projection is called, whether or not it answers for the name. What it
// emitted is called by [EmittedBy] of that.
func RevisionOf(name string, n int) string { return name + "@" + strconv.Itoa(n) }

// apart returns what a revision is called whether or not it answers for the name, "" for what is no revision.
func (e elsewhere) apart() string {
	if e.revision == 0 {
		return ""
	}
	return e.called(RevisionOf(e.name, e.revision))
}

// isCalled tells whether a projection goes by a name.
func isCalled(p Projection, name string) bool {
	if p.Name() == name {
		return true
	}
	e, ok := p.(elsewhere)
	return ok && e.revision > 0 && e.apart() == name
}

// Succeed has a revision answer for a projection's name from now on, in the place of the one that did, which is kept
// beside it. So it goes for what they emitted. It returns false, and changes nothing, where there is no such revision.
func (s *Set) Succeed(name string, revision int) bool {
	if s.find(RevisionOf(name, revision)) == nil {
		return false
	}
	s.succeed(name, revision, false)
	s.succeed(name, revision, true)
	return true
}

// succeed does that for the tables of a name, or for what they emitted.
func (s *Set) succeed(name string, revision int, emitted bool) {
	was, is := -1, -1
	for i, m := range s.members {
		e, ok := m.projection.(elsewhere)
		if !ok || e.name != name || e.emitted != emitted {
			continue
		}
		if !e.beside {
			was = i
		}
		if e.beside = e.revision != revision; !e.beside {
			is = i
		}
		m.become(e)
	}
	if was >= 0 && is >= 0 {
		s.members[was], s.members[is] = s.members[is], s.members[was]
	}
}

// Rename gives an added projection that is run elsewhere another name and title, with all its revisions and what they
// emitted. It returns false, and changes nothing, where none of this name is there, or another has the new one.
func (s *Set) Rename(name, to, title string) bool {
	if !s.IsRunElsewhere(name) || name != to && (s.IsRunElsewhere(to) || s.find(to) != nil) {
		return false
	}
	for _, m := range s.members {
		if e, ok := m.projection.(elsewhere); ok && e.name == name {
			e.name, e.title = to, title
			m.become(e)
		}
	}
	return true
}

// IsRunElsewhere tells whether a name stands for a projection that is run elsewhere, or for revisions of one.
func (s *Set) IsRunElsewhere(name string) bool {
	for _, m := range s.members {
		if e, ok := m.projection.(elsewhere); ok && e.name == name {
			return true
		}
	}
	return false
}

// become has a member be called otherwise. What it does stays what it is.
func (m *member) become(e elsewhere) {
	m.projection = e
	m.table.(*states).is = e
}
