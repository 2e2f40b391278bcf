package lab

import (
	"hindsight/core/event"
	"hindsight/core/shop"
	"hindsight/core/store"
)

// NewShop returns a lab with the sample shop's parts and an empty log: the playground of the page.
func NewShop(now func() event.Time, newID func() string) *Lab {
	return New(Options{
		Now:         now,
		NewID:       newID,
		Schemas:     shop.Schemas(),
		Projections: shop.Projections(),
		Commands:    shop.Commands(),
	})
}

// LoadSample appends the sample shop's eight events, those that the log does not have yet. The error is a
// *[logfile.FailedError].
func (l *Lab) LoadSample() error {
	_, err := l.importEvents(shop.Sample(), l.options.Now(), func(_ int, err error) {
		panic("lab: the sample has an invalid event: " + err.Error())
	})
	return err
}

// RemoveSample makes the log empty if the sample shop is all that it has, and tells whether it did. It looks
// and clears in one step: what others append meanwhile stays. The error is that of [Lab.Clear].
func (l *Lab) RemoveSample() (removed bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !isSample(l.store.View()) {
		return false, nil
	}
	err = l.clearLocked()
	return err == nil, err
}

// isSample tells whether a log is the sample shop's eight events and nothing else.
func isSample(log store.View) bool {
	sample := shop.Sample()
	if log.Len() != uint64(len(sample)) {
		return false
	}
	for i := range sample {
		if log.Event(uint64(i+1)).ID != sample[i].ID {
			return false
		}
	}
	return true
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

// Step appends at most this many further events, and returns how many it made, those among them that
// the log had already, and whether there are no more. The error, a *[logfile.FailedError], ends the
// generation: what was made before it is in the log.
func (g *Generation) Step(events int) (made, known int, done bool, err error) {
	events = min(events, g.generator.Left())
	size := g.lab.batchSize()
	batch := make([]event.Event, 0, min(size, events))
	for made < events {
		batch = batch[:0]
		for len(batch) < min(size, events-made) {
			e, _ := g.generator.Next()
			batch = append(batch, e)
		}
		result, err := g.lab.importEvents(batch, g.lab.options.Now(), func(_ int, err error) {
			panic("lab: the generator made an invalid event: " + err.Error())
		})
		if err != nil {
			return made, known, false, err
		}
		made += len(batch)
		known += result.Known
	}
	return made, known, g.generator.Left() == 0, nil
}
