//go:build js && wasm

package main

import (
	"syscall/js"

	"hindsight/core/question"
)

// ask answers a batch of questions, all from one snapshot.
func (e *engine) ask(q askRequest, _ js.Value) (any, error) {
	return question.Ask(nil, e.workspace.Snapshot(), []byte(q.Questions))
}

// answering is a batch of questions of which each step answers one, all from the snapshot that it began with.
type answering struct {
	*question.Batch
	silent
}

func (e *engine) answering(q startRequest) (job, error) {
	batch, err := question.Begin(e.workspace.Snapshot(), []byte(q.Questions))
	return answering{Batch: batch}, err
}

func (a answering) step(js.Value) (progress, error) {
	if !a.Step() {
		return progress{}, nil
	}
	return progress{Over: true, bytes: a.AppendJSON(nil)}, nil
}
