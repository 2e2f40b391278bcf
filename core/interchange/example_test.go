package interchange_test

import (
	"fmt"

	"hindsight/core/event"
	"hindsight/core/interchange"
	"hindsight/core/store"
)

func ExampleReader() {
	chunks := []string{
		`{"id": "e1", "stream": "order-42", "type": "OrderPlaced", "time": "2026-01-06T15:00:00Z", "da`,
		`ta": {"amount": "12.50"}}` + "\n" + `{"id": "e2", "type": "OrderPaid"}` + "\n",
		`{"specversion": "1.0", "id": "e3", "source": "/shop", "subject": "order-42", "type": "OrderShipped", "time": "2026-01-07T09:00:00Z"}`,
	}

	log := store.New(store.Options{})
	reader, err := interchange.NewReader(interchange.Options{
		Take: func(b interchange.Batch) {
			log.Import(b.Events, event.MinTime, func(i int, err error) {
				fmt.Println(interchange.Invalid(b.Lines[i], err))
			})
		},
		Reject: func(no interchange.Rejection) { fmt.Println("line", no.Line, no.Code, no.Message) },
	})
	if err != nil {
		panic(err)
	}
	for i, chunk := range chunks {
		if err := reader.Feed([]byte(chunk), i == len(chunks)-1); err != nil {
			panic(err)
		}
	}

	fmt.Println(reader.Format())
	snapshot := log.Snapshot()
	for e := range snapshot.Events(1, snapshot.Len()) {
		fmt.Printf("%d: %s is version %d of %s, data %s, metadata %q\n", e.Position, e.Type, e.Version, e.Stream, e.Data, e.Metadata)
	}
	// Output:
	// line 2 invalid_event stream: got nothing, want a name
	// hindsight-ndjson
	// 1: OrderPlaced is version 1 of order-42, data {"amount": "12.50"}, metadata ""
	// 2: OrderShipped is version 2 of order-42, data null, metadata "{\"source\":\"/shop\"}"
}

func ExampleReader_unreadable() {
	reader, err := interchange.NewReader(interchange.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Println(reader.Feed([]byte("id;type;stream\ne1;OrderPlaced;order-42\n"), true))
	// Output:
	// got no event, want events as NDJSON or as a JSON array, or CloudEvents 1.0 in JSON; line 1, column 1: got 'i', want an event, which is a JSON object
}

func ExampleAppendNDJSON() {
	at, _ := event.ParseTime("2026-01-06T15:00:00Z")
	e := event.Event{Position: 1, ID: "e1", Stream: "order-42", Version: 1, Type: "OrderPlaced", SchemaVersion: 2,
		Time: at, Recorded: at, Data: `{"amount": "12.50"}`, Metadata: `{"correlationId":"c1"}`}
	fmt.Printf("%s", interchange.AppendNDJSON(nil, &e))
	// Output:
	// {"position":1,"id":"e1","stream":"order-42","version":1,"type":"OrderPlaced","schemaVersion":2,"time":"2026-01-06T15:00:00Z","recorded":"2026-01-06T15:00:00Z","metadata":{"correlationId":"c1"},"data":{"amount": "12.50"}}
}

func ExampleAppendCloudEvent() {
	at, _ := event.ParseTime("2026-01-06T15:00:00Z")
	e := event.Event{ID: "e1", Stream: "order-42", Type: "OrderPlaced", SchemaVersion: 2,
		Time: at, Recorded: at, Data: `{"amount": "12.50"}`, Metadata: `{"correlationId":"c1"}`}
	fmt.Printf("%s", interchange.AppendCloudEvent(nil, &e))
	// Output:
	// {"specversion":"1.0","id":"e1","source":"/hindsight","type":"OrderPlaced","subject":"order-42","time":"2026-01-06T15:00:00Z","recordedtime":"2026-01-06T15:00:00Z","schemaversion":2,"correlationid":"c1","data":{"amount": "12.50"}}
}
