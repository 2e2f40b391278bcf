// Package command is the write side: a command is decided against the state of its stream, and what it
// decides are events, or a rejection that names the broken rule.
//
// A [Definition] says how one kind of command is read, which stream it is about, how that stream's
// events make up a state, and how the state decides. [Define] makes a [Command] of it, which hides the
// state's type. Nothing here writes: the caller of [Command.Decide] appends the drafts, on the condition
// that the stream is still at the version they were decided at.
package command

import (
	"fmt"
	"iter"

	"hindsight/core/event"
	"hindsight/core/projection"
)

// Definition is how a command is written. S is the state of its stream; its zero value is that of a
// stream without events.
type Definition[S any] struct {
	Name   string // unique in a list, such as place-order; it never changes
	Title  string // for people, such as Place order
	Fields []Field
	Types  []string // of the events that it may decide on
	// Stream names the stream that a command is about.
	Stream func(Values) string
	// Evolve returns the state after one more event of the stream, which comes in its current schema
	// version. Events of types it does not know leave the state as it is. The error is one of a foreign
	// event: a missing field, a wrong type.
	Evolve func(S, event.Event) (S, error)
	// Decide returns what happens: at least one draft, or a *[Rejection]. It must be pure.
	Decide func(S, Values) ([]Draft, error)
	// Suggest returns values by field name that make sense now; nil suggests nothing.
	Suggest func(Reader) Suggestions
}

// Draft is an event that was decided on. Its stream is the command's; an id and the times are given by
// whoever appends it.
type Draft struct {
	Type          string
	SchemaVersion uint32
	Data          string // JSON
}

// Suggestions are values by field name, as text. A field that is not there has no suggestion.
type Suggestions map[string]string

// Reader returns a projection's latest state by the projection's name. A name it does not know gives the
// zero State, which has no rows.
type Reader func(name string) projection.State

// History yields the events of a stream in order, each in its current schema version, or the error why
// one can't be had, and then no more. A stream that does not exist has none.
type History func(stream string) iter.Seq2[event.Event, error]

// Decision is what a command decided.
type Decision struct {
	Stream  string
	Version uint64 // the stream's version that it was decided at, 0 when there was no such stream
	Drafts  []Draft
}

// Command is a [Definition] whatever its state is. Only [Define] makes one. It may be used from any
// goroutine.
type Command interface {
	// Name returns the command's unique name.
	Name() string
	// Title returns its name for people.
	Title() string
	// Fields returns the fields of its form, which are not to be changed.
	Fields() []Field
	// Types returns the types of the events that it may decide on, which are not to be changed.
	Types() []string
	// Suggest returns values by field name that make sense now, perhaps none.
	Suggest(Reader) Suggestions
	// Decide reads the fields, a JSON object of strings and numbers by name, folds the stream's history
	// and decides. The error is
	//   - an *[event.FieldError] for a field that is missing, unknown or of the wrong type,
	//   - a *[HistoryError] when an event of the stream can't be read,
	//   - a *[Rejection] when a rule says no.
	Decide(fields string, history History) (Decision, error)
}

// Rejection is the error of a command that breaks a rule of the business.
type Rejection struct {
	Rule    string // its stable name for machines, such as ship_before_payment
	Message string // for people: what is, and what was wanted
}

// Error returns the message.
func (r *Rejection) Error() string { return r.Message }

// Reject returns a *[Rejection], its message made as by fmt.Sprintf.
func Reject(rule, format string, args ...any) error {
	return &Rejection{Rule: rule, Message: fmt.Sprintf(format, args...)}
}

// HistoryError is returned when a command can't be decided because an event of its stream can't be read.
type HistoryError struct {
	Stream   string
	Position uint64 // the event; 0 when the history did not say
	Err      error  // why
}

// Error names the stream, the event and what is wrong with it.
func (e *HistoryError) Error() string {
	return fmt.Sprintf("stream %q can't be read at position %d: %v", e.Stream, e.Position, e.Err)
}

// Unwrap returns why the event can't be read.
func (e *HistoryError) Unwrap() error { return e.Err }

// Define makes a command of its definition.
func Define[S any](d Definition[S]) Command { return &definition[S]{d} }

type definition[S any] struct{ d Definition[S] }

func (c *definition[S]) Name() string    { return c.d.Name }
func (c *definition[S]) Title() string   { return c.d.Title }
func (c *definition[S]) Fields() []Field { return c.d.Fields }
func (c *definition[S]) Types() []string { return c.d.Types }

func (c *definition[S]) Suggest(read Reader) Suggestions {
	if c.d.Suggest == nil {
		return nil
	}
	return c.d.Suggest(read)
}

func (c *definition[S]) Decide(fields string, history History) (Decision, error) {
	values, err := Read(c.d.Fields, fields)
	if err != nil {
		return Decision{}, err
	}
	decision := Decision{Stream: c.d.Stream(values)}
	state, version, err := c.fold(history(decision.Stream))
	if err == nil {
		decision.Version = version
		decision.Drafts, err = c.d.Decide(state, values)
	}
	if broken, ok := err.(*HistoryError); ok {
		broken.Stream = decision.Stream
	}
	if err != nil {
		return Decision{}, err
	}
	return decision, nil
}

func (c *definition[S]) fold(events iter.Seq2[event.Event, error]) (state S, version uint64, err error) {
	for e, err := range events {
		if err == nil {
			state, err = c.d.Evolve(state, e)
		}
		if err != nil {
			return state, version, &HistoryError{Position: e.Position, Err: err}
		}
		version = e.Version
	}
	return state, version, nil
}
