package disktest_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/disktest"
)

func write(t *testing.T, d *disktest.Disk, text string, offset int64) {
	_, err := d.Write([]byte(text), offset)
	require.NoError(t, err)
}

func TestCrash(t *testing.T) {
	all := func(int64) bool { return true }
	none := func(int64) bool { return false }
	t.Run("keeps what was flushed, and of the rest what survives", func(t *testing.T) {
		d := &disktest.Disk{}
		write(t, d, "kept", 0)
		require.NoError(t, d.Flush())
		write(t, d, "lost", 4)
		require.Equal(t, "keptlost", string(d.Bytes()))
		require.Equal(t, "keptlost", string(d.Crash(all).Bytes()))
		require.Equal(t, "kept", string(d.Crash(none).Bytes()))
	})
	t.Run("loses any sectors of a write", func(t *testing.T) {
		d := &disktest.Disk{}
		write(t, d, string(bytes.Repeat([]byte("x"), 1500)), 0)
		got := d.Crash(func(sector int64) bool { return sector == 1 }).Bytes()
		require.Len(t, got, 1024)
		require.Equal(t, make([]byte, 512), got[:512])
		got = d.Crash(func(sector int64) bool { return sector == 1 || sector == -2 }).Bytes()
		require.Len(t, got, 1500, "it has grown as far as it was to grow")
		require.Equal(t, make([]byte, 1500-1024), got[1024:])
	})
	t.Run("may lose a new size", func(t *testing.T) {
		d := disktest.New([]byte("long"))
		require.NoError(t, d.Resize(2))
		require.Equal(t, "lo", string(d.Bytes()))
		require.Equal(t, "lo", string(d.Crash(all).Bytes()))
		require.Equal(t, "long", string(d.Crash(none).Bytes()))
	})
}

func TestFailures(t *testing.T) {
	how := disktest.Fails
	d := &disktest.Disk{Fail: func(disktest.Operation) disktest.Failure { return how }}
	n, err := d.Write([]byte("1234"), 0)
	require.ErrorIs(t, err, disktest.ErrFailed)
	require.Zero(t, n)
	how = disktest.Halves
	n, err = d.Write([]byte("1234"), 0)
	require.ErrorIs(t, err, disktest.ErrFailed)
	require.Equal(t, 2, n)
	how = disktest.Lies
	require.ErrorIs(t, d.Flush(), disktest.ErrFailed)
	require.Equal(t, "12", string(d.Crash(func(int64) bool { return false }).Bytes()))

	how, d.Capacity = disktest.Works, 3
	n, err = d.Write([]byte("1234"), 0)
	require.ErrorIs(t, err, disktest.ErrFull)
	require.Equal(t, 3, n)
	d.Short = true
	n, err = d.Write([]byte("1234"), 0)
	require.NoError(t, err)
	require.Equal(t, 3, n)
}
