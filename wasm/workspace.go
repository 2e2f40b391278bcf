//go:build js && wasm

package main

import "hindsight/core/question"

// ask answers a batch of questions, all from one snapshot.
func (e *engine) ask(q askRequest) (any, error) {
	reply, err := question.Ask(e.reply[:0], e.workspace.Snapshot(), []byte(q.Questions))
	if err != nil {
		return nil, err
	}
	e.reply = reply
	return reply, nil
}

// askBegin begins a batch of questions that askStep answers, one with each call, all from the snapshot of now.
func (e *engine) askBegin(q askRequest) (any, error) {
	batch, err := question.Begin(nil, e.workspace.Snapshot(), []byte(q.Questions))
	if err != nil {
		return nil, err
	}
	return batchView{Batch: e.batches.add(batch)}, nil
}

// askStep returns the whole reply once the last question is answered, and nothing before.
func (e *engine) askStep(q batchRequest) (any, error) {
	batch, err := e.batches.get("batch", q.Batch)
	if err != nil {
		return nil, err
	}
	if !batch.Step() {
		return nothing{}, nil
	}
	e.batches.remove(q.Batch)
	return batch.Reply(), nil
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
