package shop

import (
	"hindsight/core/command"
	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/upcast"
)

// Domain is the shop as one thing to hand to a workspace: all that the workspace has to know of it. Its zero
// value is ready to use.
type Domain struct{}

// Schemas returns what [Schemas] does.
func (Domain) Schemas() []upcast.Schema { return Schemas() }

// Projections returns what [Projections] does.
func (Domain) Projections() []projection.Projection { return Projections() }

// Commands returns what [Commands] does.
func (Domain) Commands() []command.Command { return Commands() }

// Sample returns what [Sample] does.
func (Domain) Sample() []event.Event { return Sample() }

// MaxGenerated returns [MaxGenerated].
func (Domain) MaxGenerated() int { return MaxGenerated }

// Generate returns a function that gives the next event of the history of this length and seed, and false
// behind the last one.
func (Domain) Generate(events int, seed uint64) func() (event.Event, bool) {
	return NewGenerator(Plan{Events: events, Seed: seed}).Next
}
