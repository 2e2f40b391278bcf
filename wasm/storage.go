//go:build js && wasm

package main

import (
	"encoding/json"
	"syscall/js"

	"hindsight/core/projection"
	"hindsight/core/workspace"
)

// checkpointBytes is about how much of a checkpoint is written at once: a millisecond or two of work. No call
// waits for a checkpoint, but a question that comes meanwhile waits for one step of it.
const checkpointBytes = 256 << 10

// verifiedBytes is about how much of the log's file is checked at once: some twenty milliseconds of work.
const verifiedBytes = 512 << 10

// open is given {log, tables, onProgress}: two files, the second of which may be null, and a function that is told
// how many bytes are read, of how many. It puts the log that the file holds in place of what there was, and keeps it
// there from then on.
func (e *engine) open(q openRequest, given js.Value) (any, error) {
	if given.Type() != js.TypeObject || given.Get("onProgress").Type() != js.TypeFunction {
		return nil, workspace.InvalidQuery("onProgress", "nothing", "a function")
	}
	onProgress := given.Get("onProgress")
	options := workspace.OpenOptions{Maker: q.Maker, Progress: func(done, total int64) { onProgress.Invoke(done, total) }}
	projections, err := definitions(q.Projections)
	if err != nil {
		return nil, err
	}
	options.Projections = projections
	if tables := given.Get("tables"); tables.Truthy() {
		options.Checkpoints = file{tables}
	}
	if _, err := e.workspace.Open(file{given.Get("log")}, options); err != nil {
		return nil, err
	}
	limitHeap()
	return e.workspace.Snapshot().AppendStorage(nil), nil
}

// definitions reads projections that are run elsewhere.
func definitions(text string) (all []projection.Projection, err error) {
	if text == "" {
		return nil, nil
	}
	var read []struct {
		Name, Title, Program string
		Revision             int
		Beside, Emits        bool
	}
	if err := json.Unmarshal([]byte(text), &read); err != nil {
		return nil, workspace.InvalidQuery("projections", err.Error(), "an array of {name, title, program, revision, beside, emits}")
	}
	for _, d := range read {
		p := runElsewhere(d.Name, d.Title, d.Program, d.Revision, d.Beside)
		all = append(all, p)
		if d.Emits {
			all = append(all, projection.Emitted(p))
		}
	}
	return all, nil
}

// verifying is the check of the log's file. Its last step gives what was found, as JSON.
type verifying struct {
	*workspace.Verification
	silent
}

func (e *engine) verifying(startRequest) (job, error) {
	v, err := e.workspace.Verify()
	return verifying{Verification: v}, err
}

func (v verifying) step(js.Value) (progress, error) {
	over, err := v.Step(verifiedBytes)
	if err != nil {
		return progress{}, err
	}
	done, total := v.Checked()
	p := progress{Done: done, Total: total, Over: over}
	if over {
		p.bytes = v.AppendJSON(nil)
	}
	return p, nil
}

// checkpointing is the saving of a checkpoint; nil, and so over at once, where there is nothing to save.
type checkpointing struct {
	*workspace.Checkpoint
	silent
}

func (e *engine) checkpointing(startRequest) (job, error) {
	return checkpointing{Checkpoint: e.workspace.Checkpoint()}, nil
}

func (c checkpointing) step(js.Value) (progress, error) {
	if c.Checkpoint == nil {
		return progress{Over: true}, nil
	}
	over, err := c.Step(checkpointBytes)
	return progress{Over: over}, err
}
