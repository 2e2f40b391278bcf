package command_test

import (
	"fmt"
	"iter"

	"hindsight/core/command"
	"hindsight/core/event"
)

// A lamp can be switched on, and only when it is off: the state is a bool.
func Example() {
	switchOn := command.Define(command.Definition[bool]{
		Name: "switch-on", Title: "Switch on",
		Fields: []command.Field{{Name: "lamp", Title: "Lamp", Kind: command.Text, Required: true}},
		Stream: func(v command.Values) string { return "lamp-" + v.Text("lamp") },
		Evolve: func(on bool, e event.Event) (bool, error) {
			switch e.Type {
			case "SwitchedOn":
				return true, nil
			case "SwitchedOff":
				return false, nil
			}
			return on, nil
		},
		Decide: func(on bool, v command.Values) ([]command.Draft, error) {
			if on {
				return nil, command.Reject("already_on", "Lamp %s is on; it must be off to be switched on.", v.Text("lamp"))
			}
			return []command.Draft{{Type: "SwitchedOn", SchemaVersion: 1, Data: "{}"}}, nil
		},
	})

	var log []event.Event
	history := func(stream string) iter.Seq2[event.Event, error] {
		return func(yield func(event.Event, error) bool) {
			for _, e := range log {
				if e.Stream == stream && !yield(e, nil) {
					return
				}
			}
		}
	}
	for range 2 {
		decision, err := switchOn.Decide(`{"lamp":"7"}`, history)
		fmt.Printf("%s at version %d: %d events, %v\n", decision.Stream, decision.Version, len(decision.Drafts), err)
		for _, draft := range decision.Drafts {
			log = append(log, event.Event{Stream: decision.Stream, Version: decision.Version + 1, Type: draft.Type, Data: draft.Data})
		}
	}
	_, err := switchOn.Decide(`{}`, history)
	fmt.Println(err)
	// Output:
	// lamp-7 at version 0: 1 events, <nil>
	//  at version 0: 0 events, Lamp 7 is on; it must be off to be switched on.
	// lamp: got nothing, want a text
}
