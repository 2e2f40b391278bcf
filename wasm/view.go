//go:build js && wasm

package main

import (
	"fmt"
	"math"
	"strconv"

	"hindsight/core/event"
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
}

type executeRequest struct {
	Command string `js:"command"`
	Fields  string `js:"fields"` // a JSON object
	ID      string `js:"id"`
}

type momentRequest struct {
	At       bool    `js:"at"`
	Position float64 `js:"position"`
	Time     string  `js:"time"`
}

type momentView struct {
	Position float64 `js:"position"`
	Time     string  `js:"time"`
	Latest   bool    `js:"latest"`
}

type eventsRequest struct {
	From     string   `js:"from"`
	To       string   `js:"to"`
	Clock    string   `js:"clock"`
	Types    []string `js:"types"`
	Streams  []string `js:"streams"`
	Category string   `js:"category"`
	Text     string   `js:"text"`
	At       bool     `js:"at"`
	Position float64  `js:"position"`
	Time     string   `js:"time"`
	After    float64  `js:"after"`
	Offset   float64  `js:"offset"`
	Order    string   `js:"order"`
	Limit    float64  `js:"limit"`
	Bytes    float64  `js:"bytes"` // exportChunk's aim
}

type positionRequest struct {
	Position float64 `js:"position"`
}

type tableRequest struct {
	Name       string  `js:"name"`
	Key        string  `js:"key"`
	Column     string  `js:"column"`
	At         bool    `js:"at"`
	Position   float64 `js:"position"`
	Time       string  `js:"time"`
	Sort       string  `js:"sort"`
	Descending bool    `js:"descending"`
	Search     string  `js:"search"`
	Offset     float64 `js:"offset"`
	Limit      float64 `js:"limit"`
}

type diffRequest struct {
	Name         string  `js:"name"`
	FromAt       bool    `js:"fromAt"`
	FromPosition float64 `js:"fromPosition"`
	FromTime     string  `js:"fromTime"`
	ToAt         bool    `js:"toAt"`
	ToPosition   float64 `js:"toPosition"`
	ToTime       string  `js:"toTime"`
	Offset       float64 `js:"offset"`
	Limit        float64 `js:"limit"`
}

type findRequest struct {
	Name     string  `js:"name"`
	Key      string  `js:"key"`
	Column   string  `js:"column"`
	Member   string  `js:"member"`
	Operator string  `js:"op"`
	Value    string  `js:"value"`
	Offset   float64 `js:"offset"`
	Limit    float64 `js:"limit"`
}

type histogramRequest struct {
	Buckets float64  `js:"buckets"`
	Axis    string   `js:"axis"`
	From    string   `js:"from"` // a time or a position
	To      string   `js:"to"`
	By      string   `js:"by"`
	Types   []string `js:"types"`
}

type importRequest struct {
	Format string `js:"format"`
	Now    string `js:"now"` // the time of events that have none; "" for the clock's

	ReplaceSample bool `js:"replaceSample"`
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
	Appended   int  `js:"appended"`
	Duplicates int  `js:"duplicates"`
	Rejected   int  `js:"rejected"`
	MadeWay    bool `js:"madeWay"`
	Done       bool `js:"done"`
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

// page reads the two numbers that say which part of an answer is wanted.
func page(offset, limit float64) (int, int, error) {
	from, err := whole("offset", offset, maxNumber)
	if err != nil {
		return 0, 0, err
	}
	n, err := whole("limit", limit, workspace.MaxPage)
	return from, n, err
}

// maxNumber is the largest number that crosses exactly.
const maxNumber = 1<<53 - 1

// timeError makes an invalid_query of the error of a time's text.
func timeError(field string, err error) error {
	e := err.(*event.TimeError)
	return workspace.InvalidQuery(field, strconv.Quote(e.Text), e.Want)
}

// moment reads the three flat fields of a moment.
func moment(at bool, position float64, time string) (workspace.Moment, error) {
	if !at {
		return workspace.Latest, nil
	}
	if time != "" {
		t, err := event.ParseBound(time)
		if err != nil {
			return workspace.Latest, timeError("at", err)
		}
		return workspace.AtTime(t), nil
	}
	p, err := whole("at.position", position, maxNumber)
	return workspace.AtPosition(uint64(p)), err
}
