//go:build js && wasm

// The program that runs in the page's worker: a workspace with the sample shop's parts, and its functions for
// JavaScript. It holds no logic of its own: arguments in, one call, values out.
package main

import (
	"math/rand/v2"
	"strconv"
	"syscall/js"
	"time"

	"hindsight/core/event"
	"hindsight/core/question"
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
	workspace     *workspace.Workspace
	batches       registry[*question.Batch] // on their way
	imports       registry[*incoming]
	generations   registry[*generation]
	verifications registry[*workspace.Verification]
	subscriptions registry[*subscription]
	checkpoint    *workspace.Checkpoint // on its way
	reply         []byte                // the last of ask, used again for the next: JavaScript gets a copy
}

func newEngine() *engine {
	return &engine{workspace: workspace.New(workspace.Options{
		Now: event.Now, NewID: newID, Domain: shop.Domain{},
	})}
}

func newID() string { return event.UUIDv7(time.Now().UnixMilli(), rand.Uint64(), rand.Uint64()) }

// table is every function that JavaScript can call.
func (e *engine) table() js.Value {
	return expose(e.flush, []function{
		{"ask", on(e.ask)},
		{"askBegin", on(e.askBegin)},
		{"askStep", on(e.askStep)},
		{"append", on(e.append)},
		{"execute", on(e.execute)},
		{"exportChunk", on(e.exportChunk)},
		{"importBegin", on(e.importBegin)},
		{"importChunk", e.importChunk},
		{"importEnd", on(e.importEnd)},
		{"generateBegin", on(e.generateBegin)},
		{"generateStep", on(e.generateStep)},
		{"subscribe", e.subscribe},
		{"unsubscribe", on(e.unsubscribe)},
		{"open", e.open},
		{"verifyBegin", on(e.verifyBegin)},
		{"verifyStep", on(e.verifyStep)},
		{"verifyEnd", on(e.verifyEnd)},
		{"checkpointStep", on(e.checkpointStep)},
		{"clear", on(e.clear)},
		{"fill", on(e.fill)},
		{"sample", on(e.sample)},
	})
}

// registry numbers things that JavaScript holds on to by a number.
type registry[T any] struct {
	things map[int]T
	last   int
}

func (r *registry[T]) add(thing T) (number int) {
	if r.things == nil {
		r.things = map[int]T{}
	}
	r.last++
	r.things[r.last] = thing
	return r.last
}

// get returns the thing of a number that came from JavaScript under this name, or an error of code
// invalid_query.
func (r *registry[T]) get(name string, number float64) (thing T, err error) {
	n, err := whole(name, number, maxNumber)
	if err != nil {
		return thing, err
	}
	thing, ok := r.things[n]
	if !ok {
		return thing, workspace.InvalidQuery(name, strconv.Itoa(n), "one that was begun and has not ended")
	}
	return thing, nil
}

func (r *registry[T]) remove(number float64) { delete(r.things, int(number)) }
