//go:build js && wasm

package main

import (
	"strconv"
	"syscall/js"

	"hindsight/core/question"
	"hindsight/core/store"
	"hindsight/core/workspace"
)

func (e *engine) append(q appendRequest) (any, error) {
	events, err := workspace.ReadEvents(q.Events)
	if err != nil {
		return nil, err
	}
	expect, err := condition(q.Condition, q.Version)
	if err != nil {
		return nil, err
	}
	result, err := e.workspace.Append(events, workspace.AppendOptions{Expect: expect, Idempotent: q.Idempotent, Again: q.Again})
	if err != nil {
		return nil, err
	}
	return workspace.AppendResult(nil, result), nil
}

func condition(name string, version float64) (store.Condition, error) {
	switch name {
	case "", "any":
		return store.Any, nil
	case "none":
		return store.NoStream, nil
	case "exists":
		return store.Exists, nil
	case "exact":
		v, err := whole("expectedVersion", version, maxNumber)
		return store.Exactly(uint64(v)), err
	}
	return store.Any, workspace.InvalidQuery("expectedVersion", strconv.Quote(name), "any, none, exists or a version")
}

// maxChunk bounds what one exportChunk returns, apart from its last event.
const maxChunk = 16 << 20

// exportChunk returns the one object that holds both bytes and a number: {chunk, next}.
func (e *engine) exportChunk(q exportRequest) (any, error) {
	asked, err := question.Read([]byte(q.Question))
	if err != nil {
		return nil, err
	}
	events, ok := asked.(*question.EventsQuestion)
	if !ok {
		return nil, workspace.InvalidQuery("ask", "another question", "events")
	}
	snapshot := e.workspace.Snapshot()
	query, _, err := events.Query(snapshot)
	if err != nil {
		return nil, err
	}
	after, err := whole("after", q.After, maxNumber)
	if err != nil {
		return nil, err
	}
	query.After = max(query.After, uint64(after))
	aim, err := whole("bytes", q.Bytes, maxChunk)
	if err != nil {
		return nil, err
	}
	chunk, next := snapshot.AppendExport(nil, query, aim)
	object := js.Global().Get("Object").New()
	object.Set("chunk", bytesToJS(chunk))
	object.Set("next", float64(next))
	return object, nil
}
