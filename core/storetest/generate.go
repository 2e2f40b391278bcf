package storetest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/store"
)

// Start is the time around which generated events happen.
var Start = mustTime("2026-01-06T15:00:00Z")

func mustTime(text string) event.Time {
	t, err := event.ParseTime(text)
	if err != nil {
		panic(err)
	}
	return t
}

// At returns the time some seconds after [Start].
func At(seconds int) event.Time { return Start + event.Time(int64(seconds)*1e9) }

var (
	streams  = []string{"order-1", "order-2", "order:3", "user-1", "user", "order", "-", "ütf-8"}
	types    = []string{"Placed", "Paid", "Noted", "Zahlung geprüft"}
	datas    = []string{`null`, `{}`, `{"amount":"12.50"}`, ` [1, 2] `, `"e1"`, "{\n\"a\":1}", `{"text":"naïve e"}`}
	metadata = []string{``, `{}`, `{"correlationId":"c1"}`, "{\"a\":\r\n1}"}
)

// order is how the times of a history's events come.
type order int

const (
	rising  order = iota // equal times among them
	late                 // rising, but some are late
	tumbled              // in no order at all
	orders
)

// Events makes events that a log takes: ids are e1, e2 and so on, never the same.
type Events struct {
	order order
	made  int
	clock int // seconds
}

// NewEvents draws in which order the times come.
func NewEvents(t *rapid.T) *Events {
	return &Events{order: order(rapid.IntRange(0, int(orders)-1).Draw(t, "order of times"))}
}

// Draw draws the next event.
func (g *Events) Draw(t *rapid.T) event.Event {
	return g.next(func(n int, label string) int { return rapid.IntRange(0, n-1).Draw(t, label) })
}

// Bulk returns n more events, the same ones for the same seed.
func (g *Events) Bulk(n int, seed uint64) []event.Event {
	random := rand.New(rand.NewPCG(seed, 0))
	events := make([]event.Event, n)
	for i := range events {
		events[i] = g.next(func(n int, _ string) int { return random.IntN(n) })
	}
	return events
}

// BulkEvents returns n events that are always the same, with some late ones among them.
func BulkEvents(n int) []event.Event {
	g := Events{order: late}
	return g.Bulk(n, 1)
}

func (g *Events) next(below func(n int, label string) int) event.Event {
	g.made++
	g.clock += below(3, "seconds")
	seconds := g.clock
	switch {
	case g.order == late && below(8, "on time") == 7:
		seconds -= below(20, "late by")
	case g.order == tumbled:
		seconds = below(60, "second")
	}
	return event.Event{
		ID:            fmt.Sprintf("e%d", g.made),
		Stream:        g.stream(below),
		Type:          types[below(len(types), "type")],
		SchemaVersion: uint32(1 + below(3, "schema version")),
		Time:          At(seconds),
		Data:          datas[below(len(datas), "data")],
		Metadata:      metadata[below(len(metadata), "metadata")],
	}
}

// stream returns one of a few streams, and once in a long while another, of which there is little.
func (g *Events) stream(below func(n int, label string) int) string {
	if g.made%300 == 299 {
		return "rare"
	}
	return streams[below(len(streams), "stream")]
}

// broken are the ways to spoil an event so that no log may take it.
var broken = map[string]func(*event.Event){
	"id is empty":             func(e *event.Event) { e.ID = "" },
	"id is too long":          func(e *event.Event) { e.ID = strings.Repeat("i", event.MaxID+1) },
	"stream is blank":         func(e *event.Event) { e.Stream = " \t" },
	"type has a control":      func(e *event.Event) { e.Type = "Placed\x00" },
	"schemaVersion is zero":   func(e *event.Event) { e.SchemaVersion = 0 },
	"schemaVersion is beyond": func(e *event.Event) { e.SchemaVersion = event.MaxSchemaVersion + 1 },
	"time is missing":         func(e *event.Event) { e.Time = 0 },
	"time is beyond":          func(e *event.Event) { e.Time = event.MaxTime + 1 },
	"data is no JSON":         func(e *event.Event) { e.Data = `{"a":}` },
	"data is empty":           func(e *event.Event) { e.Data = "" },
	"data is no UTF-8":        func(e *event.Event) { e.Data = "\"\xff\"" },
	"data nests too deep": func(e *event.Event) {
		e.Data = strings.Repeat("[", event.MaxDepth+1) + strings.Repeat("]", event.MaxDepth+1)
	},
	"data is too long":         func(e *event.Event) { e.Data = `"` + strings.Repeat("d", event.MaxData) + `"` },
	"metadata is no object":    func(e *event.Event) { e.Metadata = `[]` },
	"metadata names no string": func(e *event.Event) { e.Metadata = `{"causationId":7}` },
}

// brokenEnvelope are those of broken that Import looks at.
var brokenEnvelope = []string{
	"id is empty", "id is too long", "stream is blank", "type has a control", "schemaVersion is zero", "time is beyond",
}

// drawQuery draws a query, which is about what there is more often than not.
func drawQuery(t *rapid.T, m *Model) store.Query {
	maybe := func(label string) bool { return rapid.IntRange(0, 2).Draw(t, label) == 0 }
	q := store.Query{
		Descending: rapid.Bool().Draw(t, "descending"),
		Limit:      rapid.SampledFrom([]int{0, 1, 2, 7, 100, 100_000}).Draw(t, "limit"),
		Offset:     rapid.SampledFrom([]int{0, 0, 0, 1, 5, 100_000}).Draw(t, "offset"),
		Uncounted:  rapid.Bool().Draw(t, "uncounted"),
		Clock:      rapid.SampledFrom([]store.Clock{store.ByTime, store.ByRecorded}).Draw(t, "clock"),
	}
	if maybe("has from") {
		q.From = drawTime(t, m)
	}
	if maybe("has to") {
		q.To = drawTime(t, m)
	}
	if maybe("has types") {
		q.Types = rapid.SliceOfN(rapid.SampledFrom(append(types, "Unknown")), 1, 3).Draw(t, "types")
	}
	if maybe("has streams") {
		q.Streams = rapid.SliceOfN(rapid.SampledFrom(append(streams, "rare", "rare", "unknown")), 1, 3).Draw(t, "streams")
	}
	if maybe("has category") {
		q.Category = rapid.SampledFrom([]string{"order", "user", "ütf", "unknown"}).Draw(t, "category")
	}
	if maybe("has text") {
		q.Text = rapid.SampledFrom([]string{"e1", "c1", "12.50", "ï", `e1{"`, `}{"`, "absent"}).Draw(t, "text")
	}
	if maybe("has until") {
		q.Until = drawPosition(t, m)
	}
	if maybe("has after") {
		q.After = drawPosition(t, m)
	}
	return q
}

// drawTime draws a time of an event, or one next to it, or one far from all.
func drawTime(t *rapid.T, m *Model) event.Time {
	if len(m.Events) == 0 || rapid.IntRange(0, 9).Draw(t, "far away") == 0 {
		return rapid.SampledFrom([]event.Time{event.MinTime, At(-1e6), At(1e6), event.MaxTime}).Draw(t, "time")
	}
	e := rapid.SampledFrom(m.Events).Draw(t, "event")
	at := rapid.SampledFrom([]event.Time{e.Time, e.Recorded}).Draw(t, "time")
	return at + event.Time(rapid.IntRange(0, 2).Draw(t, "nanoseconds, plus one")) - 1
}

// drawPosition draws a position of the log or just behind it.
func drawPosition(t *rapid.T, m *Model) uint64 {
	return rapid.Uint64Range(1, uint64(len(m.Events))+2).Draw(t, "position")
}
