//go:build js && wasm

package main

import "hindsight/core/workspace"

func (e *engine) commands(nothing) (any, error) { return e.workspace.AppendCommands(nil), nil }

func (e *engine) execute(q executeRequest) (any, error) {
	events, err := e.workspace.Execute(q.Command, q.Fields, q.ID)
	if err != nil {
		return nil, err
	}
	return append(workspace.AppendEventList([]byte(`{"events":`), events), '}'), nil
}
