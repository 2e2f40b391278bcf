//go:build js && wasm

package main

import (
	"syscall/js"

	"hindsight/core/event"
	"hindsight/core/question"
	"hindsight/core/workspace"
)

// follower is a JavaScript function that is called with events. What one call appends crosses together,
// behind that call: an import is thousands of events a call.
type follower struct {
	callback js.Value
	cancel   func()
	waiting  []event.Event
}

func (f *follower) take(e event.Event) { f.waiting = append(f.waiting, e) }

// flush hands over the events that wait. The callback may call the engine, and so this function again.
func (f *follower) flush() {
	if len(f.waiting) == 0 {
		return
	}
	events := f.waiting
	f.waiting = nil
	f.callback.Invoke(bytesToJS(question.AppendEvents(nil, events)))
}

func (e *engine) flush() {
	for f := range e.followers {
		f.flush()
	}
}

// follow is given a callback, which is called with a Uint8Array: a JSON array of events.
func (e *engine) follow(q followRequest, callback js.Value) (_ any, err error) {
	if callback.Type() != js.TypeFunction {
		return nil, workspace.InvalidQuery("callback", "nothing", "a function")
	}
	f := &follower{callback: callback}
	if q.From == "" {
		f.cancel = e.workspace.Subscribe(f.take)
	} else if f.cancel, err = e.workspace.ReplayFrom(q.From, f.take); err != nil {
		return nil, err
	}
	e.followers[f] = struct{}{}
	return nothing{}, nil
}

// unfollow is given the callback that follow was given, which is not called any more from then on.
func (e *engine) unfollow(_ nothing, callback js.Value) (any, error) {
	for f := range e.followers {
		if f.callback.Equal(callback) {
			f.cancel()
			delete(e.followers, f)
		}
	}
	return nothing{}, nil
}
