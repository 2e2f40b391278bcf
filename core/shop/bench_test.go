package shop_test

import (
	"testing"

	"hindsight/core/projection"
	"hindsight/core/shop"
	"hindsight/core/upcast"
)

// BenchmarkGenerate is the time for one event of a history of a million.
func BenchmarkGenerate(b *testing.B) {
	b.ReportAllocs()
	g, bytes := shop.NewGenerator(shop.Plan{Events: 1_000_000}), 0
	for b.Loop() {
		e, ok := g.Next()
		if !ok {
			g = shop.NewGenerator(shop.Plan{Events: 1_000_000})
		}
		bytes += len(e.Data)
	}
}

// BenchmarkFold is the time for one event of a generated history through all six projections.
func BenchmarkFold(b *testing.B) { benchmarkFold(b, newSet) }

// BenchmarkFoldShop is BenchmarkFold for the shop's own four.
func BenchmarkFoldShop(b *testing.B) {
	benchmarkFold(b, func() *projection.Set {
		return projection.NewSet(upcast.NewChain(shop.Schemas()...).Raise, shop.Projections()...)
	})
}

func benchmarkFold(b *testing.B, start func() *projection.Set) {
	const n = 200_000
	events := generate(shop.Plan{Events: n, Seed: 1})
	for i := range events {
		events[i].Position = uint64(i + 1)
	}
	b.ReportAllocs()
	set, i := start(), 0
	for b.Loop() {
		if i == n {
			set, i = start(), 0
		}
		set.Fold(events[i])
		i++
	}
	b.ReportMetric(float64(set.Bytes())/float64(i), "B/event")
}
