package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"hindsight/core/event"
	"hindsight/core/store"
	"hindsight/core/storetest"
)

const million = 1_000_000

// lateness says how the times of a log come.
type lateness string

const (
	inOrder   lateness = "in order"
	someLate  lateness = "0.1% late"
	anyOrder  lateness = "in any order"
	ofStreams          = 10_000 // a hundred events each
)

// bigLog returns n events of about 240 bytes.
func bigLog(n int, l lateness) []event.Event {
	random := rand.New(rand.NewPCG(1, 1))
	events := make([]event.Event, n)
	filler := strings.Repeat("x", 60)
	for i := range events {
		seconds := i
		switch {
		case l == someLate && random.IntN(1000) == 0:
			seconds -= random.IntN(100_000)
		case l == anyOrder:
			seconds = random.IntN(n)
		}
		events[i] = event.Event{
			ID: fmt.Sprintf("0199-4f2c-%08d-%016x", i, random.Uint64()), Stream: fmt.Sprint("order-", i%ofStreams), SchemaVersion: 1,
			Type: [...]string{"OrderPlaced", "OrderPaid", "OrderShipped"}[i%3], Time: storetest.At(seconds),
			Data: fmt.Sprintf(`{"orderId":"order-%d","amount":"%d.50","note":"%s"}`, i%ofStreams, i%1000, filler),
		}
	}
	return events
}

func bigStore(b *testing.B, l lateness) *store.Store {
	b.Helper()
	s := store.New(store.Options{})
	s.Import(bigLog(million, l), storetest.Start, nil)
	b.ReportMetric(float64(s.Bytes())/million, "bytes/event")
	return s
}

func BenchmarkAppendOne(b *testing.B) {
	for _, size := range []int{0, million} {
		b.Run(fmt.Sprint("to a log of ", size), func(b *testing.B) {
			events := bigLog(size+500_000, inOrder)
			s := store.New(store.Options{})
			s.Import(events[:size], storetest.Start, nil)
			s.Subscribe(func(event.Event) {})
			var took []time.Duration
			i := size
			for b.Loop() {
				start := time.Now()
				if _, err := s.Append(store.Batch{Events: events[i : i+1], Recorded: events[i].Time}); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
				if i++; i == len(events) {
					b.StopTimer()
					s, i = store.New(store.Options{}), size
					s.Import(events[:size], storetest.Start, nil)
					b.StartTimer()
				}
			}
			reportPercentiles(b, took)
		})
	}
}

func reportPercentiles(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2]), "p50-ns")
	b.ReportMetric(float64(took[len(took)*99/100]), "p99-ns")
	b.ReportMetric(float64(took[len(took)-1]), "max-ns")
}

func BenchmarkImport(b *testing.B) {
	for _, l := range []lateness{inOrder, someLate, anyOrder} {
		b.Run(string(l), func(b *testing.B) {
			events := bigLog(million, l)
			for b.Loop() {
				s := store.New(store.Options{})
				for chunk := range slices.Chunk(events, 1000) {
					s.Import(chunk, storetest.Start, nil)
				}
			}
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/million, "ns/event")
		})
	}
}

func BenchmarkRangeOf100(b *testing.B) {
	for _, l := range []lateness{inOrder, someLate, anyOrder} {
		b.Run(string(l), func(b *testing.B) {
			v := bigStore(b, l).Snapshot()
			random := rand.New(rand.NewPCG(1, 1))
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				from := random.IntN(million - 100)
				page := v.Find(store.Query{From: storetest.At(from), To: storetest.At(from + 100), Limit: 1000})
				for _, p := range page.Positions {
					e := v.Event(p)
					_ = e.Data[0]
				}
				took = append(took, time.Since(start))
			}
			reportPercentiles(b, took)
		})
	}
}

func BenchmarkOneStream(b *testing.B) {
	v := bigStore(b, inOrder).Snapshot()
	n := 0
	for b.Loop() {
		n++
		if page := v.Find(store.Query{Streams: []string{fmt.Sprint("order-", n%ofStreams)}, Limit: 1000}); page.Total != 100 {
			b.Fatalf("got %d events of one stream", page.Total)
		}
	}
}

// What has no index: every event of the log is tested.
func BenchmarkSearchAll(b *testing.B) {
	v := bigStore(b, inOrder).Snapshot()
	for name, q := range map[string]store.Query{
		"one type": {Types: []string{"OrderPaid"}, Limit: 100},
		"category": {Category: "order", Limit: 100},
		"text":     {Text: `"amount":"999.50"`, Limit: 100},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				v.Find(q)
			}
		})
	}
}

// A histogram as the page asks for it: of six types, and all others together. It is to cost the same whatever the
// log's length.
func BenchmarkHistogram(b *testing.B) {
	for _, l := range []lateness{inOrder, someLate, anyOrder} {
		for _, size := range []int{10_000, million} {
			s := store.New(store.Options{})
			s.Import(bigLog(size, l), storetest.Start, nil)
			v := s.Snapshot()
			for name, axis := range map[string]store.Axis{"time": store.OverTime, "recorded": store.OverRecorded, "positions": store.OverPositions} {
				b.Run(fmt.Sprint(name, " of ", size, " ", l), func(b *testing.B) {
					for b.Loop() {
						v.Histogram(store.HistogramQuery{Buckets: 200, Axis: axis, ByType: true, Types: []string{"OrderPlaced", "OrderPaid"}})
					}
				})
			}
		}
	}
}
