package projection_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/projection"
)

// counter is the row of the projections here.
type counter struct {
	n    int64
	text projection.Text
}

// applying makes a projection of one Apply.
func applying(name string, apply func(*projection.Input, *projection.Table[counter]) error) projection.Projection {
	return projection.Define(projection.Definition[counter]{
		Name: name, Apply: apply,
		Columns: []projection.Column[counter]{
			projection.IntegerColumn("n", func(c *counter) int64 { return c.n }),
			projection.TextColumn("text", func(c *counter) projection.Text { return c.text }),
		},
	})
}

// numbered returns events of these types at the positions from 1 on.
func numbered(types ...string) []event.Event {
	events := make([]event.Event, len(types))
	for i, typ := range types {
		events[i] = event.Event{Position: uint64(i) + 1, ID: fmt.Sprint(i + 1), Stream: "s", Type: typ,
			SchemaVersion: 1, Time: event.MinTime, Data: "{}"}
	}
	return events
}

// lines are a state's rows as "key n text @position".
func lines(s projection.State) []string {
	all := []string{}
	for r := range s.Rows() {
		all = append(all, fmt.Sprintf("%s %s %s@%d", r.Key, r.Value(0, nil), r.Value(1, nil), r.Position))
	}
	return all
}

func TestTable(t *testing.T) {
	type table = *projection.Table[counter]
	// by runs the steps of one event after the other.
	by := func(steps ...func(t table)) projection.Snapshot {
		_, v := fold(numbered(slices.Repeat([]string{"E"}, len(steps))...), applying("p", func(in *projection.Input, t table) error {
			steps[in.Position-1](t)
			return nil
		}))
		return v
	}
	t.Run("shows an event its own writes", func(t *testing.T) {
		by(func(tab table) {
			_, ok := tab.Get("a")
			require.False(t, ok)
			tab.Put("a", counter{n: 1})
			row, ok := tab.Get("a")
			require.True(t, ok)
			require.Equal(t, int64(1), row.n)
			tab.Delete("a")
			row, ok = tab.Get("a")
			require.False(t, ok)
			require.Zero(t, row)
			tab.Put("a", counter{n: 2})
		}, func(tab table) {
			row, ok := tab.Get("a")
			require.True(t, ok)
			require.Equal(t, int64(2), row.n)
			tab.Delete("a")
			_, ok = tab.Get("a")
			require.False(t, ok)
		}, func(tab table) {
			_, ok := tab.Get("a")
			require.False(t, ok)
		})
	})
	t.Run("makes one version of what one event writes to one row", func(t *testing.T) {
		v := by(func(tab table) {
			tab.Put("a", counter{n: 1})
			tab.Put("b", counter{n: 1})
			tab.Put("a", counter{n: 2})
		})
		require.Equal(t, 2, v.Versions(1))
		require.Equal(t, []string{"a 2 @1", "b 1 @1"}, lines(v.At(1)))
	})
	t.Run("takes no notice of a row that comes and goes within one event", func(t *testing.T) {
		v := by(func(tab table) {
			tab.Put("a", counter{n: 1})
			tab.Delete("a")
			tab.Delete("unknown")
		}, func(tab table) { tab.Put("b", counter{}) }, func(tab table) { tab.Put("a", counter{}) })
		require.Zero(t, v.Versions(1))
		require.Equal(t, []string{"b 0 @2", "a 0 @3"}, lines(v.At(3)))
	})
	t.Run("keeps a removed row's place for when it comes again", func(t *testing.T) {
		v := by(
			func(tab table) { tab.Put("a", counter{n: 1}); tab.Put("b", counter{n: 1}) },
			func(tab table) { tab.Delete("a") },
			func(tab table) { tab.Delete("a") },
			func(tab table) { tab.Put("a", counter{n: 4}) },
		)
		require.Equal(t, []string{"a 1 @1", "b 1 @1"}, lines(v.At(1)))
		require.Equal(t, []string{"b 1 @1"}, lines(v.At(2)))
		require.Equal(t, []string{"b 1 @1"}, lines(v.At(3)))
		require.Equal(t, []string{"a 4 @4", "b 1 @1"}, lines(v.At(4)))
		require.Equal(t, []int{0, 2, 3, 3, 4}, []int{v.Versions(0), v.Versions(1), v.Versions(2), v.Versions(3), v.Versions(4)})
	})
	t.Run("keeps texts", func(t *testing.T) {
		v := by(func(tab table) {
			text := tab.Text("ä")
			require.Equal(t, "ä", tab.String(text))
			require.Equal(t, text, tab.Text("ä"))
			require.Equal(t, projection.Text{}, tab.Text(""))
			require.Empty(t, tab.String(projection.Text{}))
			tab.Put("a", counter{text: text})
		})
		require.Equal(t, []string{"a 0 ä@1"}, lines(v.At(1)))
	})
}

