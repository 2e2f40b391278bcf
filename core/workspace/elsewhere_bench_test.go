package workspace_test

import (
	"encoding/binary"
	"fmt"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/sandbox"
	"hindsight/core/workspace"
)

// BenchmarkARunElsewhere is what the log's side of an own projection takes for an event: giving it, and taking a state
// that no other row has.
func BenchmarkARunElsewhere(b *testing.B) {
	const events, streams = 100_000, 5_000
	w := workspace.New(workspace.Options{Now: clock(), NewID: ids()})
	batch := make([]event.Event, 0, events)
	for i := range events {
		data := fmt.Sprintf(`{"account":"account-%d","amount":%d,"note":"transfer %d to the usual place, for the rent"}`, i*7919%streams, i%997+1, i)
		batch = append(batch, event.Event{
			ID: fmt.Sprint("e-", i), Type: "Deposited", Stream: fmt.Sprint("account-", i*7919%streams), SchemaVersion: 1, Data: data,
		})
	}
	_, err := w.Append(batch, workspace.AppendOptions{})
	require.NoError(b, err)
	blocks := make([][]byte, 0, events/4096+1)
	for from := 0; from < events; from += 4096 {
		blocks = append(blocks, blockOf(from, min(from+4096, events), streams))
	}
	b.ResetTimer()
	for b.Loop() {
		require.NoError(b, w.AddProjection(counting()))
		var writer sandbox.Writer
		var reader sandbox.Reader
		var buffer []byte
		var given []event.Event
		position := uint64(0)
		for _, block := range blocks {
			given = w.Snapshot().AppendFollowing(given[:0], position, 4096)
			buffer = writer.Append(buffer[:0], given)
			last, outcomes, err := reader.Outcomes(block)
			require.NoError(b, err)
			require.NoError(b, w.Take("counting", last, outcomes))
			position = last
		}
		require.Equal(b, uint64(events), position)
		require.NoError(b, w.DropProjection("counting"))
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/events, "ns/event")
}

// blockOf is a block of outcomes as JavaScript writes it: each event writes a state.
func blockOf(from, to, streams int) []byte {
	block := binary.LittleEndian.AppendUint32(nil, uint32(to-from))
	block = binary.LittleEndian.AppendUint32(block, uint32(to))
	var texts []byte
	for i := from; i < to; i++ {
		w := projection.StateOf{
			Key:   fmt.Sprint("account-", i*7919%streams),
			State: fmt.Sprintf(`{"n":%d,"total":%d,"last":"transfer %d to the usual place, for the rent"}`, i/streams+1, i*3, i),
		}
		for _, n := range []int{i + 1, 0, len(utf16.Encode([]rune(w.Key))), len(utf16.Encode([]rune(w.State)))} {
			block = binary.LittleEndian.AppendUint32(block, uint32(n))
		}
		texts = append(texts, w.Key+w.State...)
	}
	return append(block, texts...)
}
