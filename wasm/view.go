//go:build js && wasm

package main

import (
	"fmt"
	"math"

	"hindsight/core/workspace"
)

// The shapes that cross with vert: flat structs of built-in types, each field with a plain js tag.
// Numbers come as float64, the only number that JavaScript has, so that whole can tell 1.5 and -1 from
// what they would be cut to.

type nothing struct{}

type errorView struct {
	Code    string `js:"code"`
	Message string `js:"message"`
	Details string `js:"details"` // JSON, or ""
}

type failureView struct {
	Error errorView `js:"error"`
}

type filledView struct {
	Filled bool `js:"filled"`
}

type appendRequest struct {
	Events     string  `js:"events"` // a JSON array
	Condition  string  `js:"condition"`
	Version    float64 `js:"version"`
	Idempotent bool    `js:"idempotent"`
	Again      bool    `js:"again"` // nobody knows whether it was appended before
}

type executeRequest struct {
	Command string `js:"command"`
	Fields  string `js:"fields"` // a JSON object
	ID      string `js:"id"`
}

type askRequest struct {
	Questions string `js:"questions"` // JSON; see package question
}

type batchRequest struct {
	Batch float64 `js:"batch"` // of askBegin
}

type batchView struct {
	Batch int `js:"batch"`
}

type exportRequest struct {
	Question string  `js:"question"` // JSON: which events, see [question.EventsQuestion]
	After    float64 `js:"after"`    // the next of the chunk before
	Bytes    float64 `js:"bytes"`    // about how many
}

type importRequest struct {
	Format        string `js:"format"`
	ReplaceSample bool   `js:"replaceSample"`
}

type jobRequest struct {
	Job    float64 `js:"job"`
	Last   bool    `js:"last"`   // importChunk
	Events float64 `js:"events"` // generateStep: at most about so many
}

type jobView struct {
	Job int `js:"job"`
}

type checkedView struct {
	Done  float64 `js:"done"` // bytes
	Total float64 `js:"total"`
}

type progressView struct {
	Appended int  `js:"appended"`
	MadeWay  bool `js:"madeWay"`
	Done     bool `js:"done"`
}

type generateRequest struct {
	Events float64 `js:"events"`
	Seed   float64 `js:"seed"`

	ReplaceSample bool `js:"replaceSample"`
}

type subscribeRequest struct {
	From string `js:"from"` // an event's id, or "" for from now on
}

type subscriptionView struct {
	Subscription float64 `js:"subscription"`
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
