package projection_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/storetest"
)

// past is a history, its projection, and the model's rows after every event, as far as the projection folded them:
// behind that they stay what they are.
type past struct {
	events   []event.Event
	source   projection.Source
	snapshot projection.Snapshot
	keys     []string // in the order they first appeared
	rows     []map[string]storetest.Row
}

func drawPast(t *rapid.T) past {
	events := storetest.Scripts(rapid.IntRange(0, 40).Draw(t, "events"), rapid.IntRange(1, 6).Draw(t, "keys"),
		rapid.Uint64().Draw(t, "seed"))
	p := past{events: events, source: sourceOf(events), keys: storetest.Replay(events).Keys}
	all := moments(events)
	if rapid.Bool().Draw(t, "behind") {
		position := rapid.IntRange(0, len(events)).Draw(t, "folded")
		p.snapshot = foldAdded(t, events, position)
		for i := range all[position:] {
			all[position+i] = all[position]
		}
	} else {
		_, p.snapshot = foldSaved(t, events, drawCuts(t, len(events)), 100)
	}
	for _, m := range all {
		rows := map[string]storetest.Row{}
		for _, r := range m.rows {
			rows[r.Key] = r
		}
		p.rows = append(p.rows, rows)
	}
	return p
}

func (p past) drawPosition(t *rapid.T, label string) uint64 {
	return rapid.Uint64Range(0, uint64(len(p.events))).Draw(t, label)
}

// wrote tells whether the event at a position wrote or removed a row.
func (p past) wrote(position uint64, key string) bool {
	row, is := p.rows[position][key]
	_, was := p.rows[position-1][key]
	return is && row.Position == position || was && !is
}

// changed returns the columns that differ between two rows.
func changed(a, b storetest.Row) []int {
	var columns []int
	for column := range 6 {
		if sorts[column](a, b) != 0 {
			columns = append(columns, column)
		}
	}
	return columns
}

func TestDiff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPast(t)
		from, to := p.drawPosition(t, "from"), p.drawPosition(t, "to")
		got, total := p.snapshot.Diff(from, to, 0, math.MaxInt, p.source)
		p.requirePageOfDiff(t, from, to, got)
		require.Len(t, got, total)
		for _, key := range p.keys {
			before, was := p.rows[from][key]
			after, is := p.rows[to][key]
			if !was && !is || was && is && len(changed(before, after)) == 0 {
				continue
			}
			require.NotEmpty(t, got, "%s is missing", key)
			d := got[0]
			got = got[1:]
			require.Equal(t, key, d.Key)
			kind := "changed"
			if was {
				require.Equal(t, before, modelled(d.Before, p.source))
			} else {
				kind = "added"
				require.Zero(t, d.Before)
			}
			if is {
				require.Equal(t, after, modelled(d.After, p.source))
			} else {
				kind = "removed"
				require.Zero(t, d.After)
			}
			require.Equal(t, kind, d.Kind.String())
			p.requireEvents(t, d, min(from, to), max(from, to))
		}
		require.Empty(t, got)
	})
}

// requirePageOfDiff compares a page with all of the rows that differ.
func (p past) requirePageOfDiff(t *rapid.T, from, to uint64, all []projection.Difference) {
	offset := rapid.IntRange(0, 5).Draw(t, "offset")
	limit := rapid.SampledFrom([]int{0, 1, 2, math.MaxInt}).Draw(t, "page")
	page, total := p.snapshot.Diff(from, to, offset, limit, p.source)
	require.Equal(t, len(all), total)
	want := all[min(offset, len(all)):]
	want = want[:min(limit, len(want))]
	require.Len(t, page, len(want))
	for i, d := range page {
		require.Equal(t, want[i].Key, d.Key)
		require.Equal(t, want[i].Kind, d.Kind)
	}
}

