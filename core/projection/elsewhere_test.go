package projection_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/projection"
)

// balances is a set with a projection that is run elsewhere beside one of its own.
func balances() *projection.Set {
	set := projection.NewSet(nil, scripted())
	set.Add(projection.RunElsewhere("balances", "Balances", "1"))
	return set
}

// balancesOf returns the snapshot of that projection.
func balancesOf(set *projection.Set) projection.Snapshot {
	all := set.Snapshots()
	return all[len(all)-1]
}

// cells returns what a table shows, row by row, after the event at a position.
func cells(v projection.Snapshot, position uint64) (rows []string) {
	for row := range v.At(position).Rows() {
		text := row.Key + ":"
		for i, c := range v.Columns {
			text += " " + c.Name + "=" + row.Value(i, nil).String()
		}
		rows = append(rows, text)
	}
	return rows
}

func wrote(position uint64, keysAndStates ...string) projection.Outcome {
	o := projection.Outcome{Position: position}
	for pair := range slices.Chunk(keysAndStates, 2) {
		o.Writes = append(o.Writes, projection.StateOf{Key: pair[0], State: pair[1]})
	}
	return o
}

func TestAProjectionThatIsRunElsewhere(t *testing.T) {
	t.Run("is a table of states like any other", func(t *testing.T) {
		set := balances()
		require.True(t, set.Take("balances", 4, []projection.Outcome{
			wrote(1, "alice", `{"sum":10}`),
			wrote(2, "bob", `{"sum":-1,"since":"2026-01-01"}`),
			wrote(4, "alice", `{"sum":7.50}`, "", `3`),
		}))
		v := balancesOf(set)
		require.Equal(t, []string{"alice: sum=10 since=null state=null"}, cells(v, 1))
		require.Equal(t, cells(v, 2), cells(v, 3))
		require.Equal(t, []string{
			"alice: sum=7.50 since=null state=null", `bob: sum=-1 since="2026-01-01" state=null`, ": sum=null since=null state=3",
		}, cells(v, 4))
		require.Equal(t, uint64(4), v.Position)
		require.Equal(t, uint64(96), v.Behind(100))
		row, _ := v.At(4).Row("alice")
		state, ok := row.State()
		require.True(t, ok)
		require.Equal(t, `{"sum":7.50}`, state)
		versions, total := v.Lineage("alice", 4, 0, 0, 10, nil)
		require.Equal(t, 2, total)
		require.Equal(t, []uint64{4, 1}, []uint64{versions[0].Position, versions[1].Position})
		below, err := projection.ParseValue(projection.JSONKind, "0")
		require.NoError(t, err)
		flips, _ := v.Find("", projection.Condition{Column: 0, Operator: projection.Less, Value: below}, 0, 10, nil)
		require.Equal(t, []projection.Flip{{Position: 2, Key: "bob", Becomes: true}}, flips)
		page, _ := v.At(4).Page(projection.Order{Column: 0, Limit: 2}, nil)
		require.Equal(t, []string{"bob", "alice"}, []string{page[0].Key, page[1].Key}, "by number, not by text")
		page, _ = v.At(4).Page(projection.Order{Column: projection.Unsorted, Search: "2026-01", Limit: 2}, nil)
		require.Equal(t, "bob", page[0].Key)
		changed, _ := v.Diff(1, 4, 0, 10, nil)
		require.Len(t, changed, 3)
	})
	t.Run("fails at an event without a trace of it in the table", func(t *testing.T) {
		set := balances()
		require.True(t, set.Take("balances", 2, []projection.Outcome{
			wrote(1, "a", "1"), {Position: 2, Writes: wrote(2, "a", "2").Writes, Failure: errors.New("no")},
		}))
		v := balancesOf(set)
		require.Equal(t, []string{"a: state=1"}, cells(v, 2))
		require.Equal(t, 1, v.FailureCount(2))
	})
	t.Run("takes nothing that does not come next, and no state that is no JSON", func(t *testing.T) {
		set := balances()
		require.True(t, set.Take("balances", 5, nil))
		for what, outcomes := range map[string][]projection.Outcome{
			"an event it has had":    {wrote(5, "a", "1")},
			"one behind the last":    {wrote(9, "a", "1")},
			"in no order":            {wrote(7, "a", "1"), wrote(6, "a", "1")},
			"two of one event":       {wrote(7, "a", "1"), wrote(7, "a", "1")},
			"a state that is broken": {wrote(6, "a", "1"), wrote(7, "a", "{")},
			"a state without text":   {wrote(6, "a", "")},
		} {
			require.False(t, set.Take("balances", 8, outcomes), what)
		}
		require.False(t, set.Take("balances", 4, nil), "a position that it is behind")
		require.False(t, set.Take(scripted().Name(), 8, nil), "one that folds by itself")
		require.False(t, set.Take("none", 8, nil))
		v := balancesOf(set)
		require.Equal(t, uint64(5), v.Position)
		require.Zero(t, v.Versions(100))
		require.Empty(t, v.Columns)
	})
	t.Run("is passed over by those that fold by themselves", func(t *testing.T) {
		set := balances()
		require.Zero(t, set.CatchUp(10, 10, nil))
		require.Zero(t, set.Behind(10))
		require.PanicsWithValue(t, `projection: NewSet: "x" is run elsewhere, and can only be added`, func() {
			projection.NewSet(nil, projection.RunElsewhere("x", "", ""))
		})
	})
	t.Run("has so many columns and no more, and equal states once", func(t *testing.T) {
		set := balances()
		var state strings.Builder
		for i := range projection.MaxStateColumns + 1 {
			fmt.Fprintf(&state, `%c"m%d":%d`, ",{"[min(i, 1)^1], i, i)
		}
		state.WriteByte('}')
		require.True(t, set.Take("balances", 1, []projection.Outcome{wrote(1, "a", state.String())}))
		require.Len(t, balancesOf(set).Columns, projection.MaxStateColumns)
		before := set.Bytes()
		for position := range uint64(100) {
			require.True(t, set.Take("balances", position+2, []projection.Outcome{wrote(position+2, "a", state.String())}))
		}
		require.Less(t, set.Bytes()-before, 100*state.Len()/10)
	})
}

