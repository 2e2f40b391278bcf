//go:build !js

package logfile_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/logfile"
)

// A file of the operating system gets the same bytes as the simulated one.
func TestOSFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log")
	batches := script()
	states := written(t, batches)
	var wrote []event.Event
	for k, batch := range batches {
		file, err := logfile.OpenOSFile(path)
		require.NoError(t, err)
		o := mustOpen(t, file)
		require.Equal(t, len(wrote), len(o.loaded))
		require.NoError(t, o.Append(batch))
		require.NoError(t, o.Close())
		wrote = append(wrote, batch...)
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, states[k+1], content)
	}
	require.NoError(t, os.Truncate(path, int64(len(states[3])-1)))
	file, err := logfile.OpenOSFile(path)
	require.NoError(t, err)
	o := mustOpen(t, file)
	require.Equal(t, flat(batches[:2]), o.loaded)
	require.NoError(t, o.Close())
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, states[2], content)

	t.Run("that is closed refuses", func(t *testing.T) {
		require.Error(t, o.Append(batches[2]))
		require.Error(t, o.Refusal())
	})
}
