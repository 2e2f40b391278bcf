package workspace

import (
	"iter"
	"strconv"

	"hindsight/core/command"
	"hindsight/core/event"
	"hindsight/core/store"
)

// Execute decides a command against its stream and appends what it decided, on the condition that the
// stream has not moved since. fields is a JSON object. It returns the events as stored.
//
// id becomes that of the first event and begins those of the others; "" has the workspace make ids. A command whose
// id the log has already was executed before: it is answered with the events that it led to then. So a caller
// that does not know whether a command was executed may hand it in again.
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
	log := w.store.Snapshot()
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
