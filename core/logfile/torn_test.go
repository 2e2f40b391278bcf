package logfile_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/disktest"
	"hindsight/core/event"
	"hindsight/core/logfile"
)

// Every write is cut at every byte: what was acknowledged before is there, what was under way is not.
func TestEveryWriteCutAtEveryByte(t *testing.T) {
	batches := script()
	states := written(t, batches)
	cuts := 0
	for k := range states {
		from := 0
		if k > 0 {
			from = len(states[k-1])
		}
		for cut := from; cut < len(states[k]); cut++ {
			cuts++
			requireRecovers(t, states[k][:cut], from, batches[:max(0, k-1)])
		}
	}
	t.Logf("%d cuts tried", cuts)
}

// requireRecovers opens a file whose last whole block ends at end.
func requireRecovers(t *testing.T, content []byte, end int, want [][]event.Event) {
	t.Helper()
	disk := disktest.New(content)
	o := mustOpen(t, disk)
	r := o.Recovered()
	require.Nil(t, r.Damage, "cut at %d", len(content))
	require.Equal(t, flat(want), o.loaded, "cut at %d", len(content))
	require.Equal(t, len(want), o.State().Blocks)
	require.Equal(t, int64(len(content)-end), r.TornBytes, "cut at %d", len(content))
	if r.TornBytes > 0 {
		require.Equal(t, int64(end), r.TornAt)
		require.Len(t, disk.Crash(nil).Bytes(), max(end, 16), "the cut itself is kept for good")
	}
	requireUsable(t, disk, o)
}

// A write loses sectors, each subset of them: the same must hold, since sectors are lost in any order.
func TestEveryWriteLosesSectors(t *testing.T) {
	batches := script()
	states := written(t, batches)
	tried := 0
	for k := 1; k < len(states); k++ {
		from, to := len(states[k-1]), len(states[k])
		first, last := from/disktest.SectorSize, (to-1)/disktest.SectorSize
		for set := range 1<<(last-first+1) - 1 { // but for all of them
			for _, grown := range []bool{true, false} {
				tried++
				disk := disktest.New(states[k-1])
				_, err := disk.Write(states[k][from:], int64(from))
				require.NoError(t, err)
				crashed := disk.Crash(func(sector int64) bool {
					if sector == -2 {
						return grown
					}
					return set>>(int(sector)-first)&1 == 1
				})
				if len(crashed.Bytes()) > from || set == 0 {
					requireRecovers(t, crashed.Bytes(), from, batches[:k-1])
				}
			}
		}
	}
	t.Logf("%d losses tried", tried)
}

// Making the file is a write like any other.
func TestAFileThatWasBeingMade(t *testing.T) {
	header := written(t, nil)[0]
	for cut := range header {
		for _, content := range [][]byte{header[:cut], make([]byte, cut+1)} {
			disk := disktest.New(content)
			o := mustOpen(t, disk)
			require.Equal(t, header, disk.Bytes())
			requireUsable(t, disk, o)
		}
	}
}

// Any bytes may be lost, not only sectors. A file may then look damaged, but nothing that was acknowledged
// is gone and nothing is there that was not written.
func TestAnyBytesLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var h history
		acknowledged := h.drawBatch(t)
		disk := &disktest.Disk{}
		log := mustOpen(t, disk)
		require.NoError(t, log.Append(acknowledged))
		from := log.State().Bytes
		require.NoError(t, log.Append(h.drawBatch(t)))
		content := disk.Bytes()
		lost := rapid.SliceOfN(rapid.IntRange(int(from), len(content)-1), 1, 20).Draw(t, "lost")
		changed := false
		for _, i := range lost {
			changed = changed || content[i] != 0
			content[i] = 0
		}
		o := mustOpen(t, disktest.New(content))
		if changed {
			require.Equal(t, acknowledged, o.loaded)
		}
	})
}

func TestATornEndThatCannotBeCut(t *testing.T) {
	states := written(t, script())
	content := states[2][:len(states[2])-1]
	for _, op := range []disktest.Operation{disktest.Resizing, disktest.Flushing} {
		disk := disktest.New(content)
		disk.Fail = func(asked disktest.Operation) disktest.Failure {
			if asked == op {
				return disktest.Fails
			}
			return disktest.Works
		}
		log, err := logfile.Open(disk, logfile.Options{})
		var failed *logfile.FailedError
		require.True(t, errors.As(err, &failed))
		require.ErrorIs(t, err, disktest.ErrFailed)
		require.Nil(t, log)
	}
}