// Any outcomes, in any pieces, saved and loaded in between, are the same table as a map says.
func TestAProjectionThatIsRunElsewhereIsSaved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		alone := func() *projection.Set {
			set := projection.NewSet(nil)
			set.Add(projection.RunElsewhere("balances", "Balances", "1"))
			return set
		}
		set, saved := alone(), projection.Mark{}
		var file [][]byte
		want := []map[string]string{{}} // by position
		for range rapid.IntRange(1, 8).Draw(t, "pieces") {
			var outcomes []projection.Outcome
			for range rapid.IntRange(0, 5).Draw(t, "events") {
				rows := maps.Clone(want[len(want)-1])
				position := uint64(len(want))
				if rapid.Bool().Draw(t, "writes") {
					key := rapid.SampledFrom([]string{"a", "b", ""}).Draw(t, "key")
					state := rapid.SampledFrom([]string{`{"n":1}`, `{"n":2,"m":null}`, `null`, `"x"`, `[1]`}).Draw(t, "state")
					outcomes = append(outcomes, wrote(position, key, state))
					rows[key] = state
				}
				want = append(want, rows)
			}
			require.True(t, set.Take("balances", uint64(len(want)-1), outcomes))
			if rapid.Bool().Draw(t, "save") {
				additions := set.Additions(saved)
				saved = set.Mark()
				for more := true; more; {
					var piece []byte
					piece, more = additions.Append(nil, 1<<10)
					file = append(file, piece)
				}
			}
			if len(file) > 0 && rapid.Bool().Draw(t, "load") {
				set = alone()
				for _, piece := range file {
					require.NoError(t, set.Load(piece))
				}
				var err error
				saved, err = set.Loaded(uint64(len(want)), nil)
				require.NoError(t, err)
				want = want[:balancesOf(set).Position+1]
			}
		}
		v := balancesOf(set)
		for position, rows := range want {
			got := map[string]string{}
			for row := range v.At(uint64(position)).Rows() {
				got[row.Key], _ = row.State()
			}
			require.Equal(t, rows, got, "after the event at %d", position)
		}
	})
}
