package logfile_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/disktest"
	"hindsight/core/event"
	"hindsight/core/logfile"
)

// shifted returns batches whose blocks begin and end at many places within their sectors.
func shifted() (batches [][]event.Event) {
	var h history
	for i := range 12 {
		batch := h.batch(1+i%3, uint64(i))
		batch[0].Data = `"` + strings.Repeat("d", 150+i) + `"`
		batches = append(batches, batch)
	}
	return batches
}

// One byte anywhere in the file is another one: that is found and located, by Verify and by Open, what
// comes before is loaded, and nothing is written.
func TestOneFlippedByteAnywhere(t *testing.T) {
	batches := shifted()
	states := written(t, batches)
	whole := states[len(states)-1]
	flips := 0
	for i := range whole {
		before := 0
		for before+1 < len(states) && len(states[before+1]) <= i {
			before++
		}
		for _, to := range []byte{whole[i] ^ 1, whole[i] ^ 0x80, 0} {
			if to == whole[i] {
				continue
			}
			flips++
			content := append([]byte(nil), whole...)
			content[i] = to
			disk := disktest.New(content)

			v, err := logfile.Verify(disk)
			requireLocated(t, err, i)
			if i >= 16 {
				require.Equal(t, before, v.Blocks, "byte %d", i)
			}
			o := mustOpen(t, disk)
			require.NotNil(t, o.Recovered().Damage, "byte %d is %02x", i, to)
			requireLocated(t, o.Recovered().Damage, i)
			require.Equal(t, flat(batches[:before]), o.loaded, "byte %d", i)
			requireOnlyRead(t, o, disk, content)
		}
	}
	t.Logf("%d flips tried, in a file of %d bytes", flips, len(whole))
}

func requireLocated(t *testing.T, err error, at int) {
	t.Helper()
	var damage *logfile.DamagedError
	require.True(t, errors.As(err, &damage), "byte %d: %v", at, err)
	require.LessOrEqual(t, damage.Offset, int64(at))
	require.Less(t, int64(at), damage.Offset+damage.Length)
}

// requireOnlyRead tries everything that writes.
func requireOnlyRead(t require.TestingT, o opened, disk *disktest.Disk, content []byte) {
	for _, err := range []error{o.Append([]event.Event{{Position: o.State().Events + 1}}), o.Clear(), o.Refusal()} {
		var failed *logfile.FailedError
		require.True(t, errors.As(err, &failed))
		require.Equal(t, "storage_failed", failed.Code())
		require.True(t, failed.Stopped)
	}
	_, err := o.Verify()
	require.Error(t, err)
	require.NoError(t, o.Close())
	require.Equal(t, content, disk.Bytes(), "the damaged file was written to")
}

func TestDamage(t *testing.T) {
	batches := script()
	states := written(t, batches)
	whole := states[len(states)-1]
	block := func(k int) []byte { return states[k+1][len(states[k]):] }
	join := func(parts ...[]byte) (all []byte) {
		for _, part := range parts {
			all = append(all, part...)
		}
		return all
	}
	for name, c := range map[string]struct {
		content []byte
		blocks  int // before the damage
	}{
		"a block is missing":                {join(states[1], block(2)), 1},
		"a block is there twice":            {join(states[2], block(1)), 2},
		"two blocks changed places":         {join(states[1], block(2), block(1)), 1},
		"a sector in the middle is zero":    {join(whole[:1024], make([]byte, 512), whole[1536:]), 3},
		"the first blocks are zero":         {join(whole[:16], make([]byte, 496), whole[512:]), 0},
		"something follows":                 {join(whole, []byte(strings.Repeat("something", 10))), len(batches)},
		"it is a text":                      {[]byte(strings.Repeat("{\"id\":\"1\"}\n", 10)), 0},
		"it is a short text":                {[]byte("hello"), 0},
		"it went through a text editor":     {[]byte(strings.ReplaceAll(string(whole), "\r\n", "\n")), 0},
		"its header is zero, blocks follow": {join(make([]byte, 16), whole[16:]), 0},
	} {
		t.Run(name, func(t *testing.T) {
			disk := disktest.New(c.content)
			o := mustOpen(t, disk)
			require.NotNil(t, o.Recovered().Damage)
			require.Equal(t, c.blocks, o.State().Blocks)
			require.Equal(t, flat(batches[:c.blocks]), o.loaded)
			requireOnlyRead(t, o, disk, c.content)
		})
	}
	t.Run("what whoever loads the events says is damage too", func(t *testing.T) {
		disk := disktest.New(whole)
		log, err := logfile.Open(disk, logfile.Options{Load: func(events []event.Event) error {
			if events[0].Position > 1 {
				return errors.New("the id is known")
			}
			return nil
		}})
		require.NoError(t, err)
		require.ErrorContains(t, log.Recovered().Damage, "the id is known")
		require.Equal(t, 1, log.State().Blocks)
		requireOnlyRead(t, opened{Log: log}, disk, whole)
	})
}

// Whoever changes an event and mends all checksums still breaks the chain, or else changes its head.
func TestTheChainGivesAwayARewrittenHistory(t *testing.T) {
	batches := script()
	disk := &disktest.Disk{}
	log := mustOpen(t, disk)
	for _, batch := range batches {
		require.NoError(t, log.Append(batch))
	}
	v, err := log.Verify()
	require.NoError(t, err)
	require.Equal(t, log.State().Head, v.Head)
	require.Equal(t, log.State().Events, v.Events)
	require.Equal(t, len(batches), v.Blocks)
	require.Equal(t, log.State().Bytes, v.Bytes)

	forged := script()
	forged[2][0].Data = strings.ReplaceAll(forged[2][0].Data, "1", "2") + " "
	states := written(t, forged)
	require.NotEqual(t, disk.Bytes(), states[len(states)-1])
	other, err := logfile.Verify(disktest.New(states[len(states)-1]))
	require.NoError(t, err, "a whole chain of its own")
	require.NotEqual(t, v.Head, other.Head, "with another head")

	t.Run("also where a block is spliced in", func(t *testing.T) {
		original := written(t, batches)
		spliced := append([]byte(nil), original[2]...)
		spliced = append(spliced, states[3][len(states[2]):]...)
		spliced = append(spliced, original[4][len(original[3]):]...)
		v, err := logfile.Verify(disktest.New(spliced))
		require.ErrorContains(t, err, "chain")
		require.Equal(t, 3, v.Blocks)
		requireLocated(t, err, len(states[3]))
	})
	t.Run("also where the file is replaced while it is open", func(t *testing.T) {
		_, err := disk.Write(states[len(states)-1], 0)
		require.NoError(t, err)
		_, err = log.Verify()
		require.Error(t, err)
	})
}

func TestANewerFormatIsRefusedAndNotWritten(t *testing.T) {
	content := append(newerHeader(), "whatever"...)
	disk := disktest.New(content)
	_, err := logfile.Open(disk, logfile.Options{})
	var version *logfile.VersionError
	require.True(t, errors.As(err, &version))
	require.Equal(t, uint32(2), version.Got)
	require.Equal(t, "storage_version", version.Code())
	require.Equal(t, content, disk.Bytes())
	_, err = logfile.Verify(disk)
	require.True(t, errors.As(err, &version))
}

// newerHeader is the header of a file of format version 2.
func newerHeader() []byte { return []byte("\x89HLOG\r\n\x1a\x02\x00\x00\x00\x3d\x4a\xd9\x29") }
