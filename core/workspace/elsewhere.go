package workspace

import (
	"hindsight/core/event"
	"hindsight/core/projection"
)

// A projection of [projection.RunElsewhere] is added like any other. Whoever runs it reads the events behind its
// position with [Snapshot.Following], and hands what came of them to [Workspace.Take].

// Following returns the events behind a position, at most so many: each in its current schema version, or as it is
// stored where that can't be had.
func (s *Snapshot) Following(position uint64, most int) []event.Event {
	last := min(s.log.Len(), position+uint64(most))
	events := make([]event.Event, 0, last-min(position, last))
	for position < last {
		position++
		events = append(events, s.Source(position))
	}
	return events
}

// Take hands a projection that is run elsewhere what came of the events behind its position, up to the one at position
// last; see [projection.Set.Take]. The error is an *[Error] of code invalid_query when they are not that, or there is no
// such projection of this name; then nothing is taken.
func (w *Workspace) Take(name string, last uint64, outcomes []projection.Outcome) error {
	w.lock()
	defer w.mu.Unlock()
	if last > w.logLocked().Len() || !w.projections.Take(name, last, outcomes) {
		return InvalidQuery("outcomes", "others", "those of the events that the projection has not folded yet")
	}
	return nil
}
