//go:build js && wasm

package main

import (
	"strconv"
	"syscall/js"

	"hindsight/core/projection"
	"hindsight/core/question"
	"hindsight/core/store"
	"hindsight/core/workspace"
)

// write changes the log, or which projections there are, in one go.
func (e *engine) write(q writeRequest, _ js.Value) (any, error) {
	switch q.Kind {
	case "append":
		return e.append(q)
	case "execute":
		events, err := e.workspace.Execute(q.Command, q.Fields, q.ID)
		return append(question.AppendEvents([]byte(`{"events":`), events), '}'), err
	case "clear":
		defer limitHeap()
		return nothing{}, e.workspace.Clear()
	case "fill":
		done, err := e.workspace.FillEmpty()
		return filled{Filled: done}, err
	case "sample":
		return nothing{}, e.workspace.LoadSample()
	case "define", "succeed", "rename", "drop":
		return nothing{}, e.projections(q)
	}
	return nil, workspace.InvalidQuery("kind", strconv.Quote(q.Kind), "append, execute, clear, fill, sample, define, succeed, rename or drop")
}

// projections changes which projections there are that are run elsewhere, or what they are called.
func (e *engine) projections(q writeRequest) error {
	revision, err := whole("revision", q.Revision, mostRevisions)
	if err != nil {
		return err
	}
	switch q.Kind {
	case "define":
		return e.workspace.AddProjection(runElsewhere(q.Name, q.Title, q.Program, revision, q.Beside))
	case "succeed":
		return e.workspace.Succeed(q.Name, revision)
	case "rename":
		return e.workspace.RenameProjection(q.Name, q.To, q.Title)
	}
	return e.workspace.DropProjection(q.Name)
}

// mostRevisions is the largest number of a revision: it fits an int.
const mostRevisions = 1<<31 - 1

// runElsewhere makes a projection that is run elsewhere, a revision where that is not 0.
func runElsewhere(name, title, program string, revision int, beside bool) projection.Projection {
	p := projection.RunElsewhere(name, title, program)
	if revision > 0 {
		p = projection.Revision(p, revision)
	}
	if beside {
		p = projection.Beside(p)
	}
	return p
}

func (e *engine) append(q writeRequest) (any, error) {
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
