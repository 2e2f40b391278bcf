package lab

import (
	"time"

	"hindsight/core/event"
	"hindsight/core/shop"
)

// NewShop returns a lab with the sample shop's parts and an empty log: the playground of the page.
func NewShop(now func() time.Time, newID func() string) *Lab {
	return New(Options{
		Now:         now,
		NewID:       newID,
		Schemas:     shop.Schemas(),
		Projections: shop.Projections(),
		Commands:    shop.Commands(),
	})
}

// LoadSample appends the sample shop's eight events, those that the log does not have yet.
func (l *Lab) LoadSample() {
	l.importEvents(shop.Sample(), l.now(), func(_ int, err error) {
		panic("lab: the sample has an invalid event: " + err.Error())
	})
}

// Generation appends a made-up history of the shop, step by step. Not calling Step again is how it is
// cancelled: what went in stays.
type Generation struct {
	lab       *Lab
	generator *shop.Generator
}

// Generate begins to append the history that a plan names.
func (l *Lab) Generate(plan shop.Plan) *Generation {
	return &Generation{lab: l, generator: shop.NewGenerator(plan)}
}

// generationStep is how many events go in at once.
const generationStep = 256

// Step appends at most this many further events, and returns how many it made, those among them that
// the log had already, and whether there are no more.
func (g *Generation) Step(events int) (made, known int, done bool) {
	events = min(events, g.generator.Left())
	batch := make([]event.Event, 0, generationStep)
	for made < events {
		batch = batch[:0]
		for len(batch) < min(generationStep, events-made) {
			e, _ := g.generator.Next()
			batch = append(batch, e)
		}
		result := g.lab.importEvents(batch, g.lab.now(), func(_ int, err error) {
			panic("lab: the generator made an invalid event: " + err.Error())
		})
		made += len(batch)
		known += result.Known
	}
	return made, known, g.generator.Left() == 0
}
