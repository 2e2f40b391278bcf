package projection_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/storetest"
)

// written is all that additions append, in pieces of about so many bytes.
func written(a *projection.Additions, enough int) (pieces [][]byte) {
	for more := true; more; {
		var piece []byte
		piece, more = a.Append(nil, enough)
		pieces = append(pieces, piece)
	}
	return pieces
}

// foldSaved is fold, but with the tables of the first events, up to each of the cuts, taken from what another
// set saved of them.
func foldSaved(t require.TestingT, events []event.Event, cuts []int, enough int) (*projection.Set, projection.Snapshot) {
	set, again := projection.NewSet(nil, scripted()), projection.NewSet(nil, scripted())
	var mark projection.Mark
	done := 0
	for _, cut := range cuts {
		for ; done < cut; done++ {
			set.Fold(events[done])
		}
		additions := set.Additions(mark)
		mark = set.Mark()
		if done < len(events) {
			set.Fold(events[done]) // which is no part of what was taken before
			done++
		}
		for _, piece := range written(additions, enough) {
			require.NoError(t, again.Load(piece))
		}
	}
	from := 0
	if len(cuts) > 0 {
		from = cuts[len(cuts)-1]
	}
	loaded, err := again.Loaded(uint64(from), nil)
	require.NoError(t, err)
	if from > 0 {
		require.Equal(t, mark, loaded)
	}
	require.Equal(t, loaded, again.Mark())
	for _, e := range events[from:] {
		again.Fold(e)
	}
	return again, again.Snapshots()[0]
}

// drawCuts draws positions at which tables are saved, each behind the one before.
func drawCuts(t *rapid.T, events int) (cuts []int) {
	for last := -1; last < events && rapid.Bool().Draw(t, "saved"); {
		last = rapid.IntRange(last+1, events).Draw(t, "cut")
		cuts = append(cuts, last)
	}
	return cuts
}

func TestSavedTablesAreThoseThatWereFolded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := storetest.Scripts(rapid.IntRange(0, 3000).Draw(t, "events"), rapid.IntRange(1, 2000).Draw(t, "keys"),
			rapid.Uint64().Draw(t, "seed"))
		set, snapshot := foldSaved(t, events, drawCuts(t, len(events)), rapid.IntRange(0, 1<<17).Draw(t, "enough"))
		folded, want := fold(events, scripted())
		require.Equal(t, folded.Bytes(), set.Bytes(), "as much memory, in the same keyframes")
		source := sourceOf(events)
		for _, position := range []uint64{0, uint64(len(events)), rapid.Uint64Range(0, uint64(len(events))).Draw(t, "position")} {
			require.Equal(t, modelledAll(want.At(position), source), modelledAll(snapshot.At(position), source))
			require.Equal(t, want.Rows(position), snapshot.Rows(position))
		}
		for failure := range want.Failures() {
			require.Equal(t, want.FailureCount(failure.Position), snapshot.FailureCount(failure.Position))
		}
	})
}

// wholeAdditions are what a set saves of a short history that has everything in it.
func wholeAdditions() []byte {
	set, _ := fold(storetest.Scripts(200, 8, 1), scripted())
	all, _ := set.Additions(projection.Mark{}).Append(nil, 1<<30)
	return all
}

// loads tells whether a new set takes these bytes as the tables after so many events.
func loads(additions []byte, events uint64) bool {
	set := projection.NewSet(nil, scripted())
	if set.Load(additions) != nil {
		return false
	}
	source := sourceOf(storetest.Scripts(200, 8, 1))
	if _, err := set.Loaded(events, projection.Read(source)); err != nil {
		return false
	}
	v := set.Snapshots()[0] // of whose rows only what is in a row itself may be nonsense
	v.At(events / 2).Len()
	for row := range v.At(events).Rows() {
		_ = row.Key
	}
	for range v.Failures() {
	}
	return true
}

