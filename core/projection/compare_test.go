package projection_test

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/jsontext"
	"hindsight/core/projection"
)

// revisions is a set with two revisions of one projection, the first of which answers for the name.
func revisions(beside ...projection.Projection) *projection.Set {
	set := projection.NewSet(nil, beside...)
	first := projection.RunElsewhere("balances", "Balances", "one")
	set.Add(projection.Revision(first, 1))
	set.Add(projection.Beside(projection.Revision(projection.RunElsewhere("balances", "Balances", "two"), 2)))
	return set
}

// named returns the snapshot of a name.
func named(t require.TestingT, set *projection.Set, name string) *projection.Snapshot {
	all := set.Snapshots()
	i := slices.IndexFunc(all, func(v projection.Snapshot) bool { return v.Is(name) })
	require.GreaterOrEqual(t, i, 0, name)
	return &all[i]
}

func TestCompare(t *testing.T) {
	set := revisions()
	require.True(t, set.Take("balances", 5, []projection.Outcome{
		wrote(1, "bob", `{"sum":1,"n":1}`), wrote(2, "alice", `{"sum":2}`), wrote(3, "bob", `{"sum":3}`), wrote(5, "eve", `null`),
	}))
	require.True(t, set.Take("balances@2", 4, []projection.Outcome{
		wrote(1, "bob", `{"n":1,"sum":1}`), wrote(2, "alice", `{"sum":2}`), wrote(3, "bob", `{"sum":-3}`, "zoe", `1`), wrote(4, "alice", `{}`),
	}))
	compare := func(position uint64, offset, limit int) ([]projection.Contrast, int) {
		return projection.Compare(named(t, set, "balances"), named(t, set, "balances@2"), position, offset, limit)
	}
	all := []projection.Contrast{
		{Key: "alice", Kind: projection.Changed, Left: `{"sum":2}`, Right: `{}`},
		{Key: "bob", Kind: projection.Changed, Left: `{"sum":3}`, Right: `{"sum":-3}`},
		{Key: "zoe", Kind: projection.Added, Right: `1`},
	}
	t.Run("the order of members is no difference", func(t *testing.T) {
		page, total := compare(2, 0, 10)
		require.Empty(t, page)
		require.Zero(t, total)
	})
	t.Run("rows are in the order of their keys, page by page", func(t *testing.T) {
		for offset := range len(all) + 2 {
			for _, limit := range []int{0, 1, 2, math.MaxInt} {
				page, total := compare(4, offset, limit)
				require.Equal(t, len(all), total)
				want := all[min(offset, len(all)):]
				require.Equal(t, want[:min(limit, len(want))], page)
			}
		}
	})
	t.Run("what only one of them has folded does not count", func(t *testing.T) {
		page, _ := compare(5, 0, 10)
		require.Equal(t, all, page)
		require.True(t, set.Take("balances@2", 5, nil))
		page, _ = compare(math.MaxUint64, 0, 10)
		require.Equal(t, append(all[:2:2], projection.Contrast{Key: "eve", Kind: projection.Removed, Left: "null"}, all[2]), page)
	})
	t.Run("they part at the first event after which they differ", func(t *testing.T) {
		require.Equal(t, uint64(3), projection.Parting(named(t, set, "balances"), named(t, set, "balances@2")))
		require.Equal(t, uint64(3), projection.Parting(named(t, set, "balances@2"), named(t, set, "balances")))
		require.Zero(t, projection.Parting(named(t, set, "balances"), named(t, set, "balances@1")))
	})
}

// versions is what a projection that is run elsewhere does, as a map by position says.
type versions []map[string]string

// draw has it do something at the next events, much as another does.
func (v versions) draw(t *rapid.T, label string, alike map[uint64]projection.Outcome, events int) (versions, []projection.Outcome) {
	var outcomes []projection.Outcome
	for range events {
		position := uint64(len(v))
		o, drawn := alike[position]
		if !drawn || rapid.IntRange(0, 9).Draw(t, label+" differs") == 0 {
			o = drawOutcome(t, position)
		}
		alike[position] = o
		rows := maps.Clone(v[position-1])
		for _, w := range o.Writes {
			rows[w.Key] = w.State
		}
		if len(o.Writes) > 0 {
			outcomes = append(outcomes, o)
		}
		v = append(v, rows)
	}
	return v, outcomes
}

