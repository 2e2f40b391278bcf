//go:build js && wasm

package main

import "hindsight/core/question"

func (e *engine) execute(q executeRequest) (any, error) {
	events, err := e.workspace.Execute(q.Command, q.Fields, q.ID)
	if err != nil {
		return nil, err
	}
	return append(question.AppendEvents([]byte(`{"events":`), events), '}'), nil
}
