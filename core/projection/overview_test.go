package projection_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/storetest"
)

// summary is what the overviews say of the events of one stream or type.
type summary struct {
	count       int
	last        event.Event
	first, upTo event.Time
}

func summarize(events []event.Event, key func(event.Event) string) (order []string, by map[string]summary) {
	by = map[string]summary{}
	for _, e := range events {
		s, known := by[key(e)]
		if !known {
			order = append(order, key(e))
			s.first, s.upTo = e.Time, e.Time
		}
		s.count, s.last = s.count+1, e
		s.first, s.upTo = min(s.first, e.Time), max(s.upTo, e.Time)
		by[key(e)] = s
	}
	return order, by
}

func texts(s projection.State, columns int, source projection.Source) []string {
	all := []string{}
	for r := range s.Rows() {
		line := r.Key
		for c := range columns {
			line += " | " + r.Value(c, source).String()
		}
		all = append(all, line)
	}
	return all
}

func TestOverviews(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := storetest.Scripts(rapid.IntRange(0, 60).Draw(t, "events"), 3, rapid.Uint64().Draw(t, "seed"))
		set := projection.NewSet(nil, projection.Streams(), projection.EventTypes())
		for _, e := range events {
			set.Fold(e)
		}
		position := rapid.IntRange(0, len(events)).Draw(t, "position")
		snapshots := set.Snapshots()

		want := []string{}
		order, by := summarize(events[:position], func(e event.Event) string { return e.Stream })
		for _, key := range order {
			s := by[key]
			want = append(want, fmt.Sprintf("%s | %d | %s | %s | %s | %s", key, s.count, s.last.Type, s.first, s.upTo, s.last.Data))
		}
		require.Equal(t, want, texts(snapshots[0].At(uint64(position)), 5, sourceOf(events)))

		want = []string{}
		order, by = summarize(events[:position], func(e event.Event) string { return e.Type })
		for _, key := range order {
			s := by[key]
			want = append(want, fmt.Sprintf("%s | %d | %s | %s", key, s.count, s.first, s.upTo))
		}
		require.Equal(t, want, texts(snapshots[1].At(uint64(position)), 3, nil))
	})
	t.Run("have the names and columns that the scripting API promises", func(t *testing.T) {
		snapshots := projection.NewSet(nil, projection.Streams(), projection.EventTypes()).Snapshots()
		require.Equal(t, []string{"streams", "event_types"}, []string{snapshots[0].Name, snapshots[1].Name})
		require.Equal(t, []projection.ColumnInfo{
			{Name: "version", Kind: projection.IntegerKind}, {Name: "lastType", Kind: projection.TypeKind},
			{Name: "firstTime", Kind: projection.TimeKind}, {Name: "lastTime", Kind: projection.TimeKind},
			{Name: "data", Kind: projection.JSONKind},
		}, snapshots[0].Columns)
		require.Equal(t, 4, snapshots[0].Column("data"))
		require.Equal(t, -1, snapshots[0].Column("unknown"))
	})
}

func TestValue(t *testing.T) {
	events := storetest.Scripts(200, 20, 1)
	_, v := fold(events, scripted())
	kinds := []string{}
	for _, c := range v.Columns {
		kinds = append(kinds, c.Kind.String())
	}
	require.Equal(t, []string{"integer", "text", "money", "type", "time", "json"}, kinds)
	row, ok := v.At(200).Row("key-1")
	require.True(t, ok)
	json := []string{}
	for c := range v.Columns {
		value := row.Value(c, sourceOf(events))
		require.Equal(t, v.Columns[c].Kind, value.Kind())
		require.Zero(t, value.Compare(value))
		json = append(json, string(value.AppendJSON(nil)))
	}
	want := storetest.Replay(events).Now["key-1"]
	require.Equal(t, []string{fmt.Sprint(want.Number), `"` + want.Text + `"`, `"` + want.Amount + `"`, `"` + want.Type + `"`,
		`"` + want.Time.String() + `"`, want.Data}, json)
}

func TestRowsStopWhenAskedTo(t *testing.T) {
	_, v := fold(storetest.Scripts(100, 20, 1), scripted())
	keys := []string{}
	for r := range v.At(100).Rows() {
		keys = append(keys, r.Key)
		if len(keys) == 2 {
			break
		}
	}
	require.Len(t, keys, 2)
	require.NotEqual(t, keys[0], keys[1])
	require.True(t, slices.Contains(storetest.Replay(storetest.Scripts(100, 20, 1)).Keys, keys[0]))
}

func TestZeroState(t *testing.T) {
	var s projection.State
	require.Zero(t, s.Len())
	require.Empty(t, slices.Collect(s.Rows()))
	_, ok := s.Row("a")
	require.False(t, ok)
	rows, total := s.Page(projection.Order{Limit: 5}, nil)
	require.Empty(t, rows)
	require.Zero(t, total)
}

func TestLabelColumn(t *testing.T) {
	_, v := fold(numbered("E", "E"), projection.Define(projection.Definition[counter]{
		Name: "p",
		Columns: []projection.Column[counter]{projection.LabelColumn("parity", func(c *counter) string {
			return [...]string{"even", "odd"}[c.n%2]
		})},
		Apply: func(in *projection.Input, t *projection.Table[counter]) error {
			t.Put("a", counter{n: int64(in.Position)})
			return nil
		},
	}))
	require.Equal(t, []string{"a | odd"}, texts(v.At(1), 1, nil))
	require.Equal(t, []string{"a | even"}, texts(v.At(2), 1, nil))
	require.Equal(t, projection.TextKind, v.Columns[0].Kind)
}