func drawOutcome(t *rapid.T, position uint64) projection.Outcome {
	o := projection.Outcome{Position: position}
	for range rapid.IntRange(0, 2).Draw(t, "writes") {
		key := strconv.Itoa(rapid.IntRange(0, 4).Draw(t, "key"))
		if slices.ContainsFunc(o.Writes, func(w projection.StateOf) bool { return w.Key == key }) {
			continue
		}
		state := rapid.SampledFrom([]string{`1`, `2`, `{"a":1,"b":[1]}`, `{"b":[1],"a":1}`, `null`}).Draw(t, "state")
		o.Writes = append(o.Writes, projection.StateOf{Key: key, State: state})
	}
	return o
}

// unlike returns the rows that two maps do not have alike, as Compare has them.
func unlike(left, right map[string]string) []projection.Contrast {
	keys := maps.Clone(left)
	maps.Copy(keys, right)
	all := []projection.Contrast{}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		a, was := left[key]
		b, is := right[key]
		switch {
		case !was:
			all = append(all, projection.Contrast{Key: key, Kind: projection.Added, Right: b})
		case !is:
			all = append(all, projection.Contrast{Key: key, Kind: projection.Removed, Left: a})
		case !jsontext.Same(a, b):
			all = append(all, projection.Contrast{Key: key, Kind: projection.Changed, Left: a, Right: b})
		}
	}
	return all
}

// Whatever two revisions make of a log, in whatever pieces, they are compared as two maps are at each position, and asked
// as they grow, by snapshots old and new, they part where these part.
func TestCompareAsMapsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set := revisions()
		left, right := versions{{}}, versions{{}}
		alike := map[uint64]projection.Outcome{}
		var old [][2]*projection.Snapshot
		for range rapid.IntRange(1, 6).Draw(t, "pieces") {
			var outcomes []projection.Outcome
			left, outcomes = left.draw(t, "left", alike, rapid.IntRange(0, 6).Draw(t, "left events"))
			require.True(t, set.Take("balances@1", uint64(len(left)-1), outcomes))
			right, outcomes = right.draw(t, "right", alike, rapid.IntRange(0, 6).Draw(t, "right events"))
			require.True(t, set.Take("balances@2", uint64(len(right)-1), outcomes))
			old = append(old, [2]*projection.Snapshot{named(t, set, "balances@1"), named(t, set, "balances@2")})
			if rapid.Bool().Draw(t, "ask") {
				pair := rapid.SampledFrom(old).Draw(t, "of")
				requireParting(t, pair, left, right)
			}
		}
		requireParting(t, rapid.SampledFrom(old).Draw(t, "old"), left, right)
		last := old[len(old)-1]
		for position := range min(len(left), len(right)) {
			page, total := projection.Compare(last[0], last[1], uint64(position), 0, math.MaxInt)
			require.Equal(t, unlike(left[position], right[position]), page, "after the event at %d", position)
			require.Len(t, page, total)
		}
	})
}

func requireParting(t *rapid.T, pair [2]*projection.Snapshot, left, right versions) {
	want := uint64(0)
	for position := range min(pair[0].Position, pair[1].Position) + 1 {
		if len(unlike(left[position], right[position])) > 0 {
			want = position
			break
		}
	}
	require.Equal(t, want, projection.Parting(pair[0], pair[1]))
}

// Of many rows that differ, a page is kept and no more, and is the same.
func TestCompareManyRows(t *testing.T) {
	set := revisions()
	var outcomes []projection.Outcome
	var want []string
	for i := range uint64(1000) {
		key := strconv.Itoa(int(i*7919%1000) + 1000)
		outcomes = append(outcomes, wrote(i+1, key, "1"))
		want = append(want, key)
	}
	require.True(t, set.Take("balances@2", 1000, outcomes))
	require.True(t, set.Take("balances", 1000, nil))
	slices.Sort(want)
	page, total := projection.Compare(named(t, set, "balances"), named(t, set, "balances@2"), 1000, 10, 20)
	require.Equal(t, 1000, total)
	require.Len(t, page, 20)
	for i := range page {
		require.Equal(t, want[10+i], page[i].Key)
	}
}
