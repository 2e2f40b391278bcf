package workspace_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/question"
	"hindsight/core/shop"
	"hindsight/core/store"
	"hindsight/core/workspace"
)

// clock is a clock that goes on by a second with every look at it.
func clock() func() event.Time {
	var mu sync.Mutex
	now, err := event.TimeOf(time.Date(2026, 1, 7, 9, 0, 0, 0, time.UTC))
	if err != nil {
		panic(err)
	}
	return func() event.Time {
		mu.Lock()
		defer mu.Unlock()
		now += 1e9
		return now
	}
}

// ids makes the ids id-1, id-2 and so on.
func ids() func() string {
	var mu sync.Mutex
	n := 0
	return func() string {
		mu.Lock()
		defer mu.Unlock()
		n++
		return fmt.Sprintf("id-%d", n)
	}
}

// emptyShop returns a workspace of the sample shop's domain with an empty log.
func emptyShop() *workspace.Workspace {
	return workspace.New(workspace.Options{Now: clock(), NewID: ids(), Domain: shop.Domain{}})
}

// answered is the answer to a question as it leaves the core.
func answered(s *workspace.Snapshot, q question.Question) ([]byte, error) {
	answer, _, err := q.Answer(s)
	if err != nil {
		return nil, err
	}
	return answer.AppendJSON(nil), nil
}

// at is a moment as a question names it.
func at(position uint64) *question.Moment {
	p := float64(position)
	return &question.Moment{Position: &p}
}

// everyEvent asks an export for all there is.
var everyEvent = store.Query{Until: store.MaxEvents}

// generation begins a made-up history.
func generation(t require.TestingT, w *workspace.Workspace, o workspace.GenerateOptions) *workspace.Generation {
	g, err := w.Generate(o)
	require.NoError(t, err)
	return g
}

func newShop(t *testing.T) *workspace.Workspace {
	t.Helper()
	w := emptyShop()
	require.NoError(t, w.LoadSample())
	return w
}

// decode parses an answer, which must be JSON.
func decode[T any](t *testing.T, answer []byte, err error) (value T) {
	t.Helper()
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(answer, &value), "%s", answer)
	return value
}

type eventsAnswer struct {
	At struct {
		Position uint64
		Time     string
		Latest   bool
	}
	Events []struct {
		Position                         uint64
		ID, Stream, Type, Time, Recorded string
		Version                          uint64
		DataText                         string
	}
	Total int
	Next  *uint64
}

func allEvents(t *testing.T, w *workspace.Workspace) eventsAnswer {
	t.Helper()
	answer, err := answered(w.Snapshot(), &question.EventsQuestion{Limit: workspace.MaxPage})
	return decode[eventsAnswer](t, answer, err)
}

type tableAnswer struct {
	Columns []struct{ Name, Type string }
	Rows    []struct {
		Key       string
		Values    []any
		ChangedAt uint64
	}
	Total int
}

func table(t *testing.T, w *workspace.Workspace, name string, m workspace.Moment) tableAnswer {
	t.Helper()
	answer, err := answered(w.Snapshot(), &question.TableQuestion{Name: name, At: at(w.Snapshot().At(m).Position), Limit: workspace.MaxPage})
	return decode[tableAnswer](t, answer, err)
}

func draft(stream, typ, data string) event.Event {
	return event.Event{Stream: stream, Type: typ, SchemaVersion: 1, Data: data}
}

func TestAppendFillsInWhatIsMissing(t *testing.T) {
	w := emptyShop()
	result, err := w.Append([]event.Event{draft("a-1", "Happened", "1")}, workspace.AppendOptions{})
	require.NoError(t, err)
	stored := result.Events[0]
	require.Equal(t, "id-1", stored.ID)
	require.Equal(t, "2026-01-07T09:00:01Z", stored.Time.String())
	require.Equal(t, stored.Time, stored.Recorded)

	t.Run("and the projections have it at once", func(t *testing.T) {
		rows := table(t, w, "streams", workspace.Latest).Rows
		require.Len(t, rows, 1)
		require.Equal(t, "a-1", rows[0].Key)
		require.Equal(t, uint64(1), rows[0].ChangedAt)
	})
}

func TestARetryIsNotFoldedTwice(t *testing.T) {
	w := newShop(t)
	once := draft("a-1", "Happened", "1")
	once.ID = "retried"
	for _, duplicate := range []bool{false, true} {
		result, err := w.Append([]event.Event{once}, workspace.AppendOptions{Idempotent: true})
		require.NoError(t, err)
		require.Equal(t, duplicate, result.Duplicate)
		require.Equal(t, uint64(9), result.Events[0].Position)
	}
	key := "a-1"
	row := decode[struct{ Values []any }](t, must(answered(w.Snapshot(), &question.RowQuestion{Name: "streams", Key: &key})), nil)
	require.EqualValues(t, 1, row.Values[0])
}

func must(answer []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return answer
}

