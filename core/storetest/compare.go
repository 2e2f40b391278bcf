package storetest

import (
	"slices"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/store"
)

// few is how many events are all compared after each step; of more, a sample is.
const few = 200

// check compares after each step: the newest events, a sample of the others, and the subscribers.
func (m *machine) check(t *rapid.T) {
	compare(t, m.store.Snapshot(), m.model, few)
	types, streams := m.store.Types()
	wantTypes, wantStreams := m.model.Types()
	require.Equal(t, wantTypes, types)
	require.Equal(t, wantStreams, streams)
	for _, k := range m.snapshots {
		compare(t, k.snapshot, k.model, few/4)
	}
	panics := 0
	for _, r := range m.readers {
		require.True(t, slices.Equal(r.want, r.got), "a subscriber was called with %v, want %v", r.got, r.want)
		if r.panics {
			panics += len(r.got)
		}
	}
	require.Equal(t, panics, m.reported, "how many panics were reported")
}

// checkAll compares everything there is.
func (m *machine) checkAll(t *rapid.T) {
	m.check(t)
	compare(t, m.store.Snapshot(), m.model, len(m.model.Events))
	for _, k := range m.snapshots {
		compare(t, k.snapshot, k.model, len(k.model.Events))
		requireEqual(t, k.model.Events, slices.Collect(k.snapshot.Events(0, k.snapshot.Len()+1)), "the events of an old snapshot")
	}
	for _, stream := range append(streams, "unknown") {
		require.Equal(t, m.model.StreamVersion(stream), m.store.StreamVersion(stream), "the version of %s", stream)
	}
}

// compare compares a snapshot with the model at up to about n positions, the last ones among them.
func compare(t *rapid.T, snapshot Snapshot, model Model, n int) {
	require.Equal(t, uint64(len(model.Events)), snapshot.Len())
	step := max(1, len(model.Events)/max(n, 1))
	for i := len(model.Events); i > 0; i -= step {
		want := model.Events[i-1]
		requireEqual(t, want, snapshot.Event(uint64(i)), "position %d", i)
		position, ok := snapshot.PositionOf(want.ID)
		require.True(t, ok && position == uint64(i), "the position of %s is %d", want.ID, position)
		require.True(t, snapshot.Time(position) == want.Time && snapshot.Recorded(position) == want.Recorded &&
			snapshot.TypeName(position) == want.Type, "position %d differs from its parts", i)
	}
	_, ok := snapshot.PositionOf("unknown")
	require.False(t, ok)
	if n := len(model.Events); n > 0 {
		last := model.Events[n-1]
		require.Equal(t, uint64(n), snapshot.PositionAt(last.Recorded))
		require.Equal(t, model.PositionAt(last.Recorded-1), snapshot.PositionAt(last.Recorded-1))
	}
}

func clone(events []event.Event) []event.Event { return slices.Clone(events) }

// requireEqual is require.Equal, but quick where nothing differs, and no slice and an empty one are
// alike.
func requireEqual[T any](t require.TestingT, want, got T, message string, args ...any) {
	if !same(any(want), any(got)) {
		require.Equal(t, want, got, append([]any{message}, args...)...)
	}
}

func same(want, got any) bool {
	switch want := want.(type) {
	case event.Event:
		return want == got
	case []event.Event:
		return slices.Equal(want, got.([]event.Event))
	case store.Result:
		got := got.(store.Result)
		return want.Duplicate == got.Duplicate && slices.Equal(want.Events, got.Events)
	case store.Page:
		got := got.(store.Page)
		return want.Total == got.Total && want.Next == got.Next && slices.Equal(want.Positions, got.Positions)
	}
	return false
}
