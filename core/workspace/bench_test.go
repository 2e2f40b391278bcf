package workspace_test

import (
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/interchange"
	"hindsight/core/shop"
	"hindsight/core/workspace"
)

// memory is a file that keeps nothing for good, to measure all but the disk.
type memory struct{ content []byte }

func (m *memory) Write(p []byte, offset int64) (int, error) {
	if end := offset + int64(len(p)); end > int64(len(m.content)) {
		_ = m.Resize(end)
	}
	return copy(m.content[offset:], p), nil
}

func (m *memory) Read(p []byte, offset int64) (int, error) {
	n := copy(p, m.content[min(offset, int64(len(m.content))):])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (m *memory) Resize(size int64) error {
	m.content = append(m.content, make([]byte, max(0, size-int64(len(m.content))))...)[:size]
	return nil
}

func (m *memory) Flush() error         { return nil }
func (m *memory) Size() (int64, error) { return int64(len(m.content)), nil }
func (m *memory) Close() error         { return nil }

// benchEvents returns how many events the benchmarks' log has.
func benchEvents() int {
	if testing.Short() {
		return 100_000
	}
	return 1_000_000
}

func benchLog() (text []byte) {
	for e := range shop.NewGenerator(shop.Plan{Events: benchEvents(), Seed: 1}).All() {
		text = interchange.AppendNDJSON(text, &e)
	}
	return text
}

// importLog imports a log into files, as the page does, and keeps the tables in the end.
func importLog(b *testing.B, file, checkpoints *memory, text []byte) {
	w := emptyShop()
	_, err := w.Open(file, workspace.OpenOptions{Checkpoints: checkpoints})
	require.NoError(b, err)
	i, err := w.NewImport(workspace.ImportOptions{Format: "auto"})
	require.NoError(b, err)
	for len(text) > 0 {
		n := min(len(text), 1<<20)
		require.NoError(b, i.Feed(text[:n], n == len(text)))
		text = text[n:]
	}
	if cap(checkpoints.content) > 0 {
		keep(b, w, 1<<20)
	}
}

// BenchmarkImport is the time to import a log into a file, BenchmarkOpen the time to open that, with and
// without a checkpoint of all its tables.
func BenchmarkImport(b *testing.B) {
	text := benchLog()
	file := &memory{content: make([]byte, 0, len(text))}
	for b.Loop() {
		file.content = file.content[:0]
		importLog(b, file, &memory{}, text)
	}
}

func BenchmarkOpen(b *testing.B) {
	text := benchLog()
	file, checkpoints := &memory{content: make([]byte, 0, len(text))}, &memory{content: make([]byte, 0, len(text))}
	importLog(b, file, checkpoints, text)
	text = nil
	for name, options := range map[string]workspace.OpenOptions{"folding": {}, "checkpoint": {Checkpoints: checkpoints}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				w := emptyShop()
				_, err := w.Open(file, options)
				require.NoError(b, err)
				storage, _ := w.Storage()
				require.Equal(b, options.Checkpoints != nil, storage.Unfolded > 0, storage.Folded)
			}
			b.ReportMetric(float64(len(file.content)), "log-B")
			b.ReportMetric(float64(len(checkpoints.content)), "checkpoint-B")
		})
	}
}
