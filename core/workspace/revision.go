package workspace

import "hindsight/core/projection"

// A projection of [projection.Revision] is added, dropped, asked and handed what came of events by what
// [projection.RevisionOf] calls it, whether or not it answers for its name. What is asked under the name is asked of the
// one that does.

// Succeed has a revision answer for a projection's name from now on, in the place of the one that did, which is kept beside
// it; see [projection.Set.Succeed]. No snapshot has the one without the other. The error is an *[Error] of code
// unknown_projection when there is no such revision.
func (w *Workspace) Succeed(name string, revision int) error {
	w.lock()
	defer w.mu.Unlock()
	if !w.projections.Succeed(name, revision) {
		return notAdded(projection.RevisionOf(name, revision))
	}
	return nil
}

// RenameProjection gives a projection that is run elsewhere another name and title, with all its revisions and what they
// emitted. The error is an *[Error] of code unknown_projection when none of this name was added, and of code
// duplicate_projection when another has the new one; then nothing is renamed.
func (w *Workspace) RenameProjection(name, to, title string) error {
	w.lock()
	defer w.mu.Unlock()
	switch {
	case w.projections.Rename(name, to, title):
		return nil
	case w.projections.IsRunElsewhere(name):
		return duplicate(to)
	}
	return notAdded(name)
}

// Revision returns a revision of the projection of this name, whether or not it answers for the name. The error is an
// *[Error] of code unknown_projection.
func (s *Snapshot) Revision(name string, revision int) (*projection.Snapshot, error) {
	for i := range s.tables {
		if v := &s.tables[i]; v.Revision == revision && v.Of == name && revision > 0 {
			return v, nil
		}
	}
	return nil, notAdded(projection.RevisionOf(name, revision))
}
