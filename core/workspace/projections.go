package workspace

import (
	"strconv"

	"hindsight/core/projection"
)

// A workspace's own projections, streams, event_types and the domain's, are folded with every write, so that no
// snapshot ever sees the log without them. Projections can be added beside these at run time. Each of them is at a
// position of its own, and folds in [Workspace.CatchUp] only, which is to be called in steps as long as
// [Workspace.Behind] says that there is something to fold. Until then, answers say how far behind it is.

// AddProjection adds a projection that has folded no event yet. The error is an *[Error] of code duplicate_projection
// when there is one of this name; then nothing is added.
func (w *Workspace) AddProjection(p projection.Projection) error {
	w.lock()
	defer w.mu.Unlock()
	return addTo(w.projections, p)
}

// DropProjection takes a projection that was added away, and with it what it emitted. Snapshots taken before still have
// both. The error is an *[Error] of code unknown_projection when none of this name was added.
func (w *Workspace) DropProjection(name string) error {
	w.lock()
	defer w.mu.Unlock()
	if !w.projections.Drop(name) {
		return notAdded(name)
	}
	w.projections.Drop(projection.EmittedBy(name))
	return nil
}

func notAdded(name string) error {
	return &Error{
		Code:    CodeUnknownProjection,
		Message: "got the projection " + strconv.Quote(name) + ", want one that was added",
		Details: details("name", name),
	}
}

// CatchUp has projections that were added fold at most so many events, those first that are furthest behind, and
// returns how far the furthest is behind then; 0 when there is nothing left to fold. What is asked or written in
// between two calls waits for neither.
func (w *Workspace) CatchUp(maxEvents int) (behind uint64) {
	w.lock()
	defer w.mu.Unlock()
	log := w.store.Snapshot()
	w.projections.CatchUp(log.Len(), maxEvents, log.Event)
	return w.projections.Behind(log.Len())
}

// Behind returns how many events of the log the projection that is furthest behind has not folded yet.
func (w *Workspace) Behind() uint64 {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.projections.Behind(w.logLocked().Len())
}

// freshLocked returns the workspace's projections over no events, those among them that were added.
func (w *Workspace) freshLocked() *projection.Set {
	set, err := w.projectionsWith(w.projections.Added())
	if err != nil {
		panic("workspace: " + err.Error()) // each was added to such a set before
	}
	return set
}

// projectionsWith returns the workspace's own projections over no events, with others beside them. The error is an
// *[Error] of code duplicate_projection.
func (w *Workspace) projectionsWith(others []projection.Projection) (*projection.Set, error) {
	set := w.ownProjections()
	for _, p := range others {
		if err := addTo(set, p); err != nil {
			return nil, err
		}
	}
	return set, nil
}

// ownProjections returns the workspace's own projections over no events.
func (w *Workspace) ownProjections() *projection.Set {
	own := append([]projection.Projection{projection.Streams(), projection.EventTypes()}, w.options.Domain.Projections()...)
	return projection.NewSet(w.chain.Raise, own...)
}

func addTo(set *projection.Set, p projection.Projection) error {
	if set.Add(p) {
		return nil
	}
	return duplicate(p.Name())
}

func duplicate(name string) error {
	return &Error{
		Code:    CodeDuplicateProjection,
		Message: "got the projection " + strconv.Quote(name) + ", want a name that no other has",
		Details: details("name", name),
	}
}
