package lab_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/lab"
)

func TestSubscribersOutliveClear(t *testing.T) {
	l := newShop(t)
	var got []uint64
	cancel := l.Subscribe(func(e event.Event) { got = append(got, e.Position) })
	require.NoError(t, l.Clear())
	require.Zero(t, l.Snapshot().Log().Len())
	appendOne := func() {
		_, err := l.Append([]event.Event{draft("a", "Happened", "1")}, lab.AppendOptions{})
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
	l := newShop(t)
	var got []uint64
	from := allEvents(t, l).Events[5].ID
	cancel, err := l.ReplayFrom(from, func(e event.Event) { got = append(got, e.Position) })
	require.NoError(t, err)
	defer cancel()
	_, err = l.Append([]event.Event{draft("a", "Happened", "1")}, lab.AppendOptions{})
	require.NoError(t, err)
	require.Equal(t, []uint64{6, 7, 8, 9}, got)
	_, err = l.ReplayFrom("nobody", func(event.Event) {})
	require.Equal(t, lab.CodeInvalidQuery, lab.Describe(err).Code)
}

func TestSubscribersSeeTablesThatAreUpToDate(t *testing.T) {
	l := newShop(t)
	seen := 0
	defer l.Subscribe(func(e event.Event) {
		s := l.Snapshot()
		v, err := s.Projection("streams")
		require.NoError(t, err)
		row, ok := v.At(s.Log().Len()).Row(e.Stream)
		require.True(t, ok)
		require.GreaterOrEqual(t, row.Position, e.Position)
		seen++
	})()
	_, err := l.Append([]event.Event{draft("a", "Happened", "1"), draft("b", "Happened", "2")}, lab.AppendOptions{})
	require.NoError(t, err)
	require.Equal(t, 2, seen)
}
