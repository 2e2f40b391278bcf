//go:build js && wasm

package main

import (
	"strconv"
	"syscall/js"

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
	result, err := e.workspace.Append(events, workspace.AppendOptions{Expect: expect, Idempotent: q.Idempotent})
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

func (e *engine) events(q eventsRequest) (any, error) {
	query, err := q.query()
	if err != nil {
		return nil, err
	}
	return result(e.workspace.Snapshot().AppendEvents(nil, query))
}

// result makes a handler's results of those of an Append function.
func result(b []byte, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return b, nil
}

func (q eventsRequest) query() (workspace.EventsQuery, error) {
	query := workspace.EventsQuery{From: q.From, To: q.To, Clock: q.Clock, Types: q.Types, Streams: q.Streams,
		Category: q.Category, Text: q.Text}
	switch q.Order {
	case "", "asc":
	case "desc":
		query.Descending = true
	default:
		return query, workspace.InvalidQuery("order", strconv.Quote(q.Order), "asc or desc")
	}
	var err error
	if query.At, err = moment(q.At, q.Position, q.Time); err != nil {
		return query, err
	}
	after, err := whole("after", q.After, maxNumber)
	if err != nil {
		return query, err
	}
	query.After = uint64(after)
	query.Offset, query.Limit, err = page(q.Offset, q.Limit)
	return query, err
}

func (e *engine) event(q positionRequest) (any, error) {
	position, err := whole("position", q.Position, maxNumber)
	if err != nil {
		return nil, err
	}
	return result(e.workspace.Snapshot().AppendEvent(nil, uint64(position)))
}

// maxChunk bounds what one exportChunk returns, apart from its last event.
const maxChunk = 16 << 20

// exportChunk returns the one object that holds both bytes and a number: {chunk, next}.
func (e *engine) exportChunk(q eventsRequest) (any, error) {
	query, err := q.query()
	if err != nil {
		return nil, err
	}
	aim, err := whole("bytes", q.Bytes, maxChunk)
	if err != nil {
		return nil, err
	}
	chunk, next, err := e.workspace.Snapshot().AppendExport(nil, query, aim)
	if err != nil {
		return nil, err
	}
	object := js.Global().Get("Object").New()
	object.Set("chunk", bytesToJS(chunk))
	object.Set("next", float64(next))
	return object, nil
}

func (e *engine) histogram(q histogramRequest) (any, error) {
	buckets, err := whole("buckets", q.Buckets, store.MaxBuckets)
	if err != nil {
		return nil, err
	}
	return result(e.workspace.Snapshot().AppendHistogram(nil, workspace.HistogramQuery{
		Buckets: buckets, Axis: q.Axis, From: q.From, To: q.To, By: q.By, Types: q.Types,
	}))
}
