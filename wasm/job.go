//go:build js && wasm

package main

import (
	"strconv"
	"syscall/js"

	"github.com/norunners/vert"

	"hindsight/core/workspace"
)

// job is work in steps, so that whatever else is asked meanwhile is answered in between.
type job interface {
	// step does the next part of it. given is what came along: an import takes bytes. With an error, the job is over.
	step(given js.Value) (progress, error)
	// stop ends it while steps are left. It returns the reply: what there is to say of the steps that were done.
	stop() any
}

// silent is embedded in a job that has nothing to reply when it is stopped.
type silent struct{}

func (silent) stop() any { return nothing{} }

// jobs are those under way, by the numbers that JavaScript has of them.
type jobs struct {
	underWay map[int]job
	last     int
}

func (e *engine) start(q startRequest, _ js.Value) (any, error) {
	begin := map[string]func(startRequest) (job, error){
		"import": e.importing, "generate": e.generating, "export": e.exporting,
		"verify": e.verifying, "checkpoint": e.checkpointing, "answer": e.answering, "fold": e.folding,
		"source": e.sourcing,
	}[q.Kind]
	if begin == nil {
		return nil, workspace.InvalidQuery("kind", strconv.Quote(q.Kind), "import, generate, export, verify, checkpoint, answer, fold or source")
	}
	j, err := begin(q)
	if err != nil {
		return nil, err
	}
	e.jobs.last++
	e.jobs.underWay[e.jobs.last] = j
	return jobNumber{Job: float64(e.jobs.last)}, nil
}

// step answers with the job's progress and, as its member bytes, what came of the step.
func (e *engine) step(q jobNumber, given js.Value) (any, error) {
	j, err := e.jobs.take(q.Job)
	if err != nil {
		return nil, err
	}
	p, err := j.step(given)
	if err != nil {
		return nil, err
	}
	if !p.Over {
		e.jobs.underWay[int(q.Job)] = j
	}
	object := vert.ValueOf(p).JSValue()
	if p.bytes != nil {
		object.Set("bytes", bytesToJS(p.bytes))
	}
	return object, nil
}

func (e *engine) stop(q jobNumber, _ js.Value) (any, error) {
	j, err := e.jobs.take(q.Job)
	if err != nil {
		return nil, err
	}
	return j.stop(), nil
}

// take takes a job out: one that panics in a step is not under way any more. The error is of code invalid_query.
func (r *jobs) take(number float64) (job, error) {
	n, err := whole("job", number, maxNumber)
	if err != nil {
		return nil, err
	}
	j, ok := r.underWay[n]
	if !ok {
		return nil, workspace.InvalidQuery("job", strconv.Itoa(n), "one that was started and is not over")
	}
	delete(r.underWay, n)
	return j, nil
}