func TestWhatIsNoWholeTableIsNotLoaded(t *testing.T) {
	whole := wholeAdditions()
	require.True(t, loads(whole, 200))
	require.False(t, loads(whole, 199), "of an event that there is not")
	for n := 1; n < len(whole); n++ {
		require.False(t, loads(whole[:n], 200), "the first %d bytes", n)
	}
	require.False(t, loads(append(whole[:len(whole):len(whole)], whole...), 200), "twice")
}

func FuzzLoad(f *testing.F) {
	f.Add(wholeAdditions())
	f.Add([]byte{})
	f.Fuzz(func(_ *testing.T, additions []byte) { loads(additions, 200) })
}

func TestEachCallAppendsSome(t *testing.T) {
	set, _ := fold(storetest.Scripts(200, 8, 1), scripted())
	a := set.Additions(projection.Mark{})
	piece, more := a.Append([]byte("what is there"), 0)
	require.Greater(t, len(piece), len("what is there"))
	require.True(t, more)
}

// counting is a projection of one row, that of this key, which counts by so many an event.
func counting(name, version, column string, by int64) projection.Projection {
	return projection.Define(projection.Definition[counter]{
		Name: name, Version: version,
		Columns: []projection.Column[counter]{projection.IntegerColumn(column, func(c *counter) int64 { return c.n })},
		Apply: func(in *projection.Input, t *projection.Table[counter]) error {
			row, _ := t.Get(column)
			row.n += by
			t.Put(column, row)
			return nil
		},
	})
}

// states are the first row's first column and the position of each projection of a set.
func states(set *projection.Set) (all []string) {
	for _, v := range set.Snapshots() {
		value := "nothing"
		for row := range v.At(v.Position).Rows() {
			value = row.Value(0, nil).String()
		}
		all = append(all, fmt.Sprintf("%s %s at %d", v.Name, value, v.Position))
	}
	return all
}

// What was saved of a projection is that definition's: another one of its name folds anew, and the others stay.
func TestSavedTablesAreTheirDefinitions(t *testing.T) {
	type narrow struct{ number int32 }
	narrower := projection.Define(projection.Definition[narrow]{
		Name: "b", Version: "1", Columns: []projection.Column[narrow]{
			projection.IntegerColumn("n", func(r *narrow) int64 { return int64(r.number) }),
		},
		Apply: func(_ *projection.Input, t *projection.Table[narrow]) error {
			t.Put("n", narrow{})
			return nil
		},
	})
	events := numbered("E", "E", "E", "E")
	source := projection.Read(sourceOf(events))
	set := projection.NewSet(nil, counting("a", "1", "n", 1))
	require.True(t, set.Add(counting("b", "1", "n", 10)))
	require.True(t, set.Add(counting("c", "1", "n", 100)))
	for _, e := range events {
		set.Fold(e)
	}
	set.CatchUp(4, 3, source)
	set.CatchUp(4, 2, source)
	require.Equal(t, []string{"a 4 at 4", "b 30 at 3", "c 200 at 2"}, states(set), "the furthest behind is first")
	saved, _ := set.Additions(projection.Mark{}).Append(nil, 1<<30)

	for name, c := range map[string]struct {
		set   *projection.Set
		added []projection.Projection
		want  []string
	}{
		"the same": {
			added: []projection.Projection{counting("b", "1", "n", 10), counting("c", "1", "n", 100)},
			want:  []string{"a 4 at 4", "b 30 at 3", "c 200 at 2"},
		},
		"in another order, with one that is new and without one": {
			added: []projection.Projection{counting("d", "1", "n", 1000), counting("b", "1", "n", 10)},
			want:  []string{"a 4 at 4", "d nothing at 0", "b 30 at 3"},
		},
		"another version": {
			added: []projection.Projection{counting("b", "2", "n", 10), counting("c", "1", "n", 100)},
			want:  []string{"a 4 at 4", "b nothing at 0", "c 200 at 2"},
		},
		"another column": {
			added: []projection.Projection{counting("b", "1", "m", 10), counting("c", "1", "n", 100)},
			want:  []string{"a 4 at 4", "b nothing at 0", "c 200 at 2"},
		},
		"another row": {
			added: []projection.Projection{narrower, counting("c", "1", "n", 100)},
			want:  []string{"a 4 at 4", "b nothing at 0", "c 200 at 2"},
		},
		"another of the set's own, which folds at once": {
			set:   projection.NewSet(nil, counting("a", "2", "n", 2)),
			added: []projection.Projection{counting("b", "1", "n", 10)},
			want:  []string{"a 8 at 4", "b 30 at 3"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			again := c.set
			if again == nil {
				again = projection.NewSet(nil, counting("a", "1", "n", 1))
			}
			for _, p := range c.added {
				require.True(t, again.Add(p))
			}
			require.NoError(t, again.Load(saved))
			_, err := again.Loaded(4, source)
			require.NoError(t, err)
			require.Equal(t, c.want, states(again))
			again.Fold(event.Event{Position: 5, Type: "E"})
			again.CatchUp(4, 1000, source)
			for _, v := range again.Snapshots() {
				require.Equal(t, 1, v.Rows(5))
				require.Equal(t, int(v.Position), v.Versions(5), "each event was folded once")
			}
		})
	}
}

