//go:build js && wasm

package main

import (
	"syscall/js"

	"hindsight/core/sandbox"
	"hindsight/core/workspace"
)

// foldedEvents is how many events a projection that is run elsewhere is given at a time.
const foldedEvents = 4096

// folding has a projection that is run elsewhere fold what it has not folded yet. Each step gives the next block of events
// and takes the outcomes of one before, if it is handed some: blocks may be on their way while others are made, but their
// outcomes come back in order. It is over when all events of the log are folded.
type folding struct {
	silent
	workspace *workspace.Workspace
	log       int // see [workspace.Snapshot.ID]
	name      string
	writer    sandbox.Writer
	sent      uint64   // the last event that was given
	waiting   []uint64 // the last events of blocks whose outcomes are to come
	taken     uint64
	block     []byte // of events, whose memory is used again for the next
	outcomes  []byte // likewise
}

func (e *engine) folding(q startRequest) (job, error) {
	snapshot := e.workspace.Snapshot()
	projection, err := snapshot.Projection(q.Name)
	if err != nil {
		return nil, err
	}
	at := projection.Position
	return &folding{workspace: e.workspace, log: snapshot.ID(), name: q.Name, sent: at, taken: at}, nil
}

func (f *folding) step(given js.Value) (progress, error) {
	snapshot := f.workspace.Snapshot()
	if snapshot.ID() != f.log {
		return progress{}, errEmptied
	}
	if given.InstanceOf(uint8Array) {
		f.outcomes = bytesToGo(f.outcomes, given)
		if err := f.take(f.outcomes); err != nil {
			return progress{}, err
		}
	}
	total := snapshot.Log().Len()
	p := progress{Done: int64(f.taken), Total: int64(total), Over: f.taken == total}
	if events := snapshot.Following(f.sent, foldedEvents); len(events) > 0 {
		f.sent = events[len(events)-1].Position
		f.waiting = append(f.waiting, f.sent)
		f.block = f.writer.Append(f.block[:0], events)
		p.bytes = f.block
	}
	limitHeap()
	return p, nil
}

func (f *folding) take(block []byte) error {
	outcomes, err := sandbox.Outcomes(block)
	if err != nil {
		return workspace.InvalidQuery("outcomes", err.Error(), "a block of outcomes")
	}
	if len(f.waiting) == 0 {
		return workspace.InvalidQuery("outcomes", "some", "none before a block of events was given")
	}
	if err := f.workspace.Take(f.name, f.waiting[0], outcomes); err != nil {
		return err
	}
	f.taken, f.waiting = f.waiting[0], f.waiting[1:]
	return nil
}
