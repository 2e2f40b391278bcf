//go:build js && wasm

package main

import (
	"iter"
	"syscall/js"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/sandbox"
	"hindsight/core/workspace"
)

const (
	// foldedEvents is how many events a projection that is run elsewhere is given at a time.
	foldedEvents = 4096
	// firstEvents is how many it is given at first, so that whoever wrote it soon sees whether it does what was meant.
	firstEvents = 1000
	// stateBytes is about how many bytes of states it is given at a time.
	stateBytes = 1 << 20
)

// folding has a projection that is run elsewhere fold what it has not folded yet. Where its states are asked for, the first
// steps give them. Each of the others gives the next block of events, unless two are on their way already, and takes
// the outcomes of events that were given, if it is handed some. It is over when all events of the log are folded.
type folding struct {
	workspace *workspace.Workspace
	log       int // see [workspace.Snapshot.ID]
	name      string
	writer    sandbox.Writer
	sent      uint64 // the last event that was given
	taken     uint64 // the last event whose outcome is known
	nextState func() (projection.Row, bool)
	stopState func()
	reader    sandbox.Reader
	events    []event.Event // of the last block; the memory is used again for the next, as that of all below
	block     []byte        // of events or states
	outcomes  []byte
}

func (e *engine) folding(q startRequest) (job, error) {
	snapshot := e.workspace.Snapshot()
	p, err := snapshot.Projection(q.Name)
	if err != nil {
		return nil, err
	}
	f := &folding{workspace: e.workspace, log: snapshot.ID(), name: q.Name, sent: p.Position, taken: p.Position}
	if q.States {
		f.nextState, f.stopState = iter.Pull(p.At(p.Position).Rows())
	}
	return f, nil
}

func (f *folding) step(given js.Value) (progress, error) {
	snapshot := f.workspace.Snapshot()
	if snapshot.ID() != f.log {
		return progress{}, errEmptied
	}
	if f.nextState != nil {
		f.giveStates()
		return progress{States: true, Done: int64(f.taken), Total: int64(snapshot.Log().Len()), bytes: f.block}, nil
	}
	if given.InstanceOf(uint8Array) {
		f.outcomes = bytesToGo(f.outcomes, given)
		if err := f.take(f.outcomes); err != nil {
			return progress{}, err
		}
	}
	total := snapshot.Log().Len()
	p := progress{Done: int64(f.taken), Total: int64(total), Over: f.taken == total}
	most := foldedEvents
	if f.sent == 0 {
		most = firstEvents
	}
	if f.sent-f.taken <= foldedEvents && f.sent < total {
		f.events = snapshot.AppendFollowing(f.events[:0], f.sent, most)
		f.sent = f.events[len(f.events)-1].Position
		f.block = f.writer.Append(f.block[:0], f.events)
		p.bytes = f.block
	}
	limitHeap()
	return p, nil
}

// stop ends the job. What was taken stays.
func (f *folding) stop() any {
	if f.stopState != nil {
		f.stopState()
	}
	return nothing{}
}

// giveStates makes the next block of states. The last one has none.
func (f *folding) giveStates() {
	var states []projection.StateOf
	for bytes := 0; bytes < stateBytes; {
		row, ok := f.nextState()
		if !ok {
			break
		}
		state, _ := row.State()
		states = append(states, projection.StateOf{Key: row.Key, State: state})
		bytes += len(row.Key) + len(state)
	}
	if len(states) == 0 {
		f.nextState = nil
	}
	f.block = sandbox.AppendStates(f.block[:0], states)
}

func (f *folding) take(block []byte) error {
	last, outcomes, err := f.reader.Outcomes(block)
	if err != nil {
		return workspace.InvalidQuery("outcomes", err.Error(), "a block of outcomes")
	}
	if last > f.sent {
		return workspace.InvalidQuery("outcomes", "those of events that were not given", "those of events that were")
	}
	if err := f.workspace.Take(f.name, last, outcomes); err != nil {
		return err
	}
	f.taken = last
	return nil
}

// sourcing gives events in their current schema versions, as a projection that is run elsewhere gets them.
type sourcing struct {
	silent
	block []byte
}

func (e *engine) sourcing(q startRequest) (job, error) {
	log := e.workspace.Snapshot()
	after, err := whole("after", q.After, maxNumber)
	if err != nil {
		return nil, err
	}
	most, err := whole("events", q.Events, foldedEvents)
	if err != nil {
		return nil, err
	}
	events := log.AppendFollowing(nil, uint64(after), most)
	if q.Stream != "" {
		events = log.FollowingOf(q.Stream, uint64(after), most)
	}
	var writer sandbox.Writer
	return &sourcing{block: writer.Append(nil, events)}, nil
}

func (s *sourcing) step(js.Value) (progress, error) {
	return progress{Over: true, bytes: s.block}, nil
}
