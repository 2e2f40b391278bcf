package interchange_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/interchange"
	"hindsight/core/store"
)

func FuzzImport(f *testing.F) {
	for _, file := range goodFiles {
		f.Add([]byte(file), uint8(7))
	}
	for _, bad := range slices.Concat(badFiles, lineFiles, printedFiles) {
		if len(bad.file) < 1000 {
			f.Add([]byte(bad.file), uint8(1))
		}
	}
	f.Fuzz(func(t *testing.T, file []byte, size uint8) {
		whole := read(t, interchange.Auto, string(file))
		require.Equal(t, whole, readChunks(t, interchange.Auto, string(file), every(int(size)+1)))
		require.Len(t, whole.Lines, len(whole.Events))
		for _, e := range whole.Events {
			requireChecked(t, e)
		}
		requireAddsUp(t, whole)
		requireOutcomes(t, interchange.HindsightNDJSON, string(file))
		if !loneBrace.Match(file) {
			requireOutcomes(t, interchange.Auto, string(file))
		}
	})
}

// requireChecked holds an event to what a Batch promises.
func requireChecked(t *testing.T, e event.Event) {
	require.NotEmpty(t, e.ID)
	require.NotEmpty(t, e.Stream)
	require.NotEmpty(t, e.Type)
	require.True(t, json.Valid([]byte(e.Data)), "%q", e.Data)
	require.True(t, e.Metadata == "" || json.Valid([]byte(e.Metadata)), "%q", e.Metadata)
	e.ID, e.Stream, e.Type, e.Time = "i", "s", "t", event.MinTime
	require.NoError(t, e.Validate())
}

// requireAddsUp imports the events and again what was exported of them.
func requireAddsUp(t *testing.T, whole result) {
	s := store.New(store.Options{})
	refused := 0
	done := s.Import(whole.Events, event.MinTime, func(int, error) { refused++ })
	require.Equal(t, len(whole.Events), done.Appended+done.Known+refused)

	var own, cloud []byte
	log := eventsOf(s)
	for i := range log {
		own = interchange.AppendNDJSON(own, &log[i])
		cloud = interchange.AppendCloudEvent(cloud, &log[i])
	}
	if len(log) == 0 {
		return
	}
	again := store.New(store.Options{})
	done, rejections := importInto(t, again, own)
	require.Empty(t, rejections)
	require.Equal(t, store.Imported{Appended: len(log)}, done)
	require.Equal(t, log, eventsOf(again))
	for i := range log {
		log[i].Data = event.OneLine(log[i].Data)
	}
	again = store.New(store.Options{})
	_, rejections = importInto(t, again, cloud)
	require.Empty(t, rejections)
	require.Equal(t, log, eventsOf(again), "%s", cloud)
}

// loneBrace is a line that may begin a printed object among lines.
var loneBrace = regexp.MustCompile(`(?m)^\{[ \t]*\r?$`)

// requireOutcomes reads the file as lines and holds it to encoding/json, line by line: one that is JSON
// comes to one event or one refusal, any other is said to be broken.
func requireOutcomes(t *testing.T, format interchange.Format, file string) {
	// An event in front makes a log of anything, and a log of lines.
	file = line("first") + "\n" + file
	got := read(t, format, file)
	require.Empty(t, got.Unreadable)
	outcomes, invalid := map[int]int{}, map[int]int{}
	for _, n := range got.Lines {
		outcomes[n]++
	}
	for _, no := range got.Rejections {
		outcomes[no.Line]++
		if no.Code == interchange.CodeInvalidJSON {
			invalid[no.Line]++
		}
	}
	for i, text := range strings.Split(file, "\n") {
		switch n := i + 1; {
		case strings.Trim(text, " \t\r") == "":
			require.Zero(t, outcomes[n], "line %d of %q", n, file)
		case json.Valid([]byte(text)):
			require.Equal(t, 1, outcomes[n], "line %d of %q", n, file)
			require.Zero(t, invalid[n], "line %d of %q", n, file)
		case !strings.Contains(text, "}"): // which excludes two objects on one line
			require.Equal(t, 1, invalid[n], "line %d of %q", n, file)
		}
	}
}