// Where no row ever goes, rows that appeared are counted without a look at them.
func TestDiffOfRowsThatStay(t *testing.T) {
	types := slices.Repeat([]string{"E"}, 20)
	_, v := fold(numbered(types...), applying("p", func(in *projection.Input, t *projection.Table[counter]) error {
		t.Put("first", counter{n: int64(in.Position)})
		t.Put(fmt.Sprint(in.Position), counter{})
		return nil
	}))
	// At 5 there are the first row and 1 to 5, at 15 those up to 15.
	want := []string{"first", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15"}
	for offset := range len(want) + 2 {
		for limit := range len(want) + 2 {
			for _, moments := range [][2]uint64{{5, 15}, {15, 5}} {
				page, total := v.Diff(moments[0], moments[1], offset, limit, nil)
				require.Equal(t, len(want), total)
				var keys []string
				for _, d := range page {
					keys = append(keys, d.Key)
				}
				from := min(offset, len(want))
				require.ElementsMatch(t, want[from:min(from+limit, len(want))], keys)
			}
		}
	}
}

func (p past) requireEvents(t *rapid.T, d projection.Difference, low, high uint64) {
	var want []uint64
	for position := low + 1; position <= high; position++ {
		if p.wrote(position, d.Key) {
			want = append(want, position)
		}
	}
	limit := rapid.SampledFrom([]int{0, 1, 2, 100}).Draw(t, "limit")
	positions, total := d.Events(limit)
	require.Equal(t, len(want), total)
	require.Equal(t, want[:min(limit, len(want))], positions)
}

func TestLineage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPast(t)
		key := rapid.SampledFrom(append(p.keys, "unknown")).Draw(t, "key")
		position := p.drawPosition(t, "position")
		column := rapid.IntRange(-1, 5).Draw(t, "column")
		offset := rapid.SampledFrom([]int{0, 1, 3}).Draw(t, "offset")
		limit := rapid.SampledFrom([]int{0, 1, 5, math.MaxInt}).Draw(t, "limit")
		var want []uint64
		for at := position; at > 0; at-- {
			row, is := p.rows[at][key]
			before, was := p.rows[at-1][key]
			if p.wrote(at, key) && (column < 0 || is != was || slices.Contains(changed(before, row), column)) {
				want = append(want, at)
			}
		}
		got, total := p.snapshot.Lineage(key, position, column, offset, limit, p.source)
		require.Equal(t, len(want), total)
		want = want[min(offset, len(want)):]
		want = want[:min(limit, len(want))]
		require.Len(t, got, len(want))
		for i, version := range got {
			require.Equal(t, want[i], version.Position)
			row, is := p.rows[version.Position][key]
			require.Equal(t, !is, version.Removed)
			if !is {
				require.Zero(t, version.Row)
				require.Empty(t, version.Changed)
				continue
			}
			require.Equal(t, row, modelled(version.Row, p.source))
			columns := []int{0, 1, 2, 3, 4, 5} // all, where the row was not there
			if before, was := p.rows[version.Position-1][key]; was {
				columns = changed(before, row)
			}
			require.Equal(t, columns, version.Changed)
		}
	})
}

