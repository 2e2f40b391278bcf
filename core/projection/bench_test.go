package projection_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/projection"
)

const million = 1_000_000

// bigHistory calls fold with a million events over this many keys.
func bigHistory(keys int, fold func(event.Event)) {
	random := rand.New(rand.NewPCG(1, 1))
	names := make([]string, keys)
	for i := range names {
		names[i] = fmt.Sprint("order-", i)
	}
	for i := range million {
		fold(event.Event{
			Position: uint64(i) + 1, Stream: names[random.IntN(keys)], Type: "OrderPlaced", SchemaVersion: 1,
			Time: event.MinTime + event.Time(i), Data: `{"orderId":"order-42","amount":"12.50","currency":"EUR"}`,
		})
	}
}

func perStream() projection.Projection {
	return applying("p", func(in *projection.Input, t *projection.Table[counter]) error {
		row, _ := t.Get(in.Stream)
		row.n++
		t.Put(in.Stream, row)
		return nil
	})
}

func BenchmarkFold(b *testing.B) {
	for name, p := range map[string]projection.Projection{"count by stream": perStream(), "streams": projection.Streams()} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				events := make([]event.Event, 0, million)
				bigHistory(5000, func(e event.Event) { events = append(events, e) })
				set := projection.NewSet(nil, p)
				b.StartTimer()
				for _, e := range events {
					set.Fold(e)
				}
			}
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/million, "ns/event")
		})
	}
}

// The first 50 rows of the state at a random moment, of a million versions.
func BenchmarkStateAt(b *testing.B) {
	for _, keys := range []int{5, 5000, 250_000} {
		b.Run(fmt.Sprint(keys, " rows"), func(b *testing.B) {
			set := projection.NewSet(nil, perStream())
			bigHistory(keys, set.Fold)
			snapshot := set.Snapshots()[0]
			random := rand.New(rand.NewPCG(2, 2))
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				rows := 0
				for row := range snapshot.At(random.Uint64N(million) + 1).Rows() {
					if row.Value(0, nil); rows == 50 {
						break
					}
					rows++
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2]), "p50-ns")
			b.ReportMetric(float64(took[len(took)*99/100]), "p99-ns")
			b.ReportMetric(float64(set.Bytes())/million, "bytes/version")
		})
	}
}

func BenchmarkPage(b *testing.B) {
	set := projection.NewSet(nil, perStream())
	bigHistory(250_000, set.Fold)
	snapshot := set.Snapshots()[0]
	for name, o := range map[string]projection.Order{
		"unsorted":         {Column: projection.Unsorted, Limit: 50},
		"sorted by number": {Column: 0, Descending: true, Limit: 50},
		"sorted by key":    {Column: projection.ByKey, Limit: 50},
		"searched":         {Column: projection.Unsorted, Search: "99", Limit: 50},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				snapshot.At(million).Page(o, nil)
			}
		})
	}
}

func BenchmarkDiff(b *testing.B) {
	set := projection.NewSet(nil, perStream())
	bigHistory(5000, set.Fold)
	snapshot := set.Snapshots()[0]
	random := rand.New(rand.NewPCG(2, 2))
	for b.Loop() {
		from := random.Uint64N(million - 1000)
		snapshot.Diff(from, from+1000, 0, 100, nil)
	}
}

// What 200,000 rows that differ come to, beside the first page of them.
func BenchmarkDiffTotals(b *testing.B) {
	const rows = 200_000
	changes := make([]account, 0, 2*rows)
	for i := range 2 * rows {
		changes = append(changes, account{
			Key: fmt.Sprint("order-", i%rows), Currency: []string{"EUR", "USD"}[i%rows%2], Amount: fmt.Sprintf("%d.50", i), Number: int64(i),
		})
	}
	events := accountEvents(changes)
	_, snapshot := fold(events, accounts(true))
	for name, moments := range map[string][2]uint64{"added": {0, rows}, "changed": {rows, 2 * rows}, "removed": {rows, 0}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				snapshot.DiffTotals(moments[0], moments[1], 0, 25, sourceOf(events))
			}
		})
	}
}

// Two revisions of a million versions each, which part at the very end: how long that takes to find, and a page of
// what differs then.
func BenchmarkCompare(b *testing.B) {
	set := revisions()
	for i, name := range []string{"balances@1", "balances@2"} {
		var outcomes []projection.Outcome
		for position := range uint64(1_000_000) {
			state := fmt.Sprintf(`{"events":%d,"last":"OrderPlaced","total":%d}`, position/100_000, position*7)
			if position > 999_000 && i == 1 {
				state = `{}`
			}
			outcomes = append(outcomes, wrote(position+1, fmt.Sprintf("order-%d", position%100_000), state))
		}
		require.True(b, set.Take(name, 1_000_000, outcomes))
	}
	left, right := named(b, set, "balances@1"), named(b, set, "balances@2")
	b.Run("parting", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			projection.Parting(left, left) // forgets the other
			b.StartTimer()
			require.Equal(b, uint64(999_002), projection.Parting(left, right))
		}
	})
	b.Run("rows", func(b *testing.B) {
		for b.Loop() {
			_, total := projection.Compare(left, right, 1_000_000, 0, 100)
			require.Equal(b, 999, total)
		}
	})
}
