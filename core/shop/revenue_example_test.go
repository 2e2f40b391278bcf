//go:build !js

package shop_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/shop"
	"hindsight/core/upcast"
)

var writeExamples = flag.Bool("write-examples", false, "write the files that the page's examples are held against")

// The page has the projection revenue as an example in JavaScript. Its test there folds this log, and holds the
// table against this one: both files are what the core gives.
func TestTheFilesOfTheRevenueExampleAreWhatTheCoreGives(t *testing.T) {
	history := generate(shop.Plan{Events: 2000, Seed: 7})
	// So late, the shop's customers pay in all currencies. That some orders were placed before doesn't matter here.
	events := append(shop.Sample(), history[len(history)-320:]...)
	set, chain := projection.NewSet(nil, shop.Revenue()), upcast.NewChain(shop.Schemas()...)
	versions := map[string]uint64{}
	for i := range events {
		e, err := chain.Current(events[i]) // as a projection of the page gets it
		require.NoError(t, err)
		versions[e.Stream]++
		e.Position, e.Version = uint64(i+1), versions[e.Stream]
		events[i] = e
		set.Fold(e)
	}
	revenue := set.Snapshots()[0]
	require.Zero(t, revenue.FailureCount(uint64(len(events))))
	folder := filepath.Join("..", "..", "web", "src", "definition", "examples")
	for name, want := range map[string][]byte{"shop.ndjson": ndjson(events), "shop.revenue.json": tableJSON(t, revenue, events)} {
		file := filepath.Join(folder, name)
		if *writeExamples {
			require.NoError(t, os.WriteFile(file, want, 0o644))
		}
		got, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, string(want), string(got), "%s is old: run go test ./core/shop -run RevenueExample -write-examples", name)
	}
}

// tableJSON writes a table's latest rows as an object: {key: {column: value}}.
func tableJSON(t *testing.T, v projection.Snapshot, events []event.Event) []byte {
	table := map[string]map[string]json.RawMessage{}
	for row := range v.At(uint64(len(events))).Rows() {
		values := map[string]json.RawMessage{}
		for c, column := range v.Columns {
			values[column.Name] = row.Value(c, nil).AppendJSON(nil)
		}
		table[row.Key] = values
	}
	require.Len(t, table, 5, "one row for each of the shop's currencies")
	text, err := json.MarshalIndent(table, "", "  ")
	require.NoError(t, err)
	return append(text, '\n')
}
