package upcast_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/upcast"
)

// stored returns a valid event of a schema version.
func stored(typ string, version uint32, data string) event.Event {
	return event.Event{ID: "1", Stream: "s", Type: typ, SchemaVersion: version, Time: event.MinTime, Data: data}
}

// wrap returns a step that shows that it ran: it puts the data into an array behind a number.
func wrap(number string) upcast.Step {
	return func(data string) (string, error) { return "[" + number + "," + data + "]", nil }
}

var errNoAmount = errors.New("there is no amount")

func failing(string) (string, error) { return "", errNoAmount }

func TestCurrent(t *testing.T) {
	chain := upcast.NewChain(
		upcast.Schema{Type: "Three", Steps: []upcast.Step{wrap("1"), wrap("2")}},
		upcast.Schema{Type: "Gap", Steps: []upcast.Step{wrap("1"), nil, wrap("3")}},
		upcast.Schema{Type: "Failing", Steps: []upcast.Step{wrap("1"), failing}},
		upcast.Schema{Type: "Garbage", Steps: []upcast.Step{func(string) (string, error) { return `{"a":}`, nil }}},
		upcast.Schema{Type: "Panicking", Steps: []upcast.Step{func(string) (string, error) { panic("oh") }}},
		upcast.Schema{Type: "Bloating", Steps: []upcast.Step{func(string) (string, error) {
			return `"` + strings.Repeat("a", event.MaxData) + `"`, nil
		}}},
		upcast.Schema{Type: "Deep", Steps: []upcast.Step{func(string) (string, error) {
			return strings.Repeat("[", 600) + strings.Repeat("]", 600), nil
		}}},
		upcast.Schema{Type: "One"},
	)
	for name, c := range map[string]struct {
		event   event.Event
		data    string // what comes out
		code    string
		version uint32 // where the chain broke off
		message string
	}{
		"goes through all steps":         {event: stored("Three", 1, "0"), data: "[2,[1,0]]"},
		"goes through those left":        {event: stored("Three", 2, "0"), data: "[2,0]"},
		"leaves a current event":         {event: stored("Three", 3, "0"), data: "0"},
		"leaves a type it does not know": {event: stored("Unknown", 7, "0"), data: "0"},
		"leaves a type without steps":    {event: stored("One", 1, "0"), data: "0"},
		"does not miss a step it is past": {
			event: stored("Gap", 3, "0"), data: "[3,0]"},
		"misses a step": {event: stored("Gap", 1, "0"), code: "upcast_missing", version: 2,
			message: "Gap: no step leads from schema version 2 to 3"},
		"knows no version from the future": {event: stored("Three", 4, "0"), code: "upcast_future", version: 4,
			message: "Three: got schema version 4, want at most 3"},
		"knows no version 0": {event: stored("Three", 0, "0"), code: "upcast_missing", version: 0,
			message: "Three: no step leads from schema version 0 to 1"},
		"passes on why a step failed": {event: stored("Failing", 1, "0"), code: "upcast_failed", version: 2,
			message: "Failing: from schema version 2 to 3: there is no amount"},
		"takes no garbage": {event: stored("Garbage", 1, "0"), code: "upcast_failed", version: 1,
			message: "Garbage: from schema version 1 to 2: data: got '}' at line 1, column 6, want a value"},
		"survives a step that panics": {event: stored("Panicking", 1, "0"), code: "upcast_failed", version: 1,
			message: "Panicking: from schema version 1 to 2: the step panicked: oh"},
		"takes no data that is too long": {event: stored("Bloating", 1, "0"), code: "upcast_failed", version: 1,
			message: "Bloating: from schema version 1 to 2: data: got 1048578 bytes, want at most 1048576"},
		"takes no data that nests too deep": {event: stored("Deep", 1, "0"), code: "upcast_failed", version: 1,
			message: "Deep: from schema version 1 to 2: data: got 600 nested levels, want at most 512"},
	} {
		t.Run(name, func(t *testing.T) {
			given := c.event
			current, err := chain.Current(c.event)
			require.Equal(t, given, c.event, "the stored event is never rewritten")
			if c.code == "" {
				require.NoError(t, err)
				want := given
				want.Data = c.data
				want.SchemaVersion = max(given.SchemaVersion, current.SchemaVersion)
				require.Equal(t, want, current)
				require.True(t, chain.IsCurrent(&current))
				return
			}
			require.EqualError(t, err, c.message)
			var broken *upcast.Error
			require.ErrorAs(t, err, &broken)
			require.Equal(t, c.code, broken.Code())
			require.Equal(t, c.version, broken.SchemaVersion)
			require.False(t, chain.IsCurrent(&given))
		})
	}
	t.Run("unwraps to the step's own error", func(t *testing.T) {
		_, err := chain.Current(stored("Failing", 1, "0"))
		require.ErrorIs(t, err, errNoAmount)
	})
}

func TestChainOfAnyLength(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length := rapid.IntRange(0, 20).Draw(t, "steps")
		from := rapid.Uint32Range(1, uint32(length)+3).Draw(t, "from")
		var ran []int
		var steps []upcast.Step
		for n := range length {
			steps = append(steps, func(data string) (string, error) {
				ran = append(ran, n+1)
				return data, nil
			})
		}
		schema := upcast.Schema{Type: "T", Steps: steps}
		current, err := upcast.NewChain(schema).Current(stored("T", from, "null"))
		if from > schema.Current() {
			require.Error(t, err)
			require.Empty(t, ran)
			return
		}
		require.NoError(t, err)
		require.Equal(t, uint32(length)+1, current.SchemaVersion)
		var want []int
		for n := int(from); n <= length; n++ {
			want = append(want, n)
		}
		require.Equal(t, want, ran, "each step once, in order")
	})
}

func TestNewChain(t *testing.T) {
	t.Run("takes no two schemas of one type", func(t *testing.T) {
		require.PanicsWithValue(t, `upcast: NewChain: two schemas of type "A"`, func() {
			upcast.NewChain(upcast.Schema{Type: "A"}, upcast.Schema{Type: "A"})
		})
	})
	t.Run("is not changed through the steps it was given", func(t *testing.T) {
		steps := []upcast.Step{wrap("1")}
		chain := upcast.NewChain(upcast.Schema{Type: "A", Steps: steps})
		steps[0] = failing
		current, err := chain.Current(stored("A", 1, "0"))
		require.NoError(t, err)
		require.Equal(t, "[1,0]", current.Data)
	})
	t.Run("knows no type when it is zero", func(t *testing.T) {
		e := stored("A", 9, "0")
		current, err := upcast.Chain{}.Current(e)
		require.NoError(t, err)
		require.Equal(t, e, current)
		require.True(t, upcast.Chain{}.IsCurrent(&e))
	})
}