func TestExecute(t *testing.T) {
	t.Run("appends what the command decided", func(t *testing.T) {
		w := newShop(t)
		events, err := w.Execute("register", `{"userId": "u9", "name": "Ada"}`, "")
		require.NoError(t, err, workspace.Describe(errOr(err)))
		require.Equal(t, uint64(9), events[0].Position)
	})
	t.Run("a rejection names the rule and appends nothing", func(t *testing.T) {
		w := newShop(t)
		for range 2 {
			_, err := w.Execute("register", `{"userId": "u9", "name": "Ada"}`, "")
			if err != nil {
				d := workspace.Describe(err)
				require.Equal(t, workspace.CodeRejected, d.Code)
				require.Contains(t, d.Details, `"rule"`)
			}
		}
		require.Equal(t, 9, allEvents(t, w).Total)
	})
	t.Run("handed in again under its id, it is answered with what it led to", func(t *testing.T) {
		w := newShop(t)
		first, err := w.Execute("register", `{"userId": "u9", "name": "Ada"}`, "once")
		require.NoError(t, err)
		_, err = w.Execute("register", `{"userId": "u10", "name": "Eve"}`, "another")
		require.NoError(t, err)
		again, err := w.Execute("register", `{"userId": "u9", "name": "Ada"}`, "once")
		require.NoError(t, err, "though the rule forbids to register twice")
		require.Equal(t, first, again)
		require.Equal(t, "once", again[0].ID)
		require.Equal(t, 10, allEvents(t, w).Total)
	})
	t.Run("a command that there is not", func(t *testing.T) {
		_, err := newShop(t).Execute("constructor", "{}", "")
		require.Equal(t, workspace.CodeUnknownCommand, workspace.Describe(err).Code)
	})
	t.Run("fields that are no JSON", func(t *testing.T) {
		_, err := newShop(t).Execute("register", "{", "")
		require.Equal(t, workspace.CodeInvalidEvent, workspace.Describe(err).Code)
	})
}

func errOr(err error) error {
	if err == nil {
		return fmt.Errorf("none")
	}
	return err
}

func TestConflictNamesTheVersions(t *testing.T) {
	w := newShop(t)
	_, err := w.Append([]event.Event{draft("order-x", "Happened", "1")}, workspace.AppendOptions{Expect: store.Exactly(3)})
	d := workspace.Describe(err)
	require.Equal(t, workspace.CodeVersionConflict, d.Code)
	require.JSONEq(t, `{"stream": "order-x", "expected": "version 3", "actual": 0}`, d.Details)
}

// importLines imports a log of these lines and has the sample make way for it.
func importLines(t require.TestingT, w *workspace.Workspace, lines ...string) workspace.ImportReport {
	i, err := w.NewImport(workspace.ImportOptions{ReplaceSample: true})
	require.NoError(t, err)
	require.NoError(t, i.Feed([]byte(strings.Join(lines, "\n")), true))
	return i.Report()
}

const (
	validLine   = `{"id":"n1","type":"A","stream":"s","time":"2026-01-08T00:00:00Z","data":{}}`
	refusedLine = `{"id":"n2","type":"","stream":"s","time":"2026-01-08T00:00:00Z","data":{}}`
)

// The sample makes way for a log, and nothing else does: not even what comes in that very moment.
func TestTheSampleMakesWay(t *testing.T) {
	t.Run("for an import", func(t *testing.T) {
		w := newShop(t)
		report := importLines(t, w, validLine)
		require.True(t, report.MadeWay)
		require.Equal(t, 1, report.Appended)
		require.EqualValues(t, 1, w.Snapshot().Log().Len())
	})
	t.Run("for a history", func(t *testing.T) {
		w := newShop(t)
		g := generation(t, w, workspace.GenerateOptions{Events: 10, ReplaceSample: true})
		_, _, done, err := g.Step(10)
		require.NoError(t, err)
		require.True(t, done)
		require.True(t, g.MadeWay())
		require.EqualValues(t, 10, w.Snapshot().Log().Len())
	})
	t.Run("for nothing that is refused", func(t *testing.T) {
		w := newShop(t)
		before := allEvents(t, w)
		report := importLines(t, w, refusedLine)
		require.False(t, report.MadeWay)
		require.Equal(t, 1, report.Rejected)
		require.Equal(t, before, allEvents(t, w))
	})
	t.Run("nor for itself", func(t *testing.T) {
		w := newShop(t)
		exported, _ := w.Snapshot().AppendExport(nil, everyEvent, 1<<20)
		report := importLines(t, w, string(exported))
		require.False(t, report.MadeWay)
		require.Equal(t, 8, report.Known)
		require.EqualValues(t, 8, w.Snapshot().Log().Len())
	})
	t.Run("a log with one event more stays", func(t *testing.T) {
		w := newShop(t)
		_, err := w.Append([]event.Event{draft("mine", "Happened", "1")}, workspace.AppendOptions{})
		require.NoError(t, err)
		require.False(t, importLines(t, w, validLine).MadeWay)
		require.EqualValues(t, 10, w.Snapshot().Log().Len())
	})
	t.Run("while others append", func(t *testing.T) {
		for range 300 {
			w := newShop(t)
			var report workspace.ImportReport
			var wait sync.WaitGroup
			start := make(chan struct{})
			wait.Go(func() {
				<-start
				report = importLines(t, w, validLine)
			})
			wait.Go(func() {
				<-start
				_, err := w.Append([]event.Event{draft("mine", "Happened", "1")}, workspace.AppendOptions{})
				assert.NoError(t, err)
			})
			close(start)
			wait.Wait()
			log := w.Snapshot().Log()
			if report.MadeWay {
				require.EqualValues(t, 2, log.Len(), "what was appended is there, without the sample")
			} else {
				require.EqualValues(t, 10, log.Len(), "what was appended is there, after the sample")
			}
		}
	})
}

