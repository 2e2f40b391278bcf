package workspace_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/disktest"
	"hindsight/core/event"
	"hindsight/core/logfile"
	"hindsight/core/workspace"
)

// written is a log as a version of the program kept and exported it.
type written struct {
	name                        string
	log, tables, events, export []byte
}

// writtenVersions are those in testdata/kept, whose README.md says how they came about.
func writtenVersions(t *testing.T) (all []written) {
	logs, err := filepath.Glob("testdata/kept/*/log")
	require.NoError(t, err)
	for _, path := range logs {
		folder := filepath.Dir(path)
		read := func(name string) []byte {
			content, err := os.ReadFile(filepath.Join(folder, name))
			require.NoError(t, err)
			return content
		}
		all = append(all, written{filepath.Base(folder), read("log"), read("tables"), read("events.jsonl"), read("export.ndjson")})
	}
	return all
}

func TestLogsOfTheVersionsBefore(t *testing.T) {
	for _, v := range writtenVersions(t) {
		t.Run(v.name, func(t *testing.T) {
			log := disktest.New(v.log)
			w := openShop(t, log)
			t.Run("open with every event as it was", func(t *testing.T) {
				require.Equal(t, string(v.events), string(fieldsOf(t, w)))
				storage, _ := w.Storage()
				require.NoError(t, storage.Refusal)
				require.Zero(t, storage.Recovery)
			})
			t.Run("are not changed by being opened and checked", func(t *testing.T) {
				check, err := w.Verify()
				require.NoError(t, err)
				done, err := check.Step(1 << 20)
				require.NoError(t, err)
				require.True(t, done)
				require.Equal(t, v.log, log.Bytes())
			})
			t.Run("have the tables that folding gives, with the checkpoint beside them", func(t *testing.T) {
				with := emptyShop()
				_, err := with.Open(disktest.New(v.log), workspace.OpenOptions{Checkpoints: disktest.New(v.tables), Maker: "fixture"})
				require.NoError(t, err)
				require.Equal(t, everything(t, w), everything(t, with))
			})
			t.Run("are exported as they were, and what was exported comes in the same", func(t *testing.T) {
				text, next := w.Snapshot().AppendExport(nil, everyEvent, 1<<20)
				require.Zero(t, next)
				require.Equal(t, string(v.export), string(text))
				other := emptyShop()
				require.NoError(t, importAll(t, other, v.export))
				require.Equal(t, string(v.events), string(fieldsOf(t, other)))
			})
			t.Run("are appended to behind what they had", func(t *testing.T) {
				_, err := w.Append([]event.Event{{Type: "A", Stream: "s", SchemaVersion: 1, Data: "1"}}, workspace.AppendOptions{})
				require.NoError(t, err)
				after := log.Bytes()
				require.Greater(t, len(after), len(v.log))
				require.Equal(t, v.log, after[:len(v.log)])
			})
		})
	}
}

func TestEveryFormatVersionOfALogFileHasOneThatIsKept(t *testing.T) {
	kept := map[uint32]bool{}
	for _, v := range writtenVersions(t) {
		kept[binary.LittleEndian.Uint32(v.log[8:])] = true
	}
	for version := uint32(1); version <= logfile.FormatVersion; version++ {
		require.True(t, kept[version], "testdata/kept has no log of format version %d", version)
	}
	require.Len(t, kept, logfile.FormatVersion)
}

// fieldsOf is every field of every event, a line for each.
func fieldsOf(t *testing.T, w *workspace.Workspace) []byte {
	var lines bytes.Buffer
	log := w.Snapshot().Log()
	encoder := json.NewEncoder(&lines)
	for e := range log.Events(1, log.Len()) {
		require.NoError(t, encoder.Encode(struct {
			Position, Version              uint64
			ID, Stream, Type               string
			SchemaVersion                  int
			Time, Recorded, Metadata, Data string
		}{
			e.Position, e.Version, e.ID, e.Stream, e.Type, int(e.SchemaVersion),
			e.Time.String(), e.Recorded.String(), e.Metadata, e.Data,
		}))
	}
	return lines.Bytes()
}
