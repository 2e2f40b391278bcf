package workspace_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/disktest"
	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/sandbox"
	"hindsight/core/workspace"
)

// counting is run elsewhere, here by this test: a row for each stream, with how many events there are in it.
func counting() projection.Projection { return projection.RunElsewhere("counting", "Counting", "1") }

// count runs it for events in the blocks in which they would cross, and returns what came of them.
func count(counts map[string]int, events []event.Event) (outcomes []projection.Outcome) {
	for _, e := range events {
		counts[e.Stream]++
		state := fmt.Sprintf(`{"events":%d,"last":%q}`, counts[e.Stream], e.Type)
		outcomes = append(outcomes, projection.Outcome{Position: e.Position, Writes: []projection.StateOf{{Key: e.Stream, State: state}}})
	}
	return outcomes
}

// countAll runs it until it has caught up.
func countAll(t *testing.T, w *workspace.Workspace, counts map[string]int, position uint64) uint64 {
	for position < w.Snapshot().Log().Len() {
		events := w.Snapshot().AppendFollowing(nil, position, 3)
		require.NotEmpty(t, events)
		position = events[len(events)-1].Position
		require.NoError(t, w.Take("counting", position, count(counts, events)))
	}
	return position
}

func TestAProjectionRunElsewhereFollowsTheLog(t *testing.T) {
	log, tables := disktest.New(nil), disktest.New(nil)
	w := emptyShop()
	open := func() {
		_, err := w.Open(log, workspace.OpenOptions{Checkpoints: tables, Projections: []projection.Projection{counting()}})
		require.NoError(t, err)
	}
	open()
	require.NoError(t, w.LoadSample())
	counts := map[string]int{}
	position := countAll(t, w, counts, 0)
	require.Equal(t, uint64(8), position)
	asked := func() *projection.Snapshot {
		v, err := w.Snapshot().Projection("counting")
		require.NoError(t, err)
		return v
	}
	streams, err := w.Snapshot().Projection("streams")
	require.NoError(t, err)
	for row := range streams.At(8).Rows() {
		counted, ok := asked().At(8).Row(row.Key)
		require.True(t, ok)
		require.Equal(t, row.Value(0, nil).String(), counted.Value(0, nil).String(), row.Key)
	}
	_, err = w.Append([]event.Event{{Type: "UserLoggedIn", Stream: "user-1", SchemaVersion: 1, Data: `{"userId":"1"}`}}, workspace.AppendOptions{})
	require.NoError(t, err)
	require.Equal(t, uint64(1), asked().Behind(9))
	require.Zero(t, w.Behind(), "CatchUp has nothing to do with it")
	require.Error(t, w.Take("counting", 10, nil), "behind the log's end")
	require.Error(t, w.Take("streams", 9, nil))

	keep(t, w, 1<<20)
	open()
	require.Equal(t, uint64(8), asked().Position, "the table is there without running anything")
	require.Equal(t, []string{"events", "last"}, []string{asked().Columns[0].Name, asked().Columns[1].Name})
	require.Equal(t, uint64(9), countAll(t, w, counts, 8))

	require.NoError(t, w.Clear())
	require.Zero(t, asked().Position)
	require.Empty(t, asked().Columns)
	require.NoError(t, w.DropProjection("counting"))
}

func TestFollowingEventsAreInTheirCurrentShape(t *testing.T) {
	w := emptyShop()
	_, err := w.Append([]event.Event{
		{Type: "OrderPlaced", Stream: "order-1", SchemaVersion: 1, Data: `{"orderId":"1","userId":"2","sku":"mug","quantity":1,"amount":3.00}`},
		{Type: "OrderPlaced", Stream: "order-2", SchemaVersion: 99, Data: `{"new":true}`},
	}, workspace.AppendOptions{})
	require.NoError(t, err)
	events := w.Snapshot().AppendFollowing(nil, 0, 10)
	require.Len(t, events, 2)
	require.Contains(t, events[0].Data, `"currency"`)
	require.JSONEq(t, `{"new":true}`, events[1].Data, "as it is stored")
	require.Empty(t, w.Snapshot().AppendFollowing(nil, 2, 10))
	require.Empty(t, w.Snapshot().AppendFollowing(nil, 99, 10))
	require.NotEmpty(t, new(sandbox.Writer).Append(nil, events))
}

