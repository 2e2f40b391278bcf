package store_test

import (
	"fmt"

	"hindsight/core/event"
	"hindsight/core/store"
)

// at returns a time on one day.
func at(clock string) event.Time {
	t, err := event.ParseTime("2026-01-06T" + clock + "Z")
	if err != nil {
		panic(err)
	}
	return t
}

// order returns an event of the stream order-42. Ids and times are the caller's to give: the store knows
// no clock and makes no ids.
func order(id, typ, clock, data string) event.Event {
	return event.Event{ID: id, Stream: "order-42", Type: typ, SchemaVersion: 1, Time: at(clock), Data: data}
}

// shop returns a store with a small history, of which one event came late.
func shop() *store.Store {
	s := store.New(store.Options{})
	for _, e := range []event.Event{
		order("a", "OrderPlaced", "14:55:00", `{"amount":"12.50"}`),
		order("b", "OrderPaid", "15:02:00", `{"amount":"12.50"}`),
		order("c", "OrderShipped", "16:30:00", `{"carrier":"bike"}`),
		order("d", "NoteAdded", "14:58:00", `{"text":"a gift"}`),
	} {
		if _, err := s.Append(store.Batch{Events: []event.Event{e}, Recorded: e.Time}); err != nil {
			panic(err)
		}
	}
	return s
}

// Append an event, and read it back with what the log gave it: a position in the log, a version in its
// stream, and when it was recorded.
func Example() {
	s := store.New(store.Options{})
	result, err := s.Append(store.Batch{
		Events:   []event.Event{order("a", "OrderPlaced", "14:55:00", `{"amount":"12.50"}`)},
		Recorded: at("14:55:01"),
	})
	fmt.Println(len(result.Events), err)

	snapshot := s.Snapshot()
	for e := range snapshot.Events(1, snapshot.Len()) {
		fmt.Println(e.Position, e.Stream, e.Version, e.Type, e.Data)
		fmt.Println(e.Time, e.Recorded)
	}
	// Output:
	// 1 <nil>
	// 1 order-42 1 OrderPlaced {"amount":"12.50"}
	// 2026-01-06T14:55:00Z 2026-01-06T14:55:01Z
}

// A batch goes in whole or not at all.
func ExampleStore_Append() {
	s := shop()
	_, err := s.Append(store.Batch{Events: []event.Event{
		order("e", "OrderRefunded", "17:00:00", `{"amount":"2.50"}`),
		order("f", "NoteAdded", "17:00:00", `{"text":`),
	}})
	fmt.Println(err)

	_, err = s.Append(store.Batch{Events: []event.Event{order("b", "OrderPaid", "17:00:00", `{}`)}})
	fmt.Println(err)

	snapshot := s.Snapshot()
	fmt.Println(snapshot.Len(), "events")
	// Output:
	// event 2: data: got the end of the text at line 1, column 9, want a value
	// event 1: the id "b" is that of position 2
	// 4 events
}

// A condition on the stream's version keeps two who decide at the same time from both being right. One
// wins; the other reads again, and decides again.
func ExampleExactly() {
	s := shop()
	seen := s.StreamVersion("order-42")

	_, err := s.Append(store.Batch{
		Events: []event.Event{order("e", "OrderRefunded", "17:00:00", `{"amount":"12.50"}`)},
		Expect: store.Exactly(seen),
	})
	fmt.Println("one:", err)
	_, err = s.Append(store.Batch{
		Events: []event.Event{order("f", "OrderRefunded", "17:00:01", `{"amount":"12.50"}`)},
		Expect: store.Exactly(seen),
	})
	fmt.Println("the other:", err)
	// Output:
	// one: <nil>
	// the other: stream "order-42" is at version 5, expected: version 4
}

// Who never got an answer tries again. An idempotent retry appends nothing and gives the first answer,
// even when the condition it was first sent with does not hold any more.
func ExampleBatch_idempotent() {
	s := shop()
	batch := store.Batch{
		Events:     []event.Event{order("e", "OrderRefunded", "17:00:00", `{"amount":"2.50"}`)},
		Expect:     store.Exactly(4),
		Idempotent: true,
	}
	for range 2 {
		result, err := s.Append(batch)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println("position", result.Events[0].Position, "duplicate", result.Duplicate)
	}
	// Output:
	// position 5 duplicate false
	// position 5 duplicate true
}

