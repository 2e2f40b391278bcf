package main

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/shop"
)

func generated(t *testing.T, args ...string) (folder string, parts []part) {
	folder = t.TempDir()
	require.NoError(t, run(append(args, "-out="+folder), io.Discard))
	text, err := os.ReadFile(filepath.Join(folder, "questions.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &parts))
	return folder, parts
}

func TestTheLogIsTheGenerators(t *testing.T) {
	folder, _ := generated(t, "-events=3000", "-seed=7", "-late")
	file, err := os.Open(filepath.Join(folder, "log.ndjson"))
	require.NoError(t, err)
	defer file.Close()
	g := shop.NewGenerator(shop.Plan{Events: 3000, Seed: 7, Late: true})
	decoder := json.NewDecoder(file)
	for want := range g.All() {
		var got struct {
			ID, Stream, Type, Time string
			SchemaVersion          uint32
			Data                   json.RawMessage
		}
		require.NoError(t, decoder.Decode(&got))
		require.Equal(t, want.ID, got.ID)
		require.Equal(t, want.Stream, got.Stream)
		require.Equal(t, want.Type, got.Type)
		require.Equal(t, want.Time.String(), got.Time)
		require.Equal(t, want.SchemaVersion, got.SchemaVersion)
		require.Equal(t, want.Data, string(got.Data))
	}
	require.False(t, decoder.More())
}

func TestBothFilesHoldTheSame(t *testing.T) {
	folder, _ := generated(t, "-events=3000", "-csv")
	lines := strings.Split(read(t, folder, "log.ndjson"), "\n")
	rows, err := csv.NewReader(strings.NewReader(read(t, folder, "log.csv"))).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 1+3000)
	require.Equal(t, strings.TrimSpace(csvHeader), strings.Join(rows[0], ","))
	for i, row := range rows[1:] {
		var line struct {
			ID, Type string
			Data     json.RawMessage
		}
		require.NoError(t, json.Unmarshal([]byte(lines[i]), &line))
		require.Equal(t, []string{line.ID, line.Type, string(line.Data)}, []string{row[1], row[3], row[9]})
		moved := line.Type == shop.PaymentReceived || line.Type == shop.OrderRefunded
		require.Equal(t, moved, row[6] != "" && row[7] != "")
	}
}

func TestPartsAreAskedAboutAlone(t *testing.T) {
	folder, parts := generated(t, "-events=3000", "-parts=1000,9000")
	require.Len(t, parts, 2)
	require.Equal(t, []int{1000, 3000}, []int{parts[0].Events, parts[1].Events})
	text := read(t, folder, "log.ndjson")
	require.Equal(t, int64(len(text)), parts[1].NDJSONBytes)
	require.Equal(t, 1000, strings.Count(text[:parts[0].NDJSONBytes], "\n"))
	first := text[:parts[0].NDJSONBytes]
	for i := range asked {
		require.LessOrEqual(t, parts[0].Moments[i], 1000)
		require.Contains(t, first, `"stream":"`+parts[0].Streams[i]+`"`)
		require.Less(t, parts[0].Ranges[i].From, parts[0].Ranges[i].To)
	}
}

func TestPartsThatAreNoNumbersAreRefused(t *testing.T) {
	require.ErrorContains(t, run([]string{"-parts=many"}, io.Discard), `"many"`)
}

func read(t *testing.T, folder, name string) string {
	text, err := os.ReadFile(filepath.Join(folder, name))
	require.NoError(t, err)
	return string(text)
}