type codedError struct{}

func (codedError) Error() string { return "out of stock" }
func (codedError) Code() string  { return "rule" }

func TestFailingApply(t *testing.T) {
	reasons := map[string]func(in *projection.Input) error{
		"Error":   func(*projection.Input) error { return errors.New("no") },
		"Coded":   func(*projection.Input) error { return fmt.Errorf("wrapped: %w", codedError{}) },
		"Panic":   func(*projection.Input) error { panic("oh") },
		"Missing": func(in *projection.Input) error { _, err := in.Name("orderId"); return err },
		"Range":   func(in *projection.Input) error { return []error{}[in.Position] },
	}
	events := numbered("Good", "Error", "Good", "Coded", "Panic", "Missing", "Range", "Good")
	_, v := fold(events, applying("p", func(in *projection.Input, t *projection.Table[counter]) error {
		row, _ := t.Get("a")
		row.n++
		t.Put("a", row)
		t.Put(in.Type, row)
		t.Delete("Good")
		if fails := reasons[in.Type]; fails != nil {
			return fails(in)
		}
		return nil
	}))
	require.Equal(t, []string{"a 3 @8"}, lines(v.At(8)), "what failed changed nothing")
	require.Equal(t, 3, v.Versions(8))
	require.Equal(t, []projection.Failure{
		{Position: 2, Code: "not_applied", Message: "no"},
		{Position: 4, Code: "rule", Message: "wrapped: out of stock"},
		{Position: 5, Code: "panic", Message: "the projection panicked: oh"},
		{Position: 6, Code: "invalid_data", Message: "orderId: got nothing, want a string"},
		{Position: 7, Code: "panic", Message: "the projection panicked: runtime error: index out of range [7] with length 0"},
	}, slices.Collect(v.Failures()))
	require.Equal(t, []int{0, 0, 1, 1, 5, 5}, []int{v.FailureCount(0), v.FailureCount(1), v.FailureCount(2),
		v.FailureCount(3), v.FailureCount(7), v.FailureCount(100)})
	for f := range v.Failures() {
		require.Equal(t, uint64(2), f.Position, "stops when asked to")
		break
	}
}

// What is held of a projection must not depend on the variable that its snapshot was in.
func TestStateDoesNotChange(t *testing.T) {
	counting := func(in *projection.Input, t *projection.Table[counter]) error {
		row, _ := t.Get("a")
		row.n++
		t.Put("a", row)
		return nil
	}
	other := func(_ *projection.Input, t *projection.Table[counter]) error {
		t.Put("other", counter{})
		return nil
	}
	set := projection.NewSet(nil, applying("p", counting), applying("q", other))
	events := numbered("E", "E", "E")
	set.Fold(events[0])
	snapshots := set.Snapshots()
	v := snapshots[0]
	state := v.At(1)
	row, _ := state.Row("a")

	v = snapshots[1]
	snapshots[0] = v
	set.Fold(events[1])
	set.Fold(events[2])

	require.Equal(t, []string{"other 0 @1"}, lines(v.At(1)))
	require.Equal(t, []string{"a 1 @1"}, lines(state))
	require.Equal(t, "1", row.Value(0, nil).String())
}
