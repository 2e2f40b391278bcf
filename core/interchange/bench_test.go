package interchange_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/interchange"
)

// benchLog returns a log of n events, each on a line of about 240 bytes where it is NDJSON.
func benchLog(n int, format interchange.Format) (file []byte) {
	for i := range n {
		e := event.Event{
			ID: fmt.Sprintf("01890a5d-ac96-774b-bcce-%012d", i), Stream: fmt.Sprintf("order-%d", i%1000), Type: "OrderPlaced",
			SchemaVersion: 1, Time: event.Time(9_214_560_000+1_767_000_000+i) * 1e9,
			Data: fmt.Sprintf(`{"orderId":"order-%d","amount":"129.%02d","currency":"EUR","items":[{"sku":"p-%d","quantity":2}]}`, i%1000, i%100, i%50),
		}
		switch format {
		case interchange.CloudEventsNDJSON:
			file = interchange.AppendCloudEvent(file, &e)
			continue
		case interchange.HindsightJSON:
			file = append(append(file, e.AppendJSON(nil)...), ',')
			continue
		}
		file = append(append(file, e.AppendJSON(nil)...), '\n')
	}
	if format == interchange.HindsightJSON {
		file = append([]byte{'['}, file...)
		file[len(file)-1] = ']'
	}
	return file
}

func BenchmarkReader(b *testing.B) {
	const events = 100_000
	for _, format := range []interchange.Format{interchange.HindsightNDJSON, interchange.HindsightJSON, interchange.CloudEventsNDJSON} {
		b.Run(string(format), func(b *testing.B) { benchReader(b, benchLog(events, format), events) })
	}
	b.Run("one line", func(b *testing.B) {
		benchReader(b, bytes.ReplaceAll(benchLog(events, interchange.HindsightNDJSON), []byte("\n"), []byte(" ")), events)
	})
}

// benchReader reads a file that has so many events, in chunks of a megabyte.
func benchReader(b *testing.B, file []byte, events int) {
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		taken := 0
		r, err := interchange.NewReader(interchange.Options{Take: func(batch interchange.Batch) { taken += len(batch.Events) }})
		require.NoError(b, err)
		for rest := file; rest != nil; {
			chunk := rest[:min(len(rest), 1<<20)]
			if rest = rest[len(chunk):]; len(rest) == 0 {
				rest = nil
			}
			require.NoError(b, r.Feed(chunk, rest == nil))
		}
		require.Equal(b, events, taken)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*events), "ns/event")
	b.ReportMetric(float64(len(file))/float64(events), "bytes/event")
}

func BenchmarkAppendNDJSON(b *testing.B) {
	log := read(b, interchange.Auto, string(benchLog(1000, interchange.HindsightNDJSON))).Events
	var dst []byte
	b.ReportAllocs()
	for b.Loop() {
		dst = dst[:0]
		for i := range log {
			dst = interchange.AppendNDJSON(dst, &log[i])
		}
	}
	b.SetBytes(int64(len(dst)))
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(log)), "ns/event")
}
