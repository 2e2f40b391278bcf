//go:build js && wasm

package main

import (
	"syscall/js"

	"hindsight/core/question"
	"hindsight/core/store"
	"hindsight/core/workspace"
)

// generatedEvents is how many events are generated in a step.
const generatedEvents = 5_000

// exportedBytes is about how many bytes of NDJSON a step of an export gives.
const exportedBytes = 1 << 20

// importing is an import under way. Each step is given bytes of the log.
type importing struct {
	*workspace.Import
	fed, total int
	chunk      []byte // the bytes of a step, whose memory is used again for the next
}

func (e *engine) importing(q startRequest) (job, error) {
	total, err := whole("bytes", q.Bytes, maxNumber)
	if err != nil {
		return nil, err
	}
	begun, err := e.workspace.NewImport(workspace.ImportOptions{Format: q.Format, ReplaceSample: q.ReplaceSample})
	return &importing{Import: begun, total: total}, err
}

func (i *importing) step(given js.Value) (progress, error) {
	if !given.InstanceOf(uint8Array) {
		return progress{}, workspace.InvalidQuery("bytes", "something else", "a Uint8Array")
	}
	i.chunk = bytesToGo(i.chunk, given)
	i.fed += len(i.chunk)
	over := i.fed >= i.total
	if err := i.Feed(i.chunk, over); err != nil {
		return progress{}, err
	}
	limitHeap()
	r := i.Report()
	p := progress{Done: int64(i.fed), Total: int64(i.total), Appended: r.Appended, MadeWay: r.MadeWay, Over: over}
	if over {
		p.bytes = r.AppendJSON(nil)
	}
	return p, nil
}

func (i *importing) stop() any { return i.Report().AppendJSON(nil) }

// generating is the making of a sample history.
type generating struct {
	*workspace.Generation
	silent
	soFar progress
}

func (e *engine) generating(q startRequest) (job, error) {
	events, err := whole("events", q.Events, float64(e.workspace.MaxGenerated()))
	if err != nil {
		return nil, err
	}
	seed, err := whole("seed", q.Seed, maxNumber)
	if err != nil {
		return nil, err
	}
	begun, err := e.workspace.Generate(workspace.GenerateOptions{Events: events, Seed: uint64(seed), ReplaceSample: q.ReplaceSample})
	return &generating{Generation: begun, soFar: progress{Total: int64(events)}}, err
}

func (g *generating) step(js.Value) (progress, error) {
	made, known, over, err := g.Step(generatedEvents)
	limitHeap()
	g.soFar.Done += int64(made)
	g.soFar.Appended += made - known
	g.soFar.MadeWay, g.soFar.Over = g.MadeWay(), over
	return g.soFar, err
}

// exporting is an export under way, of the log of one snapshot. Each step gives bytes of it.
type exporting struct {
	silent
	from  *workspace.Workspace
	of    *workspace.Snapshot
	query store.Query
}

var errEmptied = &workspace.Error{Code: workspace.CodeAborted, Message: "The log was emptied while it was exported"}

func (e *engine) exporting(q startRequest) (job, error) {
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
	return &exporting{from: e.workspace, of: snapshot, query: query}, err
}

func (x *exporting) step(js.Value) (progress, error) {
	if x.from.Snapshot().ID() != x.of.ID() {
		return progress{}, errEmptied
	}
	chunk, next := x.of.AppendExport(nil, x.query, exportedBytes)
	x.query.After = next
	return progress{Over: next == 0, bytes: chunk}, nil
}
