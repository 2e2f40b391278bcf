//go:build js && wasm

package main

import (
	"syscall/js"

	"hindsight/core/workspace"
)

// incoming is an import under way.
type incoming struct {
	*workspace.Import
	buffer []byte // a chunk on its way in, used again for the next
}

// generation is a made-up history under way.
type generation struct {
	*workspace.Generation
	appended int
}

func (e *engine) importBegin(q importRequest) (any, error) {
	begun, err := e.workspace.NewImport(workspace.ImportOptions{Format: q.Format, ReplaceSample: q.ReplaceSample})
	if err != nil {
		return nil, err
	}
	return jobView{Job: e.imports.add(&incoming{Import: begun})}, nil
}

// importChunk takes {job, bytes, last}. bytes is read here because vert would take it for an array of
// numbers.
func (e *engine) importChunk(args []js.Value) (any, error) {
	q, err := request[jobRequest](args)
	if err != nil {
		return nil, err
	}
	i, err := e.imports.get("job", q.Job)
	if err != nil {
		return nil, err
	}
	bytes := args[0].Get("bytes")
	if !bytes.InstanceOf(js.Global().Get("Uint8Array")) {
		return nil, workspace.InvalidQuery("bytes", "something else", "a Uint8Array")
	}
	if err := i.Feed(i.fetch(bytes), q.Last); err != nil {
		e.imports.remove(q.Job)
		return nil, err
	}
	limitHeap()
	r := i.Report()
	return progressView{Appended: r.Appended, MadeWay: r.MadeWay, Done: q.Last}, nil
}

// fetch copies a chunk out of JavaScript's memory.
func (i *incoming) fetch(bytes js.Value) []byte {
	size := bytes.Get("byteLength").Int()
	if size > cap(i.buffer) {
		i.buffer = make([]byte, size)
	}
	chunk := i.buffer[:size]
	js.CopyBytesToGo(chunk, bytes)
	return chunk
}

func (e *engine) importEnd(q jobRequest) (any, error) {
	i, err := e.imports.get("job", q.Job)
	if err != nil {
		return nil, err
	}
	e.imports.remove(q.Job)
	return i.Report().AppendJSON(nil), nil
}

func (e *engine) generateBegin(q generateRequest) (any, error) {
	events, err := whole("events", q.Events, float64(e.workspace.MaxGenerated()))
	if err != nil {
		return nil, err
	}
	seed, err := whole("seed", q.Seed, maxNumber)
	if err != nil {
		return nil, err
	}
	begun, err := e.workspace.Generate(workspace.GenerateOptions{Events: events, Seed: uint64(seed), ReplaceSample: q.ReplaceSample})
	if err != nil {
		return nil, err
	}
	return jobView{Job: e.generations.add(&generation{Generation: begun})}, nil
}

func (e *engine) generateStep(q jobRequest) (any, error) {
	g, err := e.generations.get("job", q.Job)
	if err != nil {
		return nil, err
	}
	events, err := whole("events", q.Events, maxNumber)
	if err != nil {
		return nil, err
	}
	made, known, done, err := g.Step(events)
	g.appended += made - known
	if err != nil {
		e.generations.remove(q.Job)
		return nil, err
	}
	if done {
		e.generations.remove(q.Job)
	}
	limitHeap()
	return progressView{Appended: g.appended, MadeWay: g.MadeWay(), Done: done}, nil
}
