package projection_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/storetest"
)

func scripted() projection.Projection { return storetest.Scripted("scripted", "") }

// sourceOf reads events as a log would.
func sourceOf(events []event.Event) projection.Source {
	return func(position uint64) event.Event { return events[position-1] }
}

// modelled turns a row into the model's form.
func modelled(r projection.Row, source projection.Source) storetest.Row {
	at := event.Time(0)
	if text := r.Value(4, source).String(); text != "" {
		at, _ = event.ParseTime(text)
	}
	return storetest.Row{
		Key: r.Key, Position: r.Position,
		Number: number(r.Value(0, source)), Text: r.Value(1, source).String(), Amount: r.Value(2, source).String(),
		Type: r.Value(3, source).String(), Time: at, Data: r.Value(5, source).String(),
	}
}

func number(v projection.Value) (n int64) {
	if err := json.Unmarshal(v.AppendJSON(nil), &n); err != nil {
		panic(err)
	}
	return n
}

func modelledAll(s projection.State, source projection.Source) []storetest.Row {
	all := []storetest.Row{}
	for r := range s.Rows() {
		all = append(all, modelled(r, source))
	}
	return all
}

// fold returns a set of one projection after these events, and its snapshot.
func fold(events []event.Event, p projection.Projection) (*projection.Set, projection.Snapshot) {
	set := projection.NewSet(nil, p)
	for _, e := range events {
		set.Fold(e)
	}
	return set, set.Snapshots()[0]
}

// moment is what the model says of one position.
type moment struct {
	rows     []storetest.Row
	versions int
	failures int
}

// moments returns the model's answer for every position from 0 on.
func moments(events []event.Event) []moment {
	model := storetest.Replay(nil)
	all := []moment{{rows: []storetest.Row{}}}
	for _, e := range events {
		model.Fold(e)
		all = append(all, moment{model.List(), model.Versions, len(model.Failures)})
	}
	return all
}

func requireMoment(t require.TestingT, want moment, v *projection.Snapshot, position uint64, source projection.Source) {
	state := v.At(position)
	got := modelledAll(state, source)
	if !slices.Equal(want.rows, got) {
		require.Equal(t, want.rows, got, "position %d", position)
	}
	require.True(t, state.Len() == len(want.rows) && v.Rows(position) == len(want.rows) && v.Versions(position) == want.versions &&
		v.FailureCount(position) == want.failures, "position %d: %d rows, %d versions, %d failures, want %d, %d, %d",
		position, state.Len(), v.Versions(position), v.FailureCount(position), len(want.rows), want.versions, want.failures)
}

func TestStateAtEveryPosition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := storetest.Scripts(rapid.IntRange(0, 50).Draw(t, "events"), rapid.IntRange(1, 8).Draw(t, "keys"),
			rapid.Uint64().Draw(t, "seed"))
		source := sourceOf(events)
		want := moments(events)
		set := projection.NewSet(nil, scripted())
		snapshots := []projection.Snapshot{set.Snapshots()[0]}
		for _, e := range events {
			set.Fold(e)
			snapshots = append(snapshots, set.Snapshots()[0])
		}
		latest := snapshots[len(events)]
		for p := range want {
			requireMoment(t, want[p], &latest, uint64(p), source)
			requireMoment(t, want[p], &snapshots[p], uint64(p)+1000, source)
			_, fresh := fold(events[:p], scripted())
			requireMoment(t, want[p], &fresh, uint64(p), source)
			before := rapid.IntRange(0, p).Draw(t, "before")
			requireMoment(t, want[before], &snapshots[p], uint64(before), source)
		}
		checkRowsByKey(t, want, &latest, source)
		failed := []uint64{}
		for f := range latest.Failures() {
			failed = append(failed, f.Position)
		}
		require.ElementsMatch(t, storetest.Replay(events).Failures, failed)
		require.True(t, slices.IsSorted(failed))
	})
}

// checkRowsByKey looks up every key, also those that are not there yet or any more.
func checkRowsByKey(t *rapid.T, want []moment, v *projection.Snapshot, source projection.Source) {
	p := rapid.IntRange(0, len(want)-1).Draw(t, "position")
	state := v.At(uint64(p))
	for _, key := range []string{"key-0", "key-1", "key-7", "unknown"} {
		i := slices.IndexFunc(want[p].rows, func(r storetest.Row) bool { return r.Key == key })
		row, ok := state.Row(key)
		require.Equal(t, i >= 0, ok, "%s at %d", key, p)
		if ok {
			require.Equal(t, want[p].rows[i], modelled(row, source))
		}
	}
}

func TestRebuild(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := storetest.Scripts(rapid.IntRange(0, 60).Draw(t, "events"), 5, rapid.Uint64().Draw(t, "seed"))
		_, first := fold(events, scripted())
		_, second := fold(events, scripted())
		for p := range uint64(len(events)) + 1 {
			require.Equal(t, string(rendered(first.At(p), sourceOf(events))), string(rendered(second.At(p), sourceOf(events))))
		}
		require.Equal(t, slices.Collect(first.Failures()), slices.Collect(second.Failures()))
	})
}

// rendered is a state byte for byte.
func rendered(s projection.State, source projection.Source) []byte {
	var dst []byte
	for r := range s.Rows() {
		dst = append(append(dst, r.Key...), byte(r.Position))
		for column := range 6 {
			dst = r.Value(column, source).AppendJSON(append(dst, ' '))
		}
		dst = append(dst, '\n')
	}
	return dst
}
