package logfile_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/disktest"
	"hindsight/core/logfile"
)

// flushed is a disk that notes how many bytes were flushed at once at the most.
type flushed struct {
	disktest.Disk
	loose, most int
}

func (f *flushed) Write(p []byte, at int64) (int, error) {
	f.loose += len(p)
	return f.Disk.Write(p, at)
}

func (f *flushed) Flush() error {
	f.most, f.loose = max(f.most, f.loose), 0
	return f.Disk.Flush()
}

// A disk takes long to flush a hundred megabytes, and whoever asks something meanwhile waits for all of that.
func TestALargeCheckpointIsFlushedInParts(t *testing.T) {
	disk := &flushed{}
	checkpoints, _ := logfile.OpenCheckpoints(disk, "the test")
	require.NoError(t, checkpoints.Begin())
	const frames, size = 40, 256 << 10
	for range frames {
		require.NoError(t, checkpoints.Write(make([]byte, logfile.FrameRoom+size)))
	}
	require.NoError(t, checkpoints.Seal(logfile.Checkpoint{Events: 1}))
	require.Zero(t, disk.loose)
	require.Less(t, disk.most, 5<<20)
	read := 0
	again, reason := logfile.OpenCheckpoints(disk, "the test")
	require.Empty(t, reason)
	require.NoError(t, again.Load(func(frame []byte) error {
		read += len(frame)
		return nil
	}))
	require.Equal(t, frames*size, read)
}
