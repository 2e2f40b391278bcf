//go:build js && wasm

package main

import (
	"fmt"
	"math"

	"hindsight/core/workspace"
)

// The structs that cross with vert: flat, of built-in types, each field with a plain js tag. Where one is for several
// kinds, the others' fields stay zero. Numbers come as float64, the only number that JavaScript has, so that whole can
// tell 1.5 and -1 from what they would be cut to.

type writeRequest struct {
	Kind string `js:"kind"` // append, execute, clear, fill, sample, define, succeed, rename or drop

	// append
	Events     string  `js:"events"` // a JSON array
	Condition  string  `js:"condition"`
	Version    float64 `js:"version"`
	Idempotent bool    `js:"idempotent"`
	Again      bool    `js:"again"` // handed in before, and it is not known whether it was appended

	// execute
	Command string `js:"command"`
	Fields  string `js:"fields"` // a JSON object
	ID      string `js:"id"`

	// define, succeed, rename, drop: a projection that is run elsewhere
	Name     string  `js:"name"`
	Title    string  `js:"title"`
	Program  string  `js:"program"`  // stands for what it does: see [projection.RunElsewhere], version
	Revision float64 `js:"revision"` // see [projection.Revision]
	Beside   bool    `js:"beside"`   // see [projection.Beside]
	To       string  `js:"to"`       // rename: its new name
}

type filled struct {
	Filled bool `js:"filled"`
}

type openRequest struct {
	Maker string `js:"maker"` // the name of this very program
	// Projections that are run elsewhere: a JSON array of {name, title, program, revision, beside, emits}; "" for none.
	Projections string `js:"projections"`
}

type startRequest struct {
	Kind string `js:"kind"` // import, generate, export, verify, checkpoint, answer, fold or source

	Format        string  `js:"format"`        // import
	Bytes         float64 `js:"bytes"`         // import: how many its steps are given in all
	Events        float64 `js:"events"`        // generate, source: at most so many
	Seed          float64 `js:"seed"`          // generate
	ReplaceSample bool    `js:"replaceSample"` // import, generate
	Question      string  `js:"question"`      // export, JSON: which events, see [question.EventsQuestion]
	Questions     string  `js:"questions"`     // answer, JSON
	Name          string  `js:"name"`          // fold: the projection's
	After         float64 `js:"after"`         // source: the position behind which its events are
	Stream        string  `js:"stream"`        // source: "" for events of all streams
	States        bool    `js:"states"`        // fold: whether its states come first, for whoever does not have them
}

// jobNumber is what JavaScript has of a job.
type jobNumber struct {
	Job float64 `js:"job"`
}

// progress is what a step of a job came to. Where nobody looks at how far a job is, it does not say so.
type progress struct {
	Done     int64 `js:"done"` // bytes, or events that are generated
	Total    int64 `js:"total"`
	Appended int   `js:"appended"` // events
	MadeWay  bool  `js:"madeWay"`  // the sample was all that the log had, and is gone
	Over     bool  `js:"over"`     // no step is left
	States   bool  `js:"states"`   // the bytes are states, of a projection that is run elsewhere

	bytes []byte // crosses beside the others as a Uint8Array, when there are any
}

type followRequest struct {
	From string `js:"from"` // an event's id, or "" for from now on
}

type nothing struct{}

type errorReply struct {
	Error errorMembers `js:"error"`
}

type errorMembers struct {
	Code    string `js:"code"`
	Message string `js:"message"`
	Details string `js:"details"` // JSON, or ""
}

// whole returns a number that came from JavaScript, or an error of code invalid_query when it is not
// whole or not in [0, limit].
func whole(field string, n, limit float64) (int, error) {
	if n != math.Trunc(n) || n < 0 || n > limit { // also NaN
		return 0, workspace.InvalidQuery(field, fmt.Sprint(n), fmt.Sprintf("a whole number from 0 to %.0f", limit))
	}
	return int(n), nil
}

// maxNumber is the largest number that crosses exactly.
const maxNumber = 1<<53 - 1
