//go:build js && wasm

// The program that runs in the page's worker: a workspace with the sample shop's parts, and its functions for
// JavaScript. It holds no logic of its own: arguments in, one call, values out.
package main

import (
	"math/rand/v2"
	"syscall/js"
	"time"

	"hindsight/core/event"
	"hindsight/core/shop"
	"hindsight/core/workspace"
)

func main() {
	limitHeap()
	e := newEngine()
	js.Global().Set("hindsightEngine", e.table())
	if ready := js.Global().Get("hindsightReady"); ready.Type() == js.TypeFunction {
		ready.Invoke()
	}
	select {} // the functions live for as long as the program does
}

// engine is what the functions work on.
type engine struct {
	workspace *workspace.Workspace
	jobs      jobs
	followers map[*follower]struct{}
	reply     []byte // the last of ask, used again for the next: JavaScript gets a copy
}

func newEngine() *engine {
	return &engine{
		workspace: workspace.New(workspace.Options{Now: event.Now, NewID: newID, Domain: shop.Domain{}}),
		jobs:      jobs{underWay: map[int]job{}},
		followers: map[*follower]struct{}{},
	}
}

func newID() string { return event.UUIDv7(time.Now().UnixMilli(), rand.Uint64(), rand.Uint64()) }

// table is every function that JavaScript can call.
func (e *engine) table() js.Value {
	return expose(e.flush, []function{
		{"ask", e.ask},
		{"write", on(e.write)},
		{"open", on(e.open)},
		{"start", on(e.start)},
		{"step", on(e.step)},
		{"stop", on(e.stop)},
		{"follow", on(e.follow)},
		{"unfollow", on(e.unfollow)},
	})
}