func TestAProjectionRunElsewhereTakesSoMuchMemoryAndNoMore(t *testing.T) {
	w := workspace.New(workspace.Options{Now: clock(), NewID: ids(), MostStateBytes: 100_000})
	require.NoError(t, w.AddProjection(counting()))
	for i := range 100 {
		_, err := w.Append([]event.Event{{Type: "A", Stream: fmt.Sprint(i), SchemaVersion: 1, Data: "{}"}}, workspace.AppendOptions{})
		require.NoError(t, err)
	}
	var err error
	position := uint64(0)
	for err == nil {
		position++
		state := fmt.Sprintf("%q", strings.Repeat(fmt.Sprint(position), 3_000))
		writes := []projection.StateOf{{Key: "a", State: state}}
		err = w.Take("counting", position, []projection.Outcome{{Position: position, Writes: writes}})
	}
	require.Equal(t, "limit_exceeded", workspace.Describe(err).Code)
	v, err := w.Snapshot().Projection("counting")
	require.NoError(t, err)
	require.Equal(t, position-1, v.Position)
	require.Greater(t, position, uint64(10))
	require.Less(t, position, uint64(40))
}

func TestWhatAProjectionRunElsewhereEmitsIsATable(t *testing.T) {
	log, tables := disktest.New(nil), disktest.New(nil)
	open := func(projections ...projection.Projection) *workspace.Workspace {
		w := emptyShop()
		_, err := w.Open(log, workspace.OpenOptions{Checkpoints: tables, Projections: projections})
		require.NoError(t, err)
		return w
	}
	position := func(w *workspace.Workspace, name string) uint64 {
		v, err := w.Snapshot().Projection(name)
		require.NoError(t, err)
		return v.Position
	}
	w := open(counting())
	require.NoError(t, w.LoadSample())
	require.NoError(t, w.Take("counting", 2, nil))
	_, err := w.Snapshot().Projection("counting/emitted")
	require.Error(t, err, "nothing was emitted")
	emitted := func(key string) []projection.StateOf {
		return []projection.StateOf{{Key: key, State: `{"stream":"s","type":"T"}`}}
	}
	require.Error(t, w.Take("counting", 3, []projection.Outcome{{Position: 3, Emitted: []projection.StateOf{{Key: "3/1", State: "{"}}}}))
	require.Equal(t, uint64(2), position(w, "counting"), "nothing is taken where what was emitted is no JSON")
	require.NoError(t, w.Take("counting", 6, []projection.Outcome{
		{Position: 3, Emitted: emitted("3/1")},
		{Position: 4, Emitted: emitted("4/1"), Failure: errors.New("no")},
		{Position: 5, Emitted: emitted("5/1")},
	}))
	v, err := w.Snapshot().Projection("counting/emitted")
	require.NoError(t, err)
	require.Equal(t, "Counting, emitted", v.Title)
	require.Equal(t, []int{1, 2, 2}, []int{v.Rows(3), v.Rows(5), v.Rows(6)}, "an event that failed emits nothing")
	require.NoError(t, w.Take("counting", 8, nil))
	require.Equal(t, uint64(8), position(w, "counting/emitted"))
	keep(t, w, 1<<20)

	w = open(counting(), projection.Emitted(counting()))
	require.Equal(t, uint64(8), position(w, "counting"))
	require.Equal(t, uint64(8), position(w, "counting/emitted"))
	require.NoError(t, w.DropProjection("counting"))
	_, err = w.Snapshot().Projection("counting/emitted")
	require.Error(t, err)

	other := projection.Emitted(projection.RunElsewhere("counting", "Counting", "2"))
	w = open(counting(), other)
	require.Zero(t, position(w, "counting"), "what it emitted could not be loaded, so both begin anew")
	require.Zero(t, position(w, "counting/emitted"))
}
