package workspace

import (
	"strconv"

	"hindsight/core/event"
	"hindsight/core/jsontext"
	"hindsight/core/store"
)

// AppendOptions are the conditions of an append; the zero value has none.
type AppendOptions struct {
	Expect     store.Condition
	Idempotent bool
	// Again says that the same batch, whose events have ids, was handed in before, and that the caller does not
	// know whether it was appended. If it was, the answer is that of the first time.
	Again bool
}

// Append appends a batch, all or nothing, brings the workspace's own projections up to date and tells the
// subscribers.
// An event without an id gets one, an event without a time gets the clock's. The errors are those of
// [store.Store.Append] and, where the log is kept in a file, a *[logfile.FailedError].
func (w *Workspace) Append(events []event.Event, options AppendOptions) (store.Result, error) {
	now := w.options.Now()
	batch := store.Batch{Expect: options.Expect, Idempotent: options.Idempotent || options.Again, Recorded: now}
	batch.Events = append(batch.Events, events...)
	for i := range batch.Events {
		e := &batch.Events[i]
		if e.ID == "" {
			e.ID = w.options.NewID()
		}
		if e.Time == 0 {
			e.Time = now
		}
	}
	var result store.Result
	err := w.write(func() (stored []event.Event, err error) {
		if result, err = w.store.WriteThrough(w.writeAheadLocked(), batch); result.Duplicate {
			return nil, err // the projections have had them
		}
		return result.Events, err
	})
	result.Duplicate = result.Duplicate && options.Idempotent
	return result, err
}

// ReadEvents reads the events of one JSON array, in the shape that the scripting API's append takes. The
// error is an *[event.InvalidError] naming the event, also for a member that no event has: it is more
// likely a slip than meant.
func ReadEvents(text string) ([]event.Event, error) {
	i := jsontext.SkipSpace(text, 0)
	if i >= len(text) || text[i] != '[' {
		return nil, syntaxError(text, 0, jsontext.Unexpected(text, i, "an array of events"))
	}
	var events []event.Event
	i = jsontext.SkipSpace(text, i+1)
	for more := i >= len(text) || text[i] != ']'; more; {
		e, end, err := readEvent(text, i)
		if err != nil {
			return nil, syntaxError(text, len(events), err)
		}
		events = append(events, e)
		i = jsontext.SkipSpace(text, end)
		if more = i < len(text) && text[i] == ','; more {
			i++
		}
	}
	if i >= len(text) || text[i] != ']' {
		return nil, syntaxError(text, len(events), jsontext.Unexpected(text, i, "',' or ']'"))
	}
	if i = jsontext.SkipSpace(text, i+1); i < len(text) {
		return nil, syntaxError(text, len(events), jsontext.Unexpected(text, i, "nothing behind the array"))
	}
	return events, nil
}

func readEvent(text string, i int) (e event.Event, end int, err error) {
	var reader event.Reader
	e, end, err = reader.Read(text, i)
	if err == nil && len(reader.Others) > 0 {
		err = &event.InvalidError{Field: reader.Others[0].Name, Got: "a member that no event has",
			Want: "id, type, stream, time, data, schemaVersion or metadata"}
	}
	return e, end, err
}

// syntaxError names the event of a batch that an error is about.
func syntaxError(text string, index int, err error) error {
	syntax, ok := err.(*jsontext.SyntaxError)
	if !ok {
		err.(*event.InvalidError).Index = index
		return err
	}
	line, column := jsontext.LineColumn(text, syntax.Offset)
	return &event.InvalidError{Index: index, Field: "events", Want: syntax.Want,
		Got: syntax.Got + " at line " + strconv.Itoa(line) + ", column " + strconv.Itoa(column)}
}

// AppendResult appends {events: [{position, id, stream, version, time, recorded}], duplicate}.
func AppendResult(dst []byte, r store.Result) []byte {
	dst = append(dst, `{"events":[`...)
	for i := range r.Events {
		e := &r.Events[i]
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, `{"position":`...)
		dst = strconv.AppendUint(dst, e.Position, 10)
		dst = append(dst, `,"id":`...)
		dst = jsontext.AppendQuoted(dst, e.ID)
		dst = append(dst, `,"stream":`...)
		dst = jsontext.AppendQuoted(dst, e.Stream)
		dst = append(dst, `,"version":`...)
		dst = strconv.AppendUint(dst, e.Version, 10)
		dst = append(dst, `,"time":`...)
		dst = jsontext.AppendQuoted(dst, e.Time.String())
		dst = append(dst, `,"recorded":`...)
		dst = append(jsontext.AppendQuoted(dst, e.Recorded.String()), '}')
	}
	dst = append(dst, `],"duplicate":`...)
	return append(strconv.AppendBool(dst, r.Duplicate), '}')
}