func TestFind(t *testing.T) {
	operators := map[projection.Operator]func(order int) bool{
		projection.Equal:       func(order int) bool { return order == 0 },
		projection.NotEqual:    func(order int) bool { return order != 0 },
		projection.Less:        func(order int) bool { return order < 0 },
		projection.LessOrEqual: func(order int) bool { return order <= 0 },
		projection.Greater:     func(order int) bool { return order > 0 },
		projection.AtLeast:     func(order int) bool { return order >= 0 },
		projection.Exists:      func(int) bool { return true },
	}
	byPlace := func(a, b projection.Flip) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.Key, b.Key))
	}
	rapid.Check(t, func(t *rapid.T) {
		p := drawPast(t)
		key := rapid.SampledFrom(append(p.keys, "", "", "unknown")).Draw(t, "key")
		operator := rapid.SampledFrom([]projection.Operator{projection.Equal, projection.NotEqual, projection.Less,
			projection.LessOrEqual, projection.Greater, projection.AtLeast, projection.Exists}).Draw(t, "operator")
		column := rapid.IntRange(0, 5).Draw(t, "column")
		wanted := storetest.Row{Number: 1, Text: "b", Amount: "1.5", Type: "Paid", Time: storetest.At(20), Data: "{}"}
		text := []string{"1", "b", "1.5", "Paid", storetest.At(20).String(), "{}"}[column]
		value, err := projection.ParseValue(p.snapshot.Columns[column].Kind, text)
		require.NoError(t, err)
		require.Equal(t, text, value.String())

		var want []projection.Flip
		for at := 1; at < len(p.rows); at++ {
			for _, k := range p.keys {
				holds := func(rows map[string]storetest.Row) bool {
					row, ok := rows[k]
					return ok && operators[operator](sorts[column](row, wanted))
				}
				if is := holds(p.rows[at]); is != holds(p.rows[at-1]) && (key == "" || key == k) {
					want = append(want, projection.Flip{Position: uint64(at), Key: k, Becomes: is})
				}
			}
		}
		slices.SortFunc(want, byPlace)
		condition := projection.Condition{Column: column, Operator: operator, Value: value}
		all, total := p.snapshot.Find(key, condition, 0, math.MaxInt, p.source)
		require.Equal(t, len(want), total)
		require.Equal(t, want, slices.SortedFunc(slices.Values(all), byPlace))
		require.True(t, slices.IsSortedFunc(all, func(a, b projection.Flip) int { return cmp.Compare(a.Position, b.Position) }))

		offset, limit := rapid.IntRange(0, 4).Draw(t, "offset"), rapid.SampledFrom([]int{0, 1, 3, math.MaxInt}).Draw(t, "limit")
		page, total := p.snapshot.Find(key, condition, offset, limit, p.source)
		require.Equal(t, len(want), total)
		from := min(offset, len(all))
		require.True(t, slices.Equal(all[from:from+min(limit, len(all)-from)], page))
	})
}

func TestParseValue(t *testing.T) {
	for _, c := range []struct {
		kind    projection.Kind
		text    string
		message string
	}{
		{projection.IntegerKind, "1.5", `got "1.5", want a whole number`},
		{projection.IntegerKind, "9223372036854775808", `got "9223372036854775808", want a whole number`},
		{projection.MoneyKind, "1e3", `got the amount "1e3", want a plain decimal such as 12.50`},
		{projection.TimeKind, "yesterday", `got the time "yesterday", want RFC 3339 with an offset, such as 2026-01-06T15:00:00Z`},
	} {
		_, err := projection.ParseValue(c.kind, c.text)
		require.EqualError(t, err, c.message)
	}
}

// A row's hidden fields, such as an amount that only a later event needs, are not for show.
func TestDiffShowsOnlyWhatAColumnShows(t *testing.T) {
	_, v := fold(numbered("E", "E"), projection.Define(projection.Definition[counter]{
		Name:    "p",
		Columns: []projection.Column[counter]{projection.TextColumn("text", func(c *counter) projection.Text { return c.text })},
		Apply: func(in *projection.Input, t *projection.Table[counter]) error {
			t.Put("a", counter{n: int64(in.Position), text: t.Text("same")})
			return nil
		},
	}))
	diff, total := v.Diff(1, 2, 0, 10, nil)
	require.Empty(t, diff)
	require.Zero(t, total)
	versions, _ := v.Lineage("a", 2, -1, 0, 10, nil)
	require.Empty(t, versions[0].Changed)
}

func TestAnswersDoNotChangeWithTheVariableOfTheirSnapshot(t *testing.T) {
	counting := func(by int64) func(in *projection.Input, t *projection.Table[counter]) error {
		return func(in *projection.Input, t *projection.Table[counter]) error {
			row, _ := t.Get("a")
			row.n += by
			t.Put("a", row)
			return nil
		}
	}
	set := projection.NewSet(nil, applying("p", counting(1)), applying("q", counting(100)))
	for _, e := range numbered("E", "E", "E") {
		set.Fold(e)
	}
	v := set.Snapshots()[0]
	diff, _ := v.Diff(1, 3, 0, 10, nil)
	lineage, _ := v.Lineage("a", 2, -1, 0, 10, nil)
	v = projection.NewSet(nil, applying("r", counting(7))).Snapshots()[0]

	require.Zero(t, v.At(9).Len())
	positions, _ := diff[0].Events(10)
	require.Equal(t, []uint64{2, 3}, positions)
	require.Equal(t, "3", diff[0].After.Value(0, nil).String())
	require.Equal(t, "2", lineage[0].Row.Value(0, nil).String())
}
