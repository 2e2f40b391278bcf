package question_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/question"
	"hindsight/core/workspace"
)

// sink is a file that an empty log can be opened in, and that keeps nothing: all is measured but the disk.
type sink struct{ size int64 }

func (s *sink) Write(p []byte, offset int64) (int, error) {
	s.size = max(s.size, offset+int64(len(p)))
	return len(p), nil
}

func (s *sink) Read([]byte, int64) (int, error) { return 0, io.EOF }
func (s *sink) Resize(size int64) error         { s.size = size; return nil }
func (s *sink) Flush() error                    { return nil }
func (s *sink) Size() (int64, error)            { return s.size, nil }
func (s *sink) Close() error                    { return nil }

// bigShop is a shop's workspace of so many events, in a file.
func bigShop(b *testing.B, events int) *workspace.Workspace {
	w := emptyShop()
	_, err := w.Open(&sink{}, workspace.OpenOptions{})
	require.NoError(b, err)
	g, err := w.Generate(workspace.GenerateOptions{Events: events, Seed: 1})
	require.NoError(b, err)
	for done := false; !done; {
		_, _, done, err = g.Step(1000)
		require.NoError(b, err)
	}
	return w
}

// BenchmarkAsked is what questions and appends cost, and how that grows with the log: its median and its worst.
func BenchmarkAsked(b *testing.B) {
	for _, size := range []int{10_000, 1_000_000} {
		w := bigShop(b, size)
		random := rand.New(rand.NewPCG(1, 1))
		n := 0
		var reply []byte
		ask := func(text string) func() {
			return func() {
				var err error
				reply, err = question.Ask(reply[:0], w.Snapshot(), []byte(text))
				require.NoError(b, err)
			}
		}
		write := func() {
			n++
			e := draft("note-"+strconv.Itoa(n%100), "Noted", `{"orderId":"order-1","note":"a note"}`)
			_, err := w.Append([]event.Event{e}, workspace.AppendOptions{})
			require.NoError(b, err)
		}
		then := func() {
			ask(fmt.Sprintf(`[{"ask":"moment","at":{"position":%[1]d}},{"ask":"table","name":"order_totals","at":{"position":%[1]d},"limit":50},
				{"ask":"table","name":"streams","at":{"position":%[1]d},"limit":50}]`, random.IntN(size)))()
		}
		for _, kind := range []struct {
			name string
			do   func()
		}{
			{"append", write},
			{"as of a random moment", then},
			{"stats", ask(`[{"ask":"stats"}]`)},
			{"histogram", ask(`[{"ask":"histogram","buckets":200,"by":"type","types":["OrderPlaced","OrderPaid","UserRegistered"]}]`)},
			{"gaps", ask(`[{"ask":"gaps"}]`)},
			{"events of a range", func() { ask(fmt.Sprintf(`[{"ask":"events","after":%d,"limit":100}]`, random.IntN(size-100)))() }},
			{"events of a stream", ask(`[{"ask":"events","streams":["order-1001"],"limit":100}]`)},
		} {
			b.Run(fmt.Sprint(kind.name, " of ", size), func(b *testing.B) {
				var took []time.Duration
				for b.Loop() {
					start := time.Now()
					kind.do()
					took = append(took, time.Since(start))
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)/2])/1e3, "p50-us")
				b.ReportMetric(float64(took[len(took)*99/100])/1e3, "p99-us")
				b.ReportMetric(float64(took[len(took)-1])/1e3, "max-us")
			})
		}
	}
}