func TestFillEmpty(t *testing.T) {
	w := emptyShop()
	filled, err := w.FillEmpty()
	require.NoError(t, err)
	require.True(t, filled)
	filled, err = w.FillEmpty()
	require.NoError(t, err)
	require.False(t, filled)
	require.EqualValues(t, 8, w.Snapshot().Log().Len())
}

// A workspace needs no domain: it has the two projections that say something about every log.
func TestWithoutADomain(t *testing.T) {
	w := workspace.New(workspace.Options{Now: clock(), NewID: ids()})
	_, err := w.Append([]event.Event{draft("s", "Happened", "1")}, workspace.AppendOptions{})
	require.NoError(t, err)
	require.Equal(t, "[]", string(must(answered(w.Snapshot(), &question.CommandsQuestion{}))))
	require.Equal(t, 1, strings.Count(string(must(answered(w.Snapshot(), &question.ProjectionsQuestion{}))), `"name":"streams"`))
	filled, err := emptied(t, w).FillEmpty()
	require.NoError(t, err)
	require.False(t, filled)
	_, err = w.Generate(workspace.GenerateOptions{Events: 1})
	require.Equal(t, workspace.CodeInvalidQuery, workspace.Describe(err).Code)
}

func emptied(t *testing.T, w *workspace.Workspace) *workspace.Workspace {
	t.Helper()
	require.NoError(t, w.Clear())
	return w
}

// A snapshot's tables and log are of one instant, whoever writes meanwhile.
func TestSnapshotsAreConsistentUnderConcurrency(t *testing.T) {
	w := newShop(t)
	var writers, readers sync.WaitGroup
	done := make(chan struct{})
	for n := range 4 {
		writers.Go(func() {
			for i := range 100 {
				_, err := w.Append([]event.Event{draft(fmt.Sprintf("s-%d", n), "Happened", fmt.Sprint(i))}, workspace.AppendOptions{})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 2 {
		readers.Go(func() {
			for {
				s := w.Snapshot()
				v, _ := s.Projection("event_types")
				total := int64(0)
				for row := range v.At(s.Log().Len()).Rows() {
					var n int64
					fmt.Sscan(row.Value(0, nil).String(), &n)
					total += n
				}
				if uint64(total) != s.Log().Len() {
					t.Errorf("the tables count %d events, the log %d", total, s.Log().Len())
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	writers.Wait()
	close(done)
	readers.Wait()
	require.Equal(t, uint64(408), w.Snapshot().Log().Len())
}

func TestReadEventsRefuses(t *testing.T) {
	for text, want := range map[string]string{
		`[{"type":"A",`: "line 1",
		`{"type":"A"}`:  "want an array of events",
		`[{"type":"A"},{"tpye":"B","stream":"s"}]`: "event 2: tpye",
		`[{"type":7}]`:      "event 1: type: got a number, want a string",
		`[1]`:               "event 1: event: got a number, want an object",
		``:                  "got the end of the text",
		`[{"type":"A"}] 1`:  "want nothing behind the array",
		`[{"type":"A"} {}]`: "want ',' or ']'",
		`[`:                 "got the end of the text",
		`[{"type":"A"},]`:   "event 2: event",
		`[{"data":` + strings.Repeat("[", 9_999) + strings.Repeat("]", 9_999) + `}]`: "event 1: data: got 9999 nested levels, want at most 512",
	} {
		t.Run(text, func(t *testing.T) {
			_, err := workspace.ReadEvents(text)
			require.ErrorContains(t, err, want)
			require.Equal(t, workspace.CodeInvalidEvent, workspace.Describe(err).Code)
		})
	}
	t.Run("but takes what is well-formed", func(t *testing.T) {
		events, err := workspace.ReadEvents(" [ {\"type\":\"A\"} , {\"type\":\"B\",\"data\":[1, 2]}\n] ")
		require.NoError(t, err)
		require.Len(t, events, 2)
		require.Equal(t, "[1, 2]", events[1].Data)
		events, err = workspace.ReadEvents("[]")
		require.NoError(t, err)
		require.Empty(t, events)
	})
}

func TestAppendThatFailsChangesNothing(t *testing.T) {
	w := newShop(t)
	before := allEvents(t, w)
	_, err := w.Append([]event.Event{draft("a-1", "Happened", "1"), draft("", "Happened", "1")}, workspace.AppendOptions{})
	require.Equal(t, workspace.CodeInvalidEvent, workspace.Describe(err).Code)
	require.Equal(t, before, allEvents(t, w))
}
