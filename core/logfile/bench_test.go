//go:build !js

package logfile_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hindsight/core/disktest"
	"hindsight/core/event"
	"hindsight/core/logfile"
	"hindsight/core/shop"
)

// memory is a file that keeps nothing for good, to measure all but the disk.
type memory struct {
	disktest.Disk
	content []byte
}

func (m *memory) Write(p []byte, offset int64) (int, error) {
	m.content = append(m.content[:offset], p...)
	return len(p), nil
}

func (m *memory) Read(p []byte, offset int64) (int, error) { return copy(p, m.content[offset:]), nil }
func (m *memory) Resize(size int64) error                  { m.content = m.content[:size]; return nil }
func (m *memory) Flush() error                             { return nil }
func (m *memory) Size() (int64, error)                     { return int64(len(m.content)), nil }

// shopLog returns the first events of a generated history, as a store gives them out.
func shopLog(n int) []event.Event {
	var events []event.Event
	for e := range shop.NewGenerator(shop.Plan{Events: n, Seed: 1}).All() {
		e.Position = uint64(len(events)) + 1
		events = append(events, e)
	}
	return events
}

// BenchmarkAppend is the time until one event is acknowledged, with the median and the 99th percentile:
// in memory, and in a file that is synced.
func BenchmarkAppend(b *testing.B) {
	events := shopLog(100_000)
	run := func(b *testing.B, file logfile.File) {
		log, err := logfile.Open(file, logfile.Options{})
		require.NoError(b, err)
		var took []time.Duration
		for i := 0; b.Loop(); i++ {
			if i == len(events) {
				i = 0
				require.NoError(b, log.Clear())
			}
			start := time.Now()
			require.NoError(b, log.Append(events[i:i+1]))
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e3, "p50-us")
		b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1e3, "p99-us")
		b.ReportMetric(float64(log.State().Bytes)/float64(log.State().Events), "B/event")
	}
	b.Run("memory", func(b *testing.B) { run(b, &memory{}) })
	b.Run("file", func(b *testing.B) {
		file, err := logfile.OpenOSFile(filepath.Join(b.TempDir(), "log"))
		require.NoError(b, err)
		defer file.Close()
		run(b, file)
	})
}

// BenchmarkBlocks is the time for a long log in blocks of so many events.
func BenchmarkBlocks(b *testing.B) {
	const n = 100_000
	events := shopLog(n)
	write := func(b testing.TB, perBlock int) *memory {
		file := &memory{}
		log, err := logfile.Open(file, logfile.Options{})
		require.NoError(b, err)
		for batch := range slices.Chunk(events, perBlock) {
			require.NoError(b, log.Append(batch))
		}
		return file
	}
	measure := func(b *testing.B, size int, do func()) {
		b.SetBytes(int64(size))
		for b.Loop() {
			do()
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/event")
		b.ReportMetric(float64(size)/n, "B/event")
	}
	for _, perBlock := range []int{1, 256, 4096} {
		file := write(b, perBlock)
		b.Run(fmt.Sprintf("append/%d", perBlock), func(b *testing.B) {
			measure(b, len(file.content), func() { write(b, perBlock) })
		})
		b.Run(fmt.Sprintf("open/%d", perBlock), func(b *testing.B) {
			measure(b, len(file.content), func() {
				log, err := logfile.Open(file, logfile.Options{})
				require.NoError(b, err)
				require.Equal(b, uint64(n), log.State().Events)
			})
		})
		b.Run(fmt.Sprintf("verify/%d", perBlock), func(b *testing.B) {
			measure(b, len(file.content), func() {
				_, err := logfile.Verify(file)
				require.NoError(b, err)
			})
		})
	}
}
