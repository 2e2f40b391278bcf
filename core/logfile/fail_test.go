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

// failNth makes the n-th operation from now on, and those behind it up to count, go like this.
func failNth(disk *disktest.Disk, n, count int, how disktest.Failure) {
	disk.Fail = func(disktest.Operation) disktest.Failure {
		n--
		if n < 0 && n >= -count {
			return how
		}
		return disktest.Works
	}
}

// Every operation of a script fails, in every way, alone or with those behind it.
func TestEveryOperationFails(t *testing.T) {
	runs := 0
	for _, how := range []disktest.Failure{disktest.Fails, disktest.Halves, disktest.Lies} {
		for _, count := range []int{1, 2, 3, 1000} {
			for n := range 30 {
				runs++
				disk := disktest.New(written(t, nil)[0])
				failNth(disk, n, count, how)
				requireHonest(t, disk)
			}
		}
	}
	t.Logf("%d runs", runs)
}

// requireHonest appends batch after batch to an empty log on a disk that fails, and then opens it as it is
// and after a crash.
func requireHonest(t *testing.T, disk *disktest.Disk) {
	o, err := open(disk)
	if err != nil {
		return // nothing was acknowledged
	}
	var h history
	var acknowledged, inDoubt []event.Event
	for i := range 8 {
		before := h
		batch := h.batch(1+i%3, uint64(i))
		if err := o.Append(batch); err != nil {
			var failed *logfile.FailedError
			require.True(t, errors.As(err, &failed))
			if failed.Stopped && inDoubt == nil {
				inDoubt = batch
			}
			h = before
			continue
		}
		require.Empty(t, inDoubt, "an append after the log stopped")
		acknowledged = append(acknowledged, batch...)
	}
	require.Equal(t, uint64(len(acknowledged)), o.State().Events)
	disk.Fail = nil
	crashes := []*disktest.Disk{
		disk,
		disk.Crash(func(int64) bool { return false }),
		disk.Crash(func(int64) bool { return true }),
		disk.Crash(func(sector int64) bool { return sector%2 == 0 }),
	}
	for _, crashed := range crashes {
		again := mustOpen(t, crashed)
		require.Nil(t, again.Recovered().Damage)
		if len(again.loaded) > len(acknowledged) {
			require.Equal(t, append(acknowledged, inDoubt...), again.loaded)
		} else {
			require.Equal(t, len(acknowledged), len(again.loaded))
			require.Equal(t, flat([][]event.Event{acknowledged}), again.loaded)
		}
		requireUsable(t, crashed, again)
	}
}

func TestADiskThatIsFull(t *testing.T) {
	for _, short := range []bool{true, false} {
		disk := &disktest.Disk{}
		log := mustOpen(t, disk)
		disk.Capacity, disk.Short = 2000, short
		var h history
		var acknowledged []event.Event
		for i := range 30 {
			before := h
			batch := h.batch(2, uint64(i))
			err := log.Append(batch)
			if err == nil {
				acknowledged = append(acknowledged, batch...)
				continue
			}
			var failed *logfile.FailedError
			require.True(t, errors.As(err, &failed))
			require.False(t, failed.Stopped, "there is room again once there is room")
			require.Nil(t, log.Refusal())
			require.Equal(t, log.State().Bytes, int64(len(disk.Bytes())), "memory and file agree")
			h = before
		}
		require.NotEmpty(t, acknowledged)
		disk.Capacity = 0
		batch := h.batch(3, 99)
		require.NoError(t, log.Append(batch))
		require.Equal(t, append(acknowledged, batch...), mustOpen(t, disk).loaded)
		_, err := log.Verify()
		require.NoError(t, err)
	}
}

