package workspace_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/workspace"
)

func TestImport(t *testing.T) {
	source := newShop(t)
	exported, next := source.Snapshot().AppendExport(nil, everyEvent, 1<<20)
	require.Zero(t, next)

	run := func(t *testing.T, w *workspace.Workspace, text string) workspace.ImportReport {
		t.Helper()
		i, err := w.NewImport(workspace.ImportOptions{Format: "auto"})
		require.NoError(t, err)
		require.NoError(t, i.Feed([]byte(text), true))
		return i.Report()
	}
	w := emptyShop()
	t.Run("an export into an empty log gives the same log", func(t *testing.T) {
		report := run(t, w, string(exported))
		require.Equal(t, 8, report.Appended)
		require.Equal(t, allEvents(t, source), allEvents(t, w))
		require.Equal(t, table(t, source, "revenue", workspace.Latest), table(t, w, "revenue", workspace.Latest))
	})
	t.Run("a second time adds nothing", func(t *testing.T) {
		report := run(t, w, string(exported))
		require.Equal(t, 0, report.Appended)
		require.Equal(t, 8, report.Known)
	})
	t.Run("a bad line is set aside, and the rest goes in", func(t *testing.T) {
		report := run(t, w, "{\"id\":\"n1\",\"type\":\"A\",\"stream\":\"s\",\"time\":\"2026-01-08T00:00:00Z\"}\n{\"id\":\n"+
			"{\"id\":\"n2\",\"type\":\"A\",\"stream\":\"\\u0001\",\"time\":\"2026-01-08T00:00:00Z\"}\n")
		require.Equal(t, 1, report.Appended)
		require.Equal(t, 2, report.Rejected)
		require.Equal(t, 2, report.Reasons[0].Line)
		require.Equal(t, 3, report.Reasons[1].Line)
		require.Contains(t, report.Reasons[1].Message, "U+0001")
	})
	t.Run("an event without a time gets the clock's when the import began", func(t *testing.T) {
		told, err := event.ParseTime("2026-03-01T00:00:00Z")
		require.NoError(t, err)
		now := told
		w := workspace.New(workspace.Options{Now: func() event.Time { return now }, NewID: ids()})
		i, err := w.NewImport(workspace.ImportOptions{})
		require.NoError(t, err)
		now++
		require.NoError(t, i.Feed([]byte(`{"id":"n1","type":"A","stream":"s"}`), true))
		require.Equal(t, told, w.Snapshot().Log().Time(1))
		require.Equal(t, told, w.Snapshot().Log().Recorded(1))
	})
	t.Run("only the first reasons are kept, all are counted", func(t *testing.T) {
		report := run(t, emptyShop(), string(exported)+strings.Repeat("{\"id\":1}\n", 250))
		require.Equal(t, 250, report.Rejected)
		require.Len(t, report.Reasons, workspace.MaxReasons)
		require.Equal(t, 8, report.Appended)
		require.True(t, json.Valid(report.AppendJSON(nil)))
	})
	t.Run("a format that there is not", func(t *testing.T) {
		_, err := w.NewImport(workspace.ImportOptions{Format: "xml"})
		require.Equal(t, workspace.CodeInvalidQuery, workspace.Describe(err).Code)
	})
	t.Run("what is no log at all", func(t *testing.T) {
		i, err := w.NewImport(workspace.ImportOptions{})
		require.NoError(t, err)
		require.Equal(t, workspace.CodeUnreadable, workspace.Describe(i.Feed([]byte("\x89PNG\r\n\x1a\n"), true)).Code)
	})
}

func TestExportComesInChunks(t *testing.T) {
	w := newShop(t)
	whole, _ := w.Snapshot().AppendExport(nil, everyEvent, 1<<20)
	var parts []byte
	chunks := 0
	for q := everyEvent; ; chunks++ {
		chunk, next := w.Snapshot().AppendExport(nil, q, 1)
		parts = append(parts, chunk...)
		if q.After = next; next == 0 {
			break
		}
	}
	require.Equal(t, 7, chunks)
	require.Equal(t, string(whole), string(parts))
}
