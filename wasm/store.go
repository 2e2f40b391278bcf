//go:build js && wasm

package main

import (
	"syscall/js"

	"hindsight/core/event"
	"hindsight/core/question"
	"hindsight/core/workspace"
)

// subscription is a JavaScript function that is told of events. What one call appends crosses together,
// behind that call: an import is thousands of events a call.
type subscription struct {
	callback js.Value
	cancel   func()
	waiting  []event.Event
}

func (s *subscription) take(e event.Event) { s.waiting = append(s.waiting, e) }

// flush hands over what has been waiting. The callback may call the engine, and so come back here.
func (s *subscription) flush() {
	if len(s.waiting) == 0 {
		return
	}
	events := s.waiting
	s.waiting = nil
	s.callback.Invoke(bytesToJS(question.AppendEvents(nil, events)))
}

func (e *engine) flush() {
	for _, s := range e.subscriptions.things {
		s.flush()
	}
}

// subscribe takes {from} and a callback, which is called with a Uint8Array: a JSON array of events.
func (e *engine) subscribe(args []js.Value) (any, error) {
	q, err := request[subscribeRequest](args)
	if err != nil {
		return nil, err
	}
	if len(args) < 2 || args[1].Type() != js.TypeFunction {
		return nil, workspace.InvalidQuery("callback", "nothing", "a function")
	}
	s := &subscription{callback: args[1]}
	if q.From == "" {
		s.cancel = e.workspace.Subscribe(s.take)
	} else if s.cancel, err = e.workspace.ReplayFrom(q.From, s.take); err != nil {
		return nil, err
	}
	return subscriptionView{Subscription: float64(e.subscriptions.add(s))}, nil
}

func (e *engine) unsubscribe(q subscriptionView) (any, error) {
	s, err := e.subscriptions.get("subscription", q.Subscription)
	if err != nil {
		return nil, err
	}
	s.cancel()
	e.subscriptions.remove(q.Subscription)
	return nothing{}, nil
}
