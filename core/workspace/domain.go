package workspace

import (
	"hindsight/core/command"
	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/store"
	"hindsight/core/upcast"
)

// Domain is what a workspace's events are about. A workspace takes any event without one: a domain adds what is
// known of its own events. Slices that its methods return are the caller's.
type Domain interface {
	// Schemas returns the event types that have changed their shape.
	Schemas() []upcast.Schema
	// Projections returns the domain's projections in the order in which they are shown.
	Projections() []projection.Projection
	// Commands returns the domain's commands in the order in which they are shown.
	Commands() []command.Command
	// Sample returns a short history to begin with, each event valid and with an id; nil for none.
	Sample() []event.Event
	// Generate returns a function that gives the next of so many valid events, and false behind the last one.
	// The same seed gives the same events.
	Generate(events int, seed uint64) func() (event.Event, bool)
	// MaxGenerated returns how many events can be generated at once; 0 where none can.
	MaxGenerated() int
}

// noDomain is the domain of a workspace that was given none.
type noDomain struct{}

func (noDomain) Schemas() []upcast.Schema             { return nil }
func (noDomain) Projections() []projection.Projection { return nil }
func (noDomain) Commands() []command.Command          { return nil }
func (noDomain) Sample() []event.Event                { return nil }
func (noDomain) MaxGenerated() int                    { return 0 }
func (noDomain) Generate(int, uint64) func() (event.Event, bool) {
	return func() (event.Event, bool) { return event.Event{}, false }
}

// LoadSample appends those events of the domain's sample that the log does not have yet. The error is a
// *[logfile.FailedError].
func (w *Workspace) LoadSample() error {
	_, err := w.takeIn(intake{events: w.options.Domain.Sample(), now: w.options.Now(), reject: impossible})
	return err
}

// FillEmpty appends the domain's sample if the log is empty, and tells whether it did. It looks and appends in one
// step. The error is a *[logfile.FailedError].
func (w *Workspace) FillEmpty() (filled bool, err error) {
	imported, err := w.takeIn(intake{
		events: w.options.Domain.Sample(), now: w.options.Now(), reject: impossible, onlyIfEmpty: true,
	})
	return imported.Appended > 0, err
}

// impossible is told of an event of the domain's that the log refuses: a mistake of the domain's author.
func impossible(_ int, err error) {
	panic("workspace: the domain gave an invalid event: " + err.Error())
}

// isSample tells whether a log is the domain's sample and nothing else.
func (w *Workspace) isSample(log *store.Snapshot) bool {
	if len(w.sample) == 0 || log.Len() != uint64(len(w.sample)) {
		return false
	}
	for i, id := range w.sample {
		if log.Event(uint64(i+1)).ID != id {
			return false
		}
	}
	return true
}
