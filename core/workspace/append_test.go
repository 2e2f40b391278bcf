package workspace_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/store"
	"hindsight/core/workspace"
)

func TestAnAppendThatIsHandedInAgainIsDoneOnce(t *testing.T) {
	batch := []event.Event{
		{ID: "a", Stream: "s", Type: "T", SchemaVersion: 1, Data: "1"},
		{ID: "b", Stream: "s", Type: "T", SchemaVersion: 1, Data: "2"},
	}
	first := workspace.AppendOptions{Expect: store.NoStream}
	again := workspace.AppendOptions{Expect: store.NoStream, Again: true}
	t.Run("it is answered as it was the first time", func(t *testing.T) {
		w := emptyShop()
		done, err := w.Append(batch, first)
		require.NoError(t, err)
		repeated, err := w.Append(batch, again)
		require.NoError(t, err)
		require.Equal(t, done, repeated)
		require.EqualValues(t, 2, w.Snapshot().Log().Len())
		require.False(t, repeated.Duplicate)
	})
	t.Run("where it was not done, it is done now", func(t *testing.T) {
		w := emptyShop()
		result, err := w.Append(batch, again)
		require.NoError(t, err)
		require.Len(t, result.Events, 2)
		require.EqualValues(t, 2, w.Snapshot().Log().Len())
	})
	t.Run("whoever asked for an idempotent one is told that it was a duplicate", func(t *testing.T) {
		w := emptyShop()
		options := workspace.AppendOptions{Idempotent: true}
		_, err := w.Append(batch, options)
		require.NoError(t, err)
		repeated, err := w.Append(batch, options)
		require.NoError(t, err)
		require.True(t, repeated.Duplicate)
	})
	t.Run("without it, an id that is known is refused", func(t *testing.T) {
		w := emptyShop()
		_, err := w.Append(batch, workspace.AppendOptions{})
		require.NoError(t, err)
		_, err = w.Append(batch, workspace.AppendOptions{})
		require.Equal(t, workspace.CodeDuplicateID, workspace.Describe(err).Code)
	})
}