func TestClear(t *testing.T) {
	t.Run("starts anew", func(t *testing.T) {
		disk := &disktest.Disk{}
		log := mustOpen(t, disk)
		empty := log.State().Head
		for _, batch := range script() {
			require.NoError(t, log.Append(batch))
		}
		require.NoError(t, log.Clear())
		require.Equal(t, empty, log.State().Head)
		require.Zero(t, log.State().Events)
		crashed := disk.Crash(func(int64) bool { return false })
		o := mustOpen(t, crashed)
		require.Empty(t, o.loaded)
		requireUsable(t, crashed, o)
		requireUsable(t, disk, log)
	})
	t.Run("stops the log when it fails", func(t *testing.T) {
		for _, n := range []int{0, 1} {
			disk := &disktest.Disk{}
			log := mustOpen(t, disk)
			batch := script()[0]
			require.NoError(t, log.Append(batch))
			failNth(disk, n, 1, disktest.Fails)
			require.ErrorIs(t, log.Clear(), disktest.ErrFailed)
			require.Equal(t, uint64(1), log.State().Events)
			require.Error(t, log.Append(batch))
			require.Error(t, log.Clear())
		}
	})
}

// A history of appends, refusals, crashes and reopenings, held against a slice.
func TestHistories(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		disk := &disktest.Disk{}
		log := mustOpen(t, disk)
		var h history
		var acknowledged, inDoubt []event.Event
		reopen := func(t *rapid.T) {
			log = mustOpen(t, disk)
			require.Nil(t, log.Recovered().Damage)
			if len(log.loaded) > len(acknowledged) {
				acknowledged = append(acknowledged, inDoubt...)
			}
			require.Equal(t, flat([][]event.Event{acknowledged}), log.loaded)
			inDoubt, h.last = nil, event.Event{}
			if n := len(acknowledged); n > 0 {
				h.last = acknowledged[n-1]
			}
		}
		appendBatch := func(t *rapid.T) {
			before := h.last
			batch := h.drawBatch(t)
			err := log.Append(batch)
			if err == nil {
				require.Nil(t, inDoubt)
				acknowledged = append(acknowledged, batch...)
				return
			}
			h.last = before
			var failed *logfile.FailedError
			require.True(t, errors.As(err, &failed))
			if failed.Stopped && inDoubt == nil {
				inDoubt = batch
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"append": appendBatch,
			"append, on a disk that fails": func(t *rapid.T) {
				how := rapid.SampledFrom([]disktest.Failure{disktest.Fails, disktest.Halves, disktest.Lies}).Draw(t, "how")
				failNth(disk, rapid.IntRange(0, 3).Draw(t, "works"), rapid.IntRange(1, 3).Draw(t, "fails"), how)
				appendBatch(t)
				disk.Fail = nil
			},
			"append, on a disk that is full": func(t *rapid.T) {
				disk.Capacity = log.State().Bytes + rapid.Int64Range(0, 400).Draw(t, "room")
				disk.Short = rapid.Bool().Draw(t, "short")
				appendBatch(t)
				disk.Capacity = 0
			},
			"reopen": reopen,
			"crash": func(t *rapid.T) {
				disk = disk.Crash(func(int64) bool { return rapid.Bool().Draw(t, "survives") })
				reopen(t)
			},
			"crash while appending": func(t *rapid.T) {
				if log.Refusal() != nil {
					return
				}
				failNth(disk, 1, 1000, disktest.Fails) // the write is done, and nothing after it
				inDoubt = h.drawBatch(t)
				require.Error(t, log.Append(inDoubt))
				disk.Fail = nil
				disk = disk.Crash(func(int64) bool { return rapid.Bool().Draw(t, "survives") })
				reopen(t)
			},
			"clear": func(t *rapid.T) {
				if rapid.IntRange(0, 4).Draw(t, "rarely") > 0 || log.Refusal() != nil {
					return
				}
				require.NoError(t, log.Clear())
				acknowledged, h.last = nil, event.Event{}
			},
			"": func(t *rapid.T) {
				require.Equal(t, uint64(len(acknowledged)), log.State().Events)
				if log.Refusal() == nil {
					v, err := log.Verify()
					require.NoError(t, err)
					require.Equal(t, log.State().Head, v.Head)
				}
			},
		})
		reopen(t)
	})
}