// A snapshot is the log as it was. It does not change, and nobody waits for who reads it.
func ExampleStore_Snapshot() {
	s := shop()
	before := s.Snapshot()
	if _, err := s.Append(store.Batch{Events: []event.Event{order("e", "NoteAdded", "17:00:00", `{}`)}}); err != nil {
		fmt.Println(err)
	}
	now := s.Snapshot()
	fmt.Println(before.Len(), "before,", now.Len(), "now")
	// Output: 4 before, 5 now
}

// Ranges are half-open: from is in, to is not. The late event is found where it happened.
func ExampleSnapshot_Find() {
	s := shop()
	snapshot := s.Snapshot()
	page := snapshot.Find(store.Query{From: at("14:55:00"), To: at("15:02:00"), Limit: 100})
	for _, position := range page.Positions {
		e := snapshot.Event(position)
		fmt.Println(e.Position, e.Type, e.Time)
	}
	fmt.Println(page.Total, "in all")
	fmt.Println(snapshot.Find(store.Query{From: at("17:00:00"), To: at("09:00:00"), Limit: 100}).Total, "backwards")
	// Output:
	// 1 OrderPlaced 2026-01-06T14:55:00Z
	// 4 NoteAdded 2026-01-06T14:58:00Z
	// 2 in all
	// 0 backwards
}

// A query goes page by page: Next of one is After of the next.
func ExamplePage() {
	s := shop()
	snapshot := s.Snapshot()
	query := store.Query{Category: "order", Descending: true, Limit: 3}
	for {
		page := snapshot.Find(query)
		fmt.Println(page.Positions, "of", page.Total)
		if query.After = page.Next; query.After == 0 {
			break
		}
	}
	// Output:
	// [4 3 2] of 4
	// [1] of 4
}

// A moment given as a time is the last position recorded by then.
func ExampleSnapshot_PositionAt() {
	s := shop()
	snapshot := s.Snapshot()
	fmt.Println(snapshot.PositionAt(at("14:00:00")), snapshot.PositionAt(at("15:02:00")), snapshot.PositionAt(at("23:00:00")))
	// Output: 0 2 4
}

// A subscriber is called with each event after its append has succeeded. What it appends itself comes
// after the batch that it is called for.
func ExampleStore_Subscribe() {
	s := store.New(store.Options{})
	cancel := s.Subscribe(func(e event.Event) {
		fmt.Println(e.Position, e.Type)
		if e.Type == "OrderPlaced" {
			if _, err := s.Append(store.Batch{Events: []event.Event{order("welcome", "NoteAdded", "15:00:00", `{}`)}}); err != nil {
				fmt.Println(err)
			}
		}
	})
	placed := order("a", "OrderPlaced", "14:55:00", `{}`)
	paid := order("b", "OrderPaid", "15:02:00", `{}`)
	if _, err := s.Append(store.Batch{Events: []event.Event{placed, paid}}); err != nil {
		fmt.Println(err)
	}
	cancel()
	// Output:
	// 1 OrderPlaced
	// 2 OrderPaid
	// 3 NoteAdded
}

// Who was away asks for all from the event it missed first, and then goes on live.
func ExampleStore_ReplayFrom() {
	s := shop()
	cancel, err := s.ReplayFrom("c", func(e event.Event) { fmt.Println(e.Position, e.Type) })
	if err != nil {
		fmt.Println(err)
		return
	}
	defer cancel()
	fmt.Println("live from here on")
	if _, err := s.Append(store.Batch{Events: []event.Event{order("e", "OrderRefunded", "17:00:00", `{}`)}}); err != nil {
		fmt.Println(err)
	}
	_, err = s.ReplayFrom("nobody's", func(event.Event) {})
	fmt.Println(err)
	// Output:
	// 3 OrderShipped
	// 4 NoteAdded
	// live from here on
	// 5 OrderRefunded
	// no event has this id: got "nobody's"
}

// Importing a log twice adds nothing, and what can't go in does not keep the rest out.
func ExampleStore_Import() {
	s := shop()
	nameless := order("", "NoteAdded", "17:00:00", `{}`)
	for range 2 {
		log := []event.Event{order("d", "NoteAdded", "14:58:00", `{}`), nameless, order("e", "OrderRefunded", "17:00:00", `{}`)}
		done := s.Import(log, at("18:00:00"), func(index int, err error) { fmt.Println(err) })
		fmt.Printf("%+v\n", done)
	}
	s.Deliver()
	// Output:
	// event 2: id: got "", want a name with something to see in it
	// {Appended:1 Known:1}
	// event 2: id: got "", want a name with something to see in it
	// {Appended:0 Known:2}
}
