// Package upcast brings events of an old schema version to the current one, a step at a time, on their
// way to projections and readers. Stored bytes are never rewritten.
package upcast

import (
	"errors"
	"fmt"
	"slices"

	"hindsight/core/event"
)

// Step turns the data of one schema version into that of the next. It is handed valid JSON and must
// return valid JSON. It must be pure: the same data always gives the same result.
type Step func(data string) (string, error)

// Schema is what is known of an event type's shapes.
type Schema struct {
	Type string
	// Steps lead from version 1 to 2, from 2 to 3 and so on, so the current version is one more than
	// there are steps. A nil step is one that is missing.
	Steps []Step
}

// Current returns the type's current schema version.
func (s Schema) Current() uint32 { return uint32(len(s.Steps)) + 1 }

// Error is returned for an event that can't be brought to its current version. It is a failure of that
// event, not of the log.
type Error struct {
	Type          string
	SchemaVersion uint32 // where the chain broke off
	Current       uint32 // where it leads
	Reason        Reason
	Err           error // why, when the reason is Failed
}

// Reason says why a chain broke off. It is the error's code.
type Reason string

// The reasons.
const (
	Future  Reason = "upcast_future"  // the event's version is newer than the current one
	Missing Reason = "upcast_missing" // there is no step from a version to the next
	Failed  Reason = "upcast_failed"  // a step panicked, or returned an error or what can't be an event's data
)

// Error names the type, the version and what is wrong with it.
func (e *Error) Error() string {
	switch e.Reason {
	case Future:
		return fmt.Sprintf("%s: got schema version %d, want at most %d", e.Type, e.SchemaVersion, e.Current)
	case Missing:
		return fmt.Sprintf("%s: no step leads from schema version %d to %d", e.Type, e.SchemaVersion, e.SchemaVersion+1)
	}
	return fmt.Sprintf("%s: from schema version %d to %d: %v", e.Type, e.SchemaVersion, e.SchemaVersion+1, e.Err)
}

// Code returns the reason as text.
func (e *Error) Code() string { return string(e.Reason) }

// Unwrap returns the step's own error.
func (e *Error) Unwrap() error { return e.Err }

// Chain knows the schemas of some types. It is never changed and may be used from any goroutine. The
// zero value knows no type. A type it does not know is at its current version whatever that is.
type Chain struct {
	schemas map[string]Schema
}

// NewChain returns a chain of these schemas. It panics when two are of one type.
func NewChain(schemas ...Schema) Chain {
	c := Chain{schemas: make(map[string]Schema, len(schemas))}
	for _, s := range schemas {
		if _, ok := c.schemas[s.Type]; ok {
			panic(fmt.Sprintf("upcast: NewChain: two schemas of type %q", s.Type))
		}
		s.Steps = slices.Clone(s.Steps)
		c.schemas[s.Type] = s
	}
	return c
}

// IsCurrent tells whether an event needs no step.
func (c Chain) IsCurrent(e *event.Event) bool {
	s, known := c.schemas[e.Type]
	return !known || e.SchemaVersion == s.Current()
}

// Current returns the event in its current shape: with its data brought through the steps that are
// left, and SchemaVersion saying so. An event that is current is returned as it is. The error is an
// *[Error].
func (c Chain) Current(e event.Event) (event.Event, error) {
	err := c.Raise(&e)
	return e, err
}

// Raise is Current for an event in its place. On an error the event may have been brought a part of the
// way.
func (c Chain) Raise(e *event.Event) error {
	s, known := c.schemas[e.Type]
	if !known {
		return nil
	}
	for e.SchemaVersion != s.Current() {
		data, err := s.step(*e)
		if err != nil {
			return err
		}
		e.Data = data
		e.SchemaVersion++
	}
	return nil
}

// step brings an event's data one version on.
func (s Schema) step(e event.Event) (string, error) {
	broken := &Error{Type: e.Type, SchemaVersion: e.SchemaVersion, Current: s.Current()}
	if e.SchemaVersion > s.Current() {
		broken.Reason = Future
		return "", broken
	}
	if e.SchemaVersion < 1 || s.Steps[e.SchemaVersion-1] == nil {
		broken.Reason = Missing
		return "", broken
	}
	data, err := attempt(s.Steps[e.SchemaVersion-1], e.Data)
	if err != nil {
		broken.Reason, broken.Err = Failed, err
		return "", broken
	}
	return data, nil
}

// attempt runs a step and checks what it returns as an event's data is checked.
func attempt(step Step, data string) (lifted string, err error) {
	defer func() {
		if value := recover(); value != nil {
			err = errors.New(fmt.Sprint("the step panicked: ", value))
		}
	}()
	if lifted, err = step(data); err != nil {
		return "", err
	}
	if invalid, ok := event.ValidateData(lifted).(*event.InvalidError); ok {
		return "", &event.FieldError{Field: invalid.Field, Got: invalid.Got, Want: invalid.Want}
	}
	return lifted, nil
}
