//go:build js && wasm

package main

import "hindsight/core/lab"

func (e *engine) commands(nothing) (any, error) { return e.lab.AppendCommands(nil), nil }

func (e *engine) execute(q executeRequest) (any, error) {
	events, err := e.lab.Execute(q.Command, q.Fields, q.ID)
	if err != nil {
		return nil, err
	}
	return append(lab.AppendEventList([]byte(`{"events":`), events), '}'), nil
}
