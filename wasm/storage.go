//go:build js && wasm

package main

import (
	"syscall/js"

	"hindsight/core/workspace"
)

// checkpointBytes is about how much of a checkpoint is written at once: a millisecond or two of work. Nobody waits
// for a checkpoint, but whoever asks something meanwhile waits for a step of it.
const checkpointBytes = 256 << 10

// verifiedBytes is about how much of the log's file is checked at once: some twenty milliseconds of work.
const verifiedBytes = 512 << 10

// open takes {log, tables, maker}, two files and the name of this very program, and a function that is told how many bytes are read, of how many. It puts the log that
// the file holds in place of what there was, and keeps it there from then on.
func (e *engine) open(args []js.Value) (any, error) {
	if len(args) < 2 || args[1].Type() != js.TypeFunction {
		return nil, workspace.InvalidQuery("progress", "nothing", "a function")
	}
	options := workspace.OpenOptions{Progress: telling(args[1]), Maker: args[0].Get("maker").String()}
	if tables := args[0].Get("tables"); tables.Truthy() {
		options.Checkpoints = file{tables}
	}
	if _, err := e.workspace.Open(file{args[0].Get("log")}, options); err != nil {
		return nil, err
	}
	limitHeap()
	return e.workspace.Snapshot().AppendStorage(nil), nil
}

func (e *engine) verifyBegin(nothing) (any, error) {
	v, err := e.workspace.Verify()
	if err != nil {
		return nil, err
	}
	return jobView{Job: e.verifications.add(v)}, nil
}

// verifyStep answers with how far the check is, or, when it is over, with JSON bytes: what was found.
func (e *engine) verifyStep(q jobRequest) (any, error) {
	v, err := e.verifications.get("job", q.Job)
	if err != nil {
		return nil, err
	}
	over, err := v.Step(verifiedBytes)
	if over || err != nil {
		e.verifications.remove(q.Job)
		if err != nil {
			return nil, err
		}
		return v.AppendJSON(nil), nil
	}
	done, total := v.Checked()
	return checkedView{Done: float64(done), Total: float64(total)}, nil
}

func (e *engine) verifyEnd(q jobRequest) (any, error) {
	e.verifications.remove(q.Job)
	return nothing{}, nil
}

// checkpointStep begins a checkpoint, or goes on with it; done says that there is none, or none any more.
func (e *engine) checkpointStep(nothing) (any, error) {
	if e.checkpoint == nil {
		e.checkpoint = e.workspace.Checkpoint()
	}
	if e.checkpoint == nil {
		return progressView{Done: true}, nil
	}
	done, err := e.checkpoint.Step(checkpointBytes)
	if done || err != nil {
		e.checkpoint = nil
	}
	return progressView{Done: done}, err
}

func telling(progress js.Value) func(done, total int64) {
	return func(done, total int64) { progress.Invoke(float64(done), float64(total)) }
}
