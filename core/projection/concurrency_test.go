package projection_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/projection"
	"hindsight/core/storetest"
)

// Snapshots are read, at many moments and from many goroutines, while the fold goes on.
func TestSnapshotsAreReadWhileTheFoldGoesOn(t *testing.T) {
	const size, every = 3000, 300
	events := storetest.Scripts(size, 400, 3)
	source := sourceOf(events)
	want := map[uint64]moment{0: {rows: []storetest.Row{}}}
	model := storetest.Replay(nil)
	for _, e := range events {
		model.Fold(e)
		if e.Position%every == 0 {
			want[e.Position] = moment{model.List(), model.Versions, len(model.Failures)}
		}
	}
	set := projection.NewSet(nil, scripted())
	var readers sync.WaitGroup
	for _, e := range events {
		set.Fold(e)
		if e.Position%every > 0 {
			continue
		}
		for range 2 {
			snapshots := set.Snapshots()
			readers.Go(func() {
				for p := uint64(0); p <= e.Position; p += every {
					requireMoment(t, want[p], &snapshots[0], p, source)
					for _, row := range want[p].rows[:min(20, len(want[p].rows))] {
						got, ok := snapshots[0].At(p).Row(row.Key)
						require.True(t, ok)
						require.Equal(t, row, modelled(got, source))
					}
				}
				_, ok := snapshots[0].At(e.Position).Row("unknown")
				require.False(t, ok)
			})
		}
	}
	readers.Wait()
}

// A reader that stops in the middle of the rows holds up neither the fold nor another reader: all of
// this is one goroutine.
func TestSlowReaderOfRowsHoldsUpNobody(t *testing.T) {
	events := storetest.Scripts(200, 10, 1)
	source := sourceOf(events)
	want := moments(events)
	set, v := fold(events[:100], scripted())
	read := []storetest.Row{}
	next := 100
	for row := range v.At(100).Rows() {
		read = append(read, modelled(row, source))
		set.Fold(events[next])
		next++
		later := set.Snapshots()[0]
		requireMoment(t, want[next], &later, uint64(next), source)
		requireMoment(t, want[50], &v, 50, source)
	}
	require.Equal(t, want[100].rows, read)
	require.Greater(t, next, 105)
}
