//go:build js && wasm

package main

import "hindsight/core/question"

// ask answers a batch of questions, all from one snapshot.
func (e *engine) ask(q askRequest) (any, error) {
	answers, err := question.Ask(nil, e.workspace.Snapshot(), []byte(q.Questions))
	if err != nil {
		return nil, err
	}
	return answers, nil
}

func (e *engine) clear(nothing) (any, error) {
	if err := e.workspace.Clear(); err != nil {
		return nil, err
	}
	limitHeap()
	return nothing{}, nil
}

func (e *engine) fill(nothing) (any, error) {
	filled, err := e.workspace.FillEmpty()
	return filledView{Filled: filled}, err
}

func (e *engine) sample(nothing) (any, error) {
	return nothing{}, e.workspace.LoadSample()
}
