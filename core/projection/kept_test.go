package projection_test

import (
	"encoding/binary"
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

// foldKept is fold, but with the tables of the first events, up to each of the cuts, taken from what another
// set kept of them.
func foldKept(t require.TestingT, events []event.Event, cuts []int, enough int) (*projection.Set, projection.View) {
	set, kept := projection.NewSet(nil, scripted()), projection.NewSet(nil, scripted())
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
			require.NoError(t, kept.Load(piece))
		}
		require.NoError(t, kept.Loaded(uint64(cut)))
		require.Equal(t, mark, kept.Mark())
	}
	from := 0
	if len(cuts) > 0 {
		from = cuts[len(cuts)-1]
	}
	for _, e := range events[from:] {
		kept.Fold(e)
	}
	return kept, kept.Views()[0]
}

// drawCuts draws positions at which tables are kept, each behind the one before.
func drawCuts(t *rapid.T, events int) (cuts []int) {
	for last := -1; last < events && rapid.Bool().Draw(t, "kept"); {
		last = rapid.IntRange(last+1, events).Draw(t, "cut")
		cuts = append(cuts, last)
	}
	return cuts
}

func TestKeptTablesAreThoseThatWereFolded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := storetest.Scripts(rapid.IntRange(0, 3000).Draw(t, "events"), rapid.IntRange(1, 2000).Draw(t, "keys"),
			rapid.Uint64().Draw(t, "seed"))
		set, view := foldKept(t, events, drawCuts(t, len(events)), rapid.IntRange(0, 1<<17).Draw(t, "enough"))
		folded, want := fold(events, scripted())
		require.Equal(t, folded.Bytes(), set.Bytes(), "as much memory, in the same checkpoints")
		source := sourceOf(events)
		for _, position := range []uint64{0, uint64(len(events)), rapid.Uint64Range(0, uint64(len(events))).Draw(t, "position")} {
			require.Equal(t, modelledAll(want.At(position), source), modelledAll(view.At(position), source))
			require.Equal(t, want.Rows(position), view.Rows(position))
		}
		for failure := range want.Failures() {
			require.Equal(t, want.FailureCount(failure.Position), view.FailureCount(failure.Position))
		}
	})
}

// wholeAdditions are what a set keeps of a short history that has everything in it.
func wholeAdditions() []byte {
	set, _ := fold(storetest.Scripts(200, 8, 1), scripted())
	all, _ := set.Additions(projection.Mark{}).Append(nil, 1<<30)
	return all
}

// loads tells whether a new set takes these bytes as the tables after so many events.
func loads(additions []byte, events uint64) bool {
	set := projection.NewSet(nil, scripted())
	if set.Load(additions) != nil || set.Loaded(events) != nil {
		return false
	}
	v := set.Views()[0] // of whose rows only what is in a row itself may be nonsense
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
	run := 0 // a table may lack failures and nobody can tell, but not a part of a run, nor values for versions
	for n := 1; n < len(whole); n++ {
		if n == run+12+int(binary.LittleEndian.Uint32(whole[min(run+8, len(whole)-4):])) {
			run = n
			continue
		}
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

func TestAnotherLayoutIsAnotherProgram(t *testing.T) {
	layout := projection.NewSet(nil, scripted()).Layout()
	require.Equal(t, layout, projection.NewSet(nil, scripted()).Layout())
	require.NotEqual(t, layout, projection.NewSet(nil, scripted(), projection.Streams()).Layout())
	type narrow struct{ number int32 }
	one := func(name string) projection.Projection {
		return projection.Define(projection.Definition[narrow]{Name: "scripted", Columns: []projection.Column[narrow]{
			projection.IntegerColumn(name, func(r *narrow) int64 { return int64(r.number) }),
		}})
	}
	require.NotEqual(t, projection.NewSet(nil, one("a")).Layout(), projection.NewSet(nil, one("b")).Layout())
}
