package logfile_test

import (
	"bytes"
	"errors"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/disktest"
	"hindsight/core/event"
	"hindsight/core/logfile"
)

// FuzzOpen opens any bytes: it never panics, takes no memory beyond a small multiple of them, writes to
// no damaged file, and what it opens goes on to work.
func FuzzOpen(f *testing.F) {
	states := written(f, script())
	for _, content := range states {
		f.Add(content)
	}
	whole := states[len(states)-1]
	f.Add(whole[:len(whole)-7])
	f.Add(append(bytes.Clone(states[3]), make([]byte, 700)...))
	f.Add(append(newerHeader(), "whatever"...))
	flipped := bytes.Clone(whole)
	flipped[len(states[2])+60]++
	f.Add(flipped)
	f.Fuzz(func(t *testing.T, content []byte) {
		disk := disktest.New(content)
		requireLittleMemory(t, len(content), func() { _, _ = logfile.Open(disktest.New(content), logfile.Options{}) })
		_, _ = logfile.Verify(disk)
		require.True(t, bytes.Equal(content, disk.Bytes()), "Verify wrote")

		o, err := open(disk)
		if err != nil {
			var version *logfile.VersionError
			require.True(t, errors.As(err, &version), "%v", err)
			require.True(t, bytes.Equal(content, disk.Bytes()))
			return
		}
		r := o.Recovered()
		require.Equal(t, uint64(len(o.loaded)), o.State().Events)
		if r.Damage != nil {
			require.GreaterOrEqual(t, r.Damage.Offset, int64(0))
			require.LessOrEqual(t, r.Damage.Offset+r.Damage.Length, max(int64(len(content)), 16))
			requireOnlyRead(t, o, disk, content)
			return
		}
		if r.TornAt > 0 || r.TornBytes == 0 && len(content) > 0 {
			require.Equal(t, int64(len(content)), o.State().Bytes+r.TornBytes)
		}
		if n := len(o.loaded); n == 0 || o.loaded[n-1].Recorded < event.MaxTime {
			requireUsable(t, disk, o)
		}
	})
}

// requireLittleMemory holds what do allocates to a multiple of n.
func requireLittleMemory(t *testing.T, n int, do func()) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(64*n+64<<10))
}
