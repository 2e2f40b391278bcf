package workspace_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/workspace"
)

func TestSubscribersOutliveClear(t *testing.T) {
	w := newShop(t)
	var got []uint64
	cancel := w.Subscribe(func(e event.Event) { got = append(got, e.Position) })
	require.NoError(t, w.Clear())
	require.Zero(t, w.Snapshot().Log().Len())
	appendOne := func() {
		_, err := w.Append([]event.Event{draft("a", "Happened", "1")}, workspace.AppendOptions{})
		require.NoError(t, err)
	}
	appendOne()
	require.Equal(t, []uint64{1}, got)
	cancel()
	cancel()
	appendOne()
	require.Equal(t, []uint64{1}, got)
}

func TestReplayFromGoesOnLive(t *testing.T) {
	w := newShop(t)
	var got []uint64
	from := allEvents(t, w).Events[5].ID
	cancel, err := w.ReplayFrom(from, func(e event.Event) { got = append(got, e.Position) })
	require.NoError(t, err)
	defer cancel()
	_, err = w.Append([]event.Event{draft("a", "Happened", "1")}, workspace.AppendOptions{})
	require.NoError(t, err)
	require.Equal(t, []uint64{6, 7, 8, 9}, got)
	_, err = w.ReplayFrom("nobody", func(event.Event) {})
	require.Equal(t, workspace.CodeInvalidQuery, workspace.Describe(err).Code)
}

func TestSubscribersSeeTablesThatAreUpToDate(t *testing.T) {
	w := newShop(t)
	seen := 0
	defer w.Subscribe(func(e event.Event) {
		s := w.Snapshot()
		v, err := s.Projection("streams")
		require.NoError(t, err)
		row, ok := v.At(s.Log().Len()).Row(e.Stream)
		require.True(t, ok)
		require.GreaterOrEqual(t, row.Position, e.Position)
		seen++
	})()
	_, err := w.Append([]event.Event{draft("a", "Happened", "1"), draft("b", "Happened", "2")}, workspace.AppendOptions{})
	require.NoError(t, err)
	require.Equal(t, 2, seen)
}
