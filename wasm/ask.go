//go:build js && wasm

package main

import (
	"syscall/js"

	"hindsight/core/question"
	"hindsight/core/workspace"
)

// mostKept is how many bytes of a reply's room are kept for the next one. A page of events or of rows takes less; one
// that is much longer must not take its room for as long as the program runs.
const mostKept = 1 << 20

// ask answers a batch of questions, all from one snapshot. It is the one function that takes its text as it is: what
// is called with each frame is worth no object around it.
func (e *engine) ask(args []js.Value) (any, error) {
	if len(args) == 0 || args[0].Type() != js.TypeString {
		return nil, workspace.InvalidQuery("questions", "nothing", "JSON text")
	}
	reply, err := question.Ask(e.reply[:0], e.workspace.Snapshot(), []byte(args[0].String()))
	if err != nil {
		return nil, err
	}
	if cap(reply) <= mostKept {
		e.reply = reply
	}
	return reply, nil
}

// answering is a batch of questions of which each step answers one, all from the snapshot that it began with.
type answering struct {
	*question.Batch
	silent
}

func (e *engine) answering(q startRequest) (job, error) {
	batch, err := question.Begin(nil, e.workspace.Snapshot(), []byte(q.Questions))
	return answering{Batch: batch}, err
}

func (a answering) step(js.Value) (progress, error) {
	if !a.Step() {
		return progress{}, nil
	}
	return progress{Over: true, bytes: a.Reply()}, nil
}
