package workspace

import (
	"strconv"

	"hindsight/core/event"
)

// GenerateOptions say which history to append.
type GenerateOptions struct {
	Events        int    // how many, 0 to the domain's MaxGenerated
	Seed          uint64 // which one of all histories of that length
	ReplaceSample bool   // see [ImportOptions]
}

// Generation appends a made-up history, step by step. Not calling Step again is how it is cancelled: what went
// in stays.
type Generation struct {
	workspace *Workspace
	next      func() (event.Event, bool)
	left      int
	intake    intake
	madeWay   bool
}

// MaxGenerated returns how many events the domain can make up at once; 0 where it makes up none.
func (w *Workspace) MaxGenerated() int { return w.options.Domain.MaxGenerated() }

// Generate begins to append a history that the domain makes up. The error is an *[Error] of code invalid_query
// for more events than the domain can make.
func (w *Workspace) Generate(o GenerateOptions) (*Generation, error) {
	if most := w.MaxGenerated(); o.Events < 0 || o.Events > most {
		return nil, InvalidQuery("events", strconv.Itoa(o.Events), "a whole number from 0 to "+strconv.Itoa(most))
	}
	return &Generation{
		workspace: w, next: w.options.Domain.Generate(o.Events, o.Seed), left: o.Events,
		intake: intake{reject: impossible, replaceSample: o.ReplaceSample},
	}, nil
}

// Step appends at most this many further events. It returns how many it made, how many of those the log had
// already, and whether there are no more. The error, a *[logfile.FailedError], ends the generation: what was made
// before it is in the log.
func (g *Generation) Step(events int) (made, known int, done bool, err error) {
	events = min(events, g.left)
	batch := make([]event.Event, 0, min(batchSize, events))
	for made < events {
		batch = batch[:0]
		for len(batch) < min(batchSize, events-made) {
			e, _ := g.next()
			batch = append(batch, e)
		}
		g.intake.events, g.intake.now = batch, g.workspace.options.Now()
		imported, err := g.workspace.takeIn(g.intake)
		g.madeWay = g.madeWay || imported.madeWay
		if err != nil {
			return made, known, false, err
		}
		made += len(batch)
		g.left -= len(batch)
		known += imported.Known
	}
	return made, known, g.left == 0, nil
}

// MadeWay tells whether the domain's sample was all that the log had, and is gone.
func (g *Generation) MadeWay() bool { return g.madeWay }
