package workspace

import (
	"fmt"
	"slices"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/store"
)

// A projection of [projection.RunElsewhere] is added like any other. Whoever runs it reads the events behind its
// position with [Snapshot.AppendFollowing], and hands what came of them to [Workspace.Take].

// AppendFollowing appends the events behind a position to dst, at most so many: each in its current schema version, or
// as it is stored where that can't be had.
func (s *Snapshot) AppendFollowing(dst []event.Event, position uint64, most int) []event.Event {
	last := min(s.log.Len(), position+uint64(most))
	for position < last {
		position++
		dst = append(dst, s.Source(position))
	}
	return dst
}

// FollowingOf returns one stream's events behind a position likewise, at most [MaxPage].
func (s *Snapshot) FollowingOf(stream string, position uint64, most int) []event.Event {
	page := s.log.Find(store.Query{Streams: []string{stream}, After: position, Limit: min(most, MaxPage), Uncounted: true})
	events := make([]event.Event, 0, len(page.Positions))
	for _, position := range page.Positions {
		events = append(events, s.Source(position))
	}
	return events
}

// Take hands a projection that is run elsewhere what came of the events behind its position, up to the one at position
// last; see [projection.Set.Take]. The error is an *[Error] of code invalid_query when they are not that, or there is no
// such projection of this name, and of code limit_exceeded when its table has become too large; then nothing is taken.
func (w *Workspace) Take(name string, last uint64, outcomes []projection.Outcome) error {
	w.lock()
	defer w.mu.Unlock()
	companion := projection.EmittedBy(name)
	if bytes, most := w.projections.BytesOf(name)+w.projections.BytesOf(companion), w.options.MostStateBytes; bytes > most {
		return &Error{
			Code: CodeLimitExceeded,
			Message: fmt.Sprintf("The states of the projection %q, with those that they had before, take %d bytes; at most %d are allowed",
				name, bytes, most),
			Details: details("name", name, "bytes", bytes),
		}
	}
	emitted := emittedOf(outcomes)
	if last > w.logLocked().Len() || !projection.Valid(emitted) || !w.projections.Take(name, last, outcomes) {
		return InvalidQuery("outcomes", "others", "those of the events that the projection has not folded yet")
	}
	if len(emitted) > 0 {
		w.projections.AddEmitted(name)
	}
	w.projections.Take(companion, last, emitted)
	return nil
}

// emittedOf makes outcomes of what was emitted, as rows of their own.
func emittedOf(outcomes []projection.Outcome) (emitted []projection.Outcome) {
	for i := range outcomes {
		if o := &outcomes[i]; o.Failure == nil && len(o.Emitted) > 0 {
			emitted = append(emitted, projection.Outcome{Position: o.Position, Writes: o.Emitted})
		}
	}
	return emitted
}

// agreeLocked has projections that are run elsewhere begin anew where their table, and that of what they emitted, are not
// equally far: one of them could not be loaded.
func (w *Workspace) agreeLocked() {
	added := w.projections.Added()
	for _, p := range added {
		companion := projection.EmittedBy(p.Name())
		if i := slices.IndexFunc(added, func(other projection.Projection) bool { return other.Name() == companion }); i >= 0 &&
			w.projections.Position(p.Name()) != w.projections.Position(companion) {
			for _, each := range []projection.Projection{p, added[i]} {
				w.projections.Drop(each.Name())
				w.projections.Add(each)
			}
		}
	}
}
