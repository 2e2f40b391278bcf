package logfile

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
)

// drawEvents draws events up to the limits of their fields, numbered from first on.
func drawEvents(t *rapid.T, first uint64) (events []event.Event, before event.Time) {
	name := func(label string, limit int) string {
		length := rapid.OneOf(rapid.IntRange(1, 20), rapid.Just(limit)).Draw(t, label)
		return strings.Repeat(rapid.SampledFrom([]string{"a", "b", "\xff"}).Draw(t, label), length)
	}
	before = event.Time(rapid.Uint64Range(0, uint64(event.MaxTime)).Draw(t, "recorded before"))
	recorded := max(before, event.MinTime)
	for i := range rapid.IntRange(1, 20).Draw(t, "events") {
		recorded = event.Time(rapid.Uint64Range(uint64(recorded), uint64(event.MaxTime)).Draw(t, "recorded"))
		events = append(events, event.Event{
			Position: first + uint64(i), ID: name("id", event.MaxID), Stream: name("stream", event.MaxStream),
			Type: name("type", event.MaxType), Data: name("data", 5000), Metadata: name("metadata", event.MaxMetadata)[1:],
			SchemaVersion: rapid.Uint32Range(1, event.MaxSchemaVersion).Draw(t, "schema version"),
			Time:          event.Time(rapid.Uint64Range(uint64(event.MinTime), uint64(event.MaxTime)).Draw(t, "time")),
			Recorded:      recorded,
		})
	}
	return events, before
}

func TestCodec(t *testing.T) {
	var x encoder
	var d decoder
	rapid.Check(t, func(t *rapid.T) {
		events, before := drawEvents(t, rapid.Uint64Range(1, 1<<32).Draw(t, "first position"))
		content := x.appendContent(nil, events, before)
		require.Zero(t, len(content)%8)
		got, ok := d.decode(content, before)
		require.True(t, ok)
		require.Equal(t, events, got)

		_, ok = d.decode(content, events[0].Recorded+1)
		require.False(t, ok, "recorded time went back")
		cut := rapid.IntRange(0, len(content)-1).Draw(t, "cut")
		_, ok = d.decode(content[:cut], before)
		require.False(t, ok)
	})
	t.Run("panics for events that no log gives out", func(t *testing.T) {
		good := event.Event{Position: 1, ID: "i", Stream: "s", Type: "t", SchemaVersion: 1, Time: 5, Recorded: 5, Data: "1"}
		for _, spoil := range []func(*event.Event){
			func(e *event.Event) { e.ID = "" },
			func(e *event.Event) { e.Data = "" },
			func(e *event.Event) { e.Recorded = 0 },
			func(e *event.Event) { e.Metadata = strings.Repeat(" ", event.MaxMetadata+1) },
		} {
			bad := good
			spoil(&bad)
			require.Panics(t, func() { x.appendContent(nil, []event.Event{bad}, 0) })
		}
		require.Panics(t, func() { x.appendContent(nil, []event.Event{good, good}, 0) }, "the same position twice")
		require.Panics(t, func() { x.appendContent(nil, []event.Event{good}, 6) }, "recorded time goes back")
	})
}

// FuzzDecode decodes any bytes as a block's content; what can be decoded is encoded again to the same
// events.
func FuzzDecode(f *testing.F) {
	var x encoder
	one := event.Event{Position: 7, ID: "e7", Stream: "order-1", Type: "Placed", SchemaVersion: 2, Time: 400, Recorded: 500, Data: `{"a":1}`}
	two := one
	two.Position, two.ID, two.Stream, two.Metadata, two.Time = 8, "e8", "order-2", `{"b":2}`, 600
	f.Add(x.appendContent(nil, []event.Event{one}, 0))
	f.Add(x.appendContent(nil, []event.Event{one, two}, 500))
	f.Fuzz(func(t *testing.T, content []byte) {
		var d, again decoder
		events, ok := d.decode(content, 0)
		require.LessOrEqual(t, cap(d.events), len(content)/leastEvent)
		if ok {
			got, ok := again.decode(x.appendContent(nil, events, 0), 0)
			require.True(t, ok)
			require.Equal(t, events, got)
		}
	})
}
