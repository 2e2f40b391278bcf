package projection_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/upcast"
)

// noting makes a projection with a row for every event that it is handed, by position.
func noting(name string, envelope bool, types ...string) projection.Projection {
	return projection.Define(projection.Definition[counter]{
		Name: name, Types: types, Envelope: envelope,
		Columns: []projection.Column[counter]{
			projection.IntegerColumn("schemaVersion", func(c *counter) int64 { return c.n }),
			projection.TextColumn("data", func(c *counter) projection.Text { return c.text }),
		},
		Apply: func(in *projection.Input, t *projection.Table[counter]) error {
			t.Put(in.Type, counter{n: int64(in.SchemaVersion), text: t.Text(in.Data)})
			return nil
		},
	})
}

func TestSet(t *testing.T) {
	t.Run("hands a projection the types it takes, and all when it names none", func(t *testing.T) {
		set := projection.NewSet(nil, noting("all", false), noting("a and b", false, "A", "B"), noting("none", false, "X"))
		for _, e := range numbered("A", "B", "C", "A") {
			set.Fold(e)
		}
		snapshots := set.Snapshots()
		require.Equal(t, []string{"all", "a and b", "none"}, []string{snapshots[0].Name, snapshots[1].Name, snapshots[2].Name})
		require.Equal(t, []string{"A 1 {}@4", "B 1 {}@2", "C 1 {}@3"}, lines(snapshots[0].At(9)))
		require.Equal(t, []string{"A 1 {}@4", "B 1 {}@2"}, lines(snapshots[1].At(9)))
		require.Empty(t, lines(snapshots[2].At(9)))
	})
	t.Run("takes no two projections of one name", func(t *testing.T) {
		require.PanicsWithValue(t, `projection: NewSet: two projections are called "p"`, func() {
			projection.NewSet(nil, noting("p", false), noting("q", false), noting("p", true))
		})
	})
	t.Run("starts each set of its own, though the projections are the same", func(t *testing.T) {
		p := noting("p", false)
		_, first := fold(numbered("A"), p)
		_, second := fold(numbered("B", "C"), p)
		require.Equal(t, []string{"A 1 {}@1"}, lines(first.At(9)))
		require.Equal(t, []string{"B 1 {}@1", "C 1 {}@2"}, lines(second.At(9)))
	})
	t.Run("knows its size", func(t *testing.T) {
		set := projection.NewSet(nil, noting("p", false))
		before := set.Bytes()
		for _, e := range numbered("A", "B") {
			set.Fold(e)
		}
		require.Greater(t, set.Bytes(), before)
	})
}

func TestSetUpcasts(t *testing.T) {
	double := func(data string) (string, error) { return "[" + data + "," + data + "]", nil }
	chain := upcast.NewChain(
		upcast.Schema{Type: "Old", Steps: []upcast.Step{double, double}},
		upcast.Schema{Type: "Gap", Steps: []upcast.Step{double, nil}},
		upcast.Schema{Type: "Broken", Steps: []upcast.Step{func(string) (string, error) { panic("oh") }}},
		upcast.Schema{Type: "Future"},
	)
	events := numbered("Old", "Gap", "Broken", "Future", "Plain")
	events[0].Data, events[3].SchemaVersion = "1", 2
	set := projection.NewSet(chain.Raise, noting("data", false), noting("envelope", true), noting("other", false, "Plain"))
	for _, e := range events {
		set.Fold(e)
	}
	snapshots := set.Snapshots()

	require.Equal(t, []string{"Old 3 [[1,1],[1,1]]@1", "Plain 1 {}@5"}, lines(snapshots[0].At(5)))
	require.Equal(t, []projection.Failure{
		{Position: 2, Code: "upcast_missing", Message: "Gap: no step leads from schema version 2 to 3"},
		{Position: 3, Code: "upcast_failed", Message: "Broken: from schema version 1 to 2: the step panicked: oh"},
		{Position: 4, Code: "upcast_future", Message: "Future: got schema version 2, want at most 1"},
	}, slices.Collect(snapshots[0].Failures()))

	require.Equal(t, []string{"Old 3 [[1,1],[1,1]]@1", "Gap 1 {}@2", "Broken 1 {}@3", "Future 2 {}@4", "Plain 1 {}@5"},
		lines(snapshots[1].At(5)), "who looks at the envelope only gets what can't be upcast as it is stored")
	require.Zero(t, snapshots[1].FailureCount(5))
	require.Zero(t, snapshots[2].FailureCount(5), "an event of no concern is no failure")
}

func TestSetTakesWhateverAnUpcastReturns(t *testing.T) {
	set := projection.NewSet(func(e *event.Event) error {
		e.Data = `"changed, though of the same version"`
		return nil
	}, noting("p", false))
	set.Fold(numbered("A")[0])
	v := set.Snapshots()[0]
	require.Equal(t, []string{`A 1 "changed, though of the same version"@1`}, lines(v.At(1)))
}

func TestInput(t *testing.T) {
	e := numbered("A")[0]
	e.Data = `{"name":"ä","empty":"","n":7,"big":9007199254740993,"price":"12.50","rate":0.1,"exp":1e3,"half":1.5,"none":null}`
	got := map[string]string{}
	set := projection.NewSet(nil, applying("p", func(in *projection.Input, _ *projection.Table[counter]) error {
		note := func(getter, field string, value any, err error) {
			if err != nil {
				require.IsType(t, &event.FieldError{}, err)
				value = err.Error()
			}
			got[getter+" "+field] = fmt.Sprint(value)
		}
		for _, field := range []string{"name", "empty", "n", "none", "absent"} {
			name, err := in.Name(field)
			note("Name", field, name, err)
			text, err := in.Text(field)
			note("Text", field, text, err)
		}
		for _, field := range []string{"n", "big", "half", "price", "exp", "absent", "rate"} {
			integer, err := in.Integer(field)
			note("Integer", field, integer, err)
			amount, err := in.Money(field)
			note("Money", field, amount, err)
		}
		return nil
	}))
	set.Fold(e)
	require.Equal(t, map[string]string{
		"Name name": "ä", "Text name": "ä",
		"Name empty": "empty: got an empty string, want a name", "Text empty": "",
		"Name n": "n: got a number, want a string", "Text n": "n: got a number, want a string",
		"Name none": "none: got null, want a string", "Text none": "none: got null, want a string",
		"Name absent": "absent: got nothing, want a string", "Text absent": "absent: got nothing, want a string",
		"Integer n": "7", "Money n": "7",
		"Integer big": "9007199254740993", "Money big": "9007199254740993",
		"Integer half": "half: got 1.5, want a whole number", "Money half": "1.5",
		"Integer price": "price: got a string, want a whole number", "Money price": "12.50",
		"Integer exp": "exp: got 1e3, want a whole number", "Money exp": `exp: got "1e3", want a plain decimal such as 12.50`,
		"Integer absent": "absent: got nothing, want a whole number", "Money absent": "absent: got nothing, want a number",
		"Integer rate": "rate: got 0.1, want a whole number", "Money rate": "0.1",
	}, got)
}
