package projection_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/storetest"
)

// foldAdded is the snapshot of a projection that was added at some moment of a history and has caught up to a position.
func foldAdded(t *rapid.T, events []event.Event, position int) projection.Snapshot {
	set := projection.NewSet(nil)
	added := rapid.IntRange(0, len(events)).Draw(t, "added")
	for _, e := range events[:added] {
		set.Fold(e)
	}
	require.True(t, set.Add(scripted()))
	for _, e := range events[added:] {
		set.Fold(e)
	}
	for left := position; left > 0; {
		left -= set.CatchUp(uint64(len(events)), rapid.IntRange(1, left).Draw(t, "step"), projection.Read(sourceOf(events)))
	}
	return set.Snapshots()[0]
}

// A script adds projections to a set, drops them, lets the log grow and steps, in any order. After each step the naive
// model says what every projection has at every moment.
func TestAddedProjectionsAreAtPositionsOfTheirOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := storetest.Scripts(rapid.IntRange(0, 60).Draw(t, "events"), 5, rapid.Uint64().Draw(t, "seed"))
		source, want := sourceOf(events), moments(events)
		set := projection.NewSet(nil, scripted())
		folded := uint64(0)                  // how long the log is
		names := []string{"b", "c", "d"}     // that can be added
		positions := map[string]uint64{}     // of those that are
		behind := func() (furthest uint64) { // how far the furthest is
			for _, position := range positions {
				furthest = max(furthest, folded-position)
			}
			return furthest
		}
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			name := rapid.SampledFrom(names).Draw(t, "name")
			_, there := positions[name]
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				for range rapid.IntRange(1, 20).Draw(t, "appended") {
					if folded < uint64(len(events)) {
						set.Fold(events[folded])
						folded++
					}
				}
			case 1:
				require.Equal(t, !there, set.Add(storetest.Scripted(name, "")))
				positions[name] += 0
			case 2:
				require.Equal(t, there, set.Drop(name))
				delete(positions, name)
			case 3:
				before := map[string]uint64{}
				total, most := uint64(0), rapid.IntRange(0, 30).Draw(t, "most")
				for name, position := range positions {
					before[name] = position
					total += folded - position
				}
				require.EqualValues(t, min(uint64(most), total), set.CatchUp(folded, most, projection.Read(source)))
				for _, v := range set.Snapshots()[1:] {
					require.GreaterOrEqual(t, v.Position, before[v.Name])
					total -= v.Position - before[v.Name]
					positions[v.Name] = v.Position
				}
				require.EqualValues(t, max(int(behindOf(before, folded))-most, 0), total)
			}
			require.Equal(t, behind(), set.Behind(folded))
			snapshots := set.Snapshots()
			require.Len(t, snapshots, 1+len(positions))
			require.Equal(t, folded, snapshots[0].Position)
			moment := rapid.Uint64Range(0, folded).Draw(t, "moment")
			for i := range snapshots {
				v := &snapshots[i]
				if i > 0 {
					require.Equal(t, positions[v.Name], v.Position)
				}
				for _, at := range []uint64{moment, folded, v.Position} {
					requireMoment(t, want[min(at, v.Position)], v, at, source)
					require.Equal(t, max(at, v.Position)-v.Position, v.Behind(at))
				}
			}
		}
		require.False(t, set.Drop("scripted"), "what a set is made of stays")
		require.False(t, set.Add(scripted()))
	})
}

// behindOf is how many events are left to fold in all.
func behindOf(positions map[string]uint64, folded uint64) (total uint64) {
	for _, position := range positions {
		total += folded - position
	}
	return total
}

// A snapshot that was taken stays what it is while its projection catches up, and when it is dropped.
func TestASnapshotStaysWhatItIsWhileItsProjectionCatchesUp(t *testing.T) {
	events := storetest.Scripts(100, 5, 1)
	source, want := sourceOf(events), moments(events)
	set := projection.NewSet(nil)
	require.True(t, set.Add(scripted()))
	require.Equal(t, 40, set.CatchUp(100, 40, projection.Read(source)))
	v := set.Snapshots()[0]
	require.Equal(t, 60, set.CatchUp(100, 1000, projection.Read(source)))
	require.True(t, set.Drop("scripted"))
	requireMoment(t, want[40], &v, 100, source)
	requireMoment(t, want[30], &v, 30, source)
	require.Empty(t, set.Snapshots())
}