// A projection that was dropped and added again begins anew, also where both were saved.
func TestWhatWasDroppedIsNotLoaded(t *testing.T) {
	events := numbered("E", "E", "E", "E")
	source := projection.Read(sourceOf(events))
	start := func() *projection.Set {
		set := projection.NewSet(nil, counting("a", "", "n", 1))
		require.True(t, set.Add(counting("b", "", "n", 10)))
		return set
	}
	set, mark := start(), projection.Mark{}
	var saved [][]byte
	save := func() {
		additions := set.Additions(mark)
		mark = set.Mark()
		bytes, _ := additions.Append(nil, 1<<30)
		saved = append(saved, bytes)
	}
	requireLoaded := func(want ...string) *projection.Set {
		t.Helper()
		again := start()
		for _, additions := range saved {
			require.NoError(t, again.Load(additions))
		}
		loaded, err := again.Loaded(4, source)
		require.NoError(t, err)
		require.Equal(t, want, states(again))
		require.Equal(t, loaded, again.Mark())
		return again
	}
	for _, e := range events {
		set.Fold(e)
	}
	set.CatchUp(4, 4, source)
	save()
	requireLoaded("a 4 at 4", "b 40 at 4")
	require.True(t, set.Drop("b"))
	require.True(t, set.Add(counting("b", "", "n", 10)))
	set.CatchUp(4, 2, source)
	save()
	requireLoaded("a 4 at 4", "b 20 at 2")
	require.True(t, set.Drop("b"))
	save()
	set = requireLoaded("a 4 at 4", "b nothing at 0")
	mark = set.Mark()
	set.CatchUp(4, 1, source)
	save()
	set = requireLoaded("a 4 at 4", "b 10 at 1")
	mark = set.Mark()
	set.CatchUp(4, 2, source)
	save()
	set = requireLoaded("a 4 at 4", "b 30 at 3")
	mark = set.Mark()
	require.True(t, set.Drop("b"))
	require.True(t, set.Add(counting("b", "", "n", 10)))
	set.CatchUp(4, 1, source)
	save()
	requireLoaded("a 4 at 4", "b 10 at 1")
}

func TestMarksAreEqualWhileNothingIsNew(t *testing.T) {
	set := projection.NewSet(nil, counting("a", "", "n", 1))
	require.True(t, set.Add(projection.Define(projection.Definition[counter]{Name: "b", Types: []string{"none"}})))
	before := set.Mark()
	require.True(t, before.Equal(set.Mark()))
	set.CatchUp(1, 1, func(uint64) event.Event { return numbered("E")[0] })
	require.False(t, before.Equal(set.Mark()), "a position is news, though nothing was written")
	before = set.Mark()
	require.True(t, set.Drop("b"))
	require.False(t, before.Equal(set.Mark()))
}
