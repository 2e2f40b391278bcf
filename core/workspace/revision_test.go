package workspace_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/disktest"
	"hindsight/core/projection"
	"hindsight/core/workspace"
)

// The next revision of what counting is.
func countingTwice() projection.Projection {
	return projection.Revision(projection.RunElsewhere("counting", "Counting", "2"), 2)
}

func tables(w *workspace.Workspace) (names []string) {
	for _, v := range w.Snapshot().Projections() {
		if v.Of != "" {
			names = append(names, v.Name)
		}
	}
	return names
}

func TestARevisionTakesThePlaceOfTheOneBefore(t *testing.T) {
	log, kept := disktest.New(nil), disktest.New(nil)
	w := emptyShop()
	open := func(projections ...projection.Projection) {
		_, err := w.Open(log, workspace.OpenOptions{Checkpoints: kept, Projections: projections})
		require.NoError(t, err)
	}
	row := func(name string) string {
		v, err := w.Snapshot().Projection(name)
		require.NoError(t, err)
		row, ok := v.At(8).Row("a")
		require.True(t, ok, name)
		state, _ := row.State()
		return state
	}
	take := func(name, state string) {
		writes := []projection.StateOf{{Key: "a", State: state}}
		require.NoError(t, w.Take(name, 8, []projection.Outcome{{Position: 1, Writes: writes, Emitted: writes}}))
	}
	first := projection.Revision(counting(), 1)
	open(first)
	require.NoError(t, w.LoadSample())
	take("counting", "1")
	require.NoError(t, w.AddProjection(projection.Beside(countingTwice())))
	take("counting@2", "2")
	require.Equal(t, []string{"1", "1", "2"}, []string{row("counting"), row("counting@1"), row("counting@2")})
	keep(t, w, 1<<20)

	before := w.Snapshot()
	require.NoError(t, w.Succeed("counting", 2))
	require.Equal(t, []string{"2", "1", "2"}, []string{row("counting"), row("counting@1"), row("counting@2")})
	require.Equal(t, []string{"2", "1"}, []string{row("counting/emitted"), row("counting@1/emitted")})
	old, err := before.Projection("counting")
	require.NoError(t, err)
	require.Equal(t, 1, old.Revision, "who asks the snapshot of before is answered as before")
	require.Equal(t, "unknown_projection", workspace.Describe(w.Succeed("counting", 3)).Code)

	require.Equal(t, "duplicate_projection", workspace.Describe(w.RenameProjection("counting", "streams", "")).Code)
	require.Equal(t, "unknown_projection", workspace.Describe(w.RenameProjection("streams", "x", "")).Code)
	require.NoError(t, w.RenameProjection("counting", "counted", "Counted"))
	want := []string{"counted", "counted@1", "counted/emitted", "counted@1/emitted"}
	require.ElementsMatch(t, want, tables(w))
	require.NoError(t, w.Clear())
	require.ElementsMatch(t, want, tables(w), "an empty log has them, too")
}

// Whatever became of the names since the tables were saved, and though nothing was saved since.
func TestRevisionsAreNotFoldedAnew(t *testing.T) {
	log, kept := disktest.New(nil), disktest.New(nil)
	first, second := projection.Revision(counting(), 1), countingTwice()
	w := emptyShop()
	open := func(projections ...projection.Projection) {
		_, err := w.Open(log, workspace.OpenOptions{Checkpoints: kept, Projections: projections})
		require.NoError(t, err)
	}
	open(first, projection.Beside(second))
	require.NoError(t, w.LoadSample())
	require.NoError(t, w.Take("counting", 8, nil))
	require.NoError(t, w.Take("counting@2", 7, nil))
	keep(t, w, 1<<20)
	require.NoError(t, w.Succeed("counting", 2))

	open(second, projection.Beside(first))
	positions := map[string]uint64{}
	for _, v := range w.Snapshot().Projections() {
		if v.Of != "" {
			positions[v.Name] = v.Position
		}
	}
	require.Equal(t, map[string]uint64{"counting": 7, "counting@1": 8}, positions)
}

func TestARevisionIsDroppedByItself(t *testing.T) {
	w := emptyShop()
	require.NoError(t, w.AddProjection(projection.Revision(counting(), 1)))
	require.NoError(t, w.AddProjection(projection.Beside(countingTwice())))
	require.NoError(t, w.LoadSample())
	emitted := []projection.StateOf{{Key: "a", State: "1"}}
	require.NoError(t, w.Take("counting@2", 1, []projection.Outcome{{Position: 1, Emitted: emitted}}))
	require.True(t, slices.Contains(tables(w), "counting@2/emitted"))
	require.NoError(t, w.DropProjection("counting@2"))
	require.Equal(t, []string{"counting"}, tables(w))
	_, err := w.Snapshot().Revision("counting", 2)
	require.Equal(t, "unknown_projection", workspace.Describe(err).Code)
	require.NoError(t, w.DropProjection("counting@1"), "also by its revision where it answers for the name")
	require.Empty(t, tables(w))
}
