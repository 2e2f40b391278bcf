package workspace

import (
	"iter"
	"strconv"

	"hindsight/core/command"
	"hindsight/core/event"
	"hindsight/core/jsontext"
	"hindsight/core/projection"
	"hindsight/core/store"
)

// Execute decides a command against its stream and appends what it decided, on the condition that the
// stream has not moved since. fields is a JSON object. It returns the events as stored.
//
// id becomes that of the first event and begins those of the others; "" has the workspace make ids. A command whose
// id the log has already was executed before: it is answered with the events that it led to then. So whoever
// does not know whether a command was executed may hand it in again.
//
// The error is
//
//   - an *[Error] of code unknown_command,
//   - one of [command.Command]'s Decide: *[command.Rejection], *[event.FieldError] or
//     *[command.HistoryError],
//   - a *[store.ConflictError] when the stream has moved: trying again is the caller's choice,
//   - or another of [store.Store.Append].
func (w *Workspace) Execute(name, fields, id string) ([]event.Event, error) {
	c, err := w.command(name)
	if err != nil {
		return nil, err
	}
	if events := w.executed(id); len(events) > 0 {
		return events, nil
	}
	decision, err := c.Decide(fields, w.Snapshot().history)
	if err != nil {
		return nil, err
	}
	events := make([]event.Event, len(decision.Drafts))
	for i, d := range decision.Drafts {
		events[i] = event.Event{ID: eventID(id, i), Stream: decision.Stream, Type: d.Type, SchemaVersion: d.SchemaVersion, Data: d.Data}
	}
	result, err := w.Append(events, AppendOptions{Expect: store.Exactly(decision.Version)})
	return result.Events, err
}

// executed returns the events that the command of this id led to.
func (w *Workspace) executed(id string) (events []event.Event) {
	w.mu.RLock()
	defer w.mu.RUnlock()
	position, ok := w.store.PositionOf(id)
	log := w.store.View()
	for ok && position <= log.Len() {
		e := log.Event(position)
		if e.ID != eventID(id, len(events)) {
			break
		}
		events = append(events, e)
		position++
	}
	return events
}

// eventID is the id of a command's event, counted from 0.
func eventID(command string, i int) string {
	if command == "" || i == 0 {
		return command
	}
	return command + "." + strconv.Itoa(i+1)
}

func (w *Workspace) command(name string) (command.Command, error) {
	names := make([]string, len(w.commands))
	for i, c := range w.commands {
		if c.Name() == name {
			return c, nil
		}
		names[i] = c.Name()
	}
	return nil, unknownName(CodeUnknownCommand, "command", name, names)
}

// history is the command.History of the snapshot.
func (s *Snapshot) history(stream string) iter.Seq2[event.Event, error] {
	return func(yield func(event.Event, error) bool) {
		q := store.Query{Streams: []string{stream}, Limit: MaxPage, Uncounted: true}
		for {
			page := s.log.Find(q)
			for _, position := range page.Positions {
				if !yield(s.chain.Current(s.log.Event(position))) {
					return
				}
			}
			if page.Next == 0 {
				return
			}
			q.After = page.Next
		}
	}
}

// AppendCommands appends what there is to know of every command: {name, title, types, fields: [{name,
// title, type, value, choices, required, hint}]}, where types are those of the events it may append, and
// value is what makes sense right now.
func (w *Workspace) AppendCommands(dst []byte) []byte {
	s := w.Snapshot()
	read := func(name string) projection.State {
		v, err := s.Projection(name)
		if err != nil {
			return projection.State{}
		}
		return v.At(s.log.Len())
	}
	dst = append(dst, '[')
	for i, c := range w.commands {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, `{"name":`...)
		dst = jsontext.AppendQuoted(dst, c.Name())
		dst = append(dst, `,"title":`...)
		dst = jsontext.AppendQuoted(dst, c.Title())
		dst = appendTexts(append(dst, `,"types":`...), c.Types())
		dst = append(dst, `,"fields":[`...)
		suggested := c.Suggest(read)
		for k, f := range c.Fields() {
			if k > 0 {
				dst = append(dst, ',')
			}
			dst = appendField(dst, f, suggested[f.Name])
		}
		dst = append(dst, ']', '}')
	}
	return append(dst, ']')
}

func appendField(dst []byte, f command.Field, value string) []byte {
	dst = append(dst, `{"name":`...)
	dst = jsontext.AppendQuoted(dst, f.Name)
	dst = append(dst, `,"title":`...)
	dst = jsontext.AppendQuoted(dst, f.Title)
	dst = append(dst, `,"type":`...)
	dst = jsontext.AppendQuoted(dst, string(f.Kind))
	dst = append(dst, `,"value":`...)
	dst = jsontext.AppendQuoted(dst, value)
	dst = appendTexts(append(dst, `,"choices":`...), f.Choices)
	dst = append(dst, `,"required":`...)
	dst = strconv.AppendBool(dst, f.Required)
	dst = append(dst, `,"hint":`...)
	return append(jsontext.AppendQuoted(dst, f.Hint), '}')
}

func appendTexts(dst []byte, texts []string) []byte {
	dst = append(dst, '[')
	for i, text := range texts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = jsontext.AppendQuoted(dst, text)
	}
	return append(dst, ']')
}
