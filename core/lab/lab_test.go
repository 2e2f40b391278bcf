package lab_test

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
	"hindsight/core/lab"
	"hindsight/core/store"
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

func newShop(t *testing.T) *lab.Lab {
	t.Helper()
	l := lab.NewShop(clock(), ids())
	require.NoError(t, l.LoadSample())
	return l
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

func allEvents(t *testing.T, l *lab.Lab) eventsAnswer {
	t.Helper()
	answer, err := l.Snapshot().AppendEvents(nil, lab.EventsQuery{Limit: lab.MaxPage})
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

func table(t *testing.T, l *lab.Lab, name string, m lab.Moment) tableAnswer {
	t.Helper()
	answer, err := l.Snapshot().AppendTable(nil, lab.TableQuery{Name: name, At: m, Limit: lab.MaxPage})
	return decode[tableAnswer](t, answer, err)
}

func draft(stream, typ, data string) event.Event {
	return event.Event{Stream: stream, Type: typ, SchemaVersion: 1, Data: data}
}

func TestAppendFillsInWhatIsMissing(t *testing.T) {
	l := lab.NewShop(clock(), ids())
	result, err := l.Append([]event.Event{draft("a-1", "Happened", "1")}, lab.AppendOptions{})
	require.NoError(t, err)
	stored := result.Events[0]
	require.Equal(t, "id-1", stored.ID)
	require.Equal(t, "2026-01-07T09:00:01Z", stored.Time.String())
	require.Equal(t, stored.Time, stored.Recorded)

	t.Run("and the projections have it at once", func(t *testing.T) {
		rows := table(t, l, "streams", lab.Latest).Rows
		require.Len(t, rows, 1)
		require.Equal(t, "a-1", rows[0].Key)
		require.Equal(t, uint64(1), rows[0].ChangedAt)
	})
}

func TestARetryIsNotFoldedTwice(t *testing.T) {
	l := newShop(t)
	once := draft("a-1", "Happened", "1")
	once.ID = "retried"
	for _, duplicate := range []bool{false, true} {
		result, err := l.Append([]event.Event{once}, lab.AppendOptions{Idempotent: true})
		require.NoError(t, err)
		require.Equal(t, duplicate, result.Duplicate)
		require.Equal(t, uint64(9), result.Events[0].Position)
	}
	row := decode[struct{ Values []any }](t, must(l.Snapshot().AppendRow(nil, "streams", "a-1", lab.Latest)), nil)
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
		l := newShop(t)
		events, err := l.Execute("register", `{"userId": "u9", "name": "Ada"}`, "")
		require.NoError(t, err, lab.Describe(errOr(err)))
		require.Equal(t, uint64(9), events[0].Position)
	})
	t.Run("a rejection names the rule and appends nothing", func(t *testing.T) {
		l := newShop(t)
		for range 2 {
			_, err := l.Execute("register", `{"userId": "u9", "name": "Ada"}`, "")
			if err != nil {
				d := lab.Describe(err)
				require.Equal(t, lab.CodeRejected, d.Code)
				require.Contains(t, d.Details, `"rule"`)
			}
		}
		require.Equal(t, 9, allEvents(t, l).Total)
	})
	t.Run("handed in again under its id, it is answered with what it led to", func(t *testing.T) {
		l := newShop(t)
		first, err := l.Execute("register", `{"userId": "u9", "name": "Ada"}`, "once")
		require.NoError(t, err)
		_, err = l.Execute("register", `{"userId": "u10", "name": "Eve"}`, "another")
		require.NoError(t, err)
		again, err := l.Execute("register", `{"userId": "u9", "name": "Ada"}`, "once")
		require.NoError(t, err, "though the rule forbids to register twice")
		require.Equal(t, first, again)
		require.Equal(t, "once", again[0].ID)
		require.Equal(t, 10, allEvents(t, l).Total)
	})
	t.Run("a command that there is not", func(t *testing.T) {
		_, err := newShop(t).Execute("constructor", "{}", "")
		require.Equal(t, lab.CodeUnknownCommand, lab.Describe(err).Code)
	})
	t.Run("fields that are no JSON", func(t *testing.T) {
		_, err := newShop(t).Execute("register", "{", "")
		require.Equal(t, lab.CodeInvalidEvent, lab.Describe(err).Code)
	})
}

func errOr(err error) error {
	if err == nil {
		return fmt.Errorf("none")
	}
	return err
}

func TestConflictNamesTheVersions(t *testing.T) {
	l := newShop(t)
	_, err := l.Append([]event.Event{draft("order-x", "Happened", "1")}, lab.AppendOptions{Expect: store.Exactly(3)})
	d := lab.Describe(err)
	require.Equal(t, lab.CodeVersionConflict, d.Code)
	require.JSONEq(t, `{"stream": "order-x", "expected": "version 3", "actual": 0}`, d.Details)
}

// The sample makes way for a log, and nothing else does: not even what comes in that very moment.
func TestRemoveSample(t *testing.T) {
	t.Run("the sample", func(t *testing.T) {
		l := newShop(t)
		removed, err := l.RemoveSample()
		require.NoError(t, err)
		require.True(t, removed)
		require.Zero(t, l.Snapshot().Log().Len())
	})
	t.Run("nothing", func(t *testing.T) {
		removed, err := lab.NewShop(clock(), ids()).RemoveSample()
		require.NoError(t, err)
		require.False(t, removed)
	})
	t.Run("while others append", func(t *testing.T) {
		for range 300 {
			l := newShop(t)
			var removed bool
			var wait sync.WaitGroup
			start := make(chan struct{})
			wait.Go(func() {
				<-start
				removed, _ = l.RemoveSample()
			})
			wait.Go(func() {
				<-start
				_, err := l.Append([]event.Event{draft("mine", "Happened", "1")}, lab.AppendOptions{})
				assert.NoError(t, err)
			})
			close(start)
			wait.Wait()
			log := l.Snapshot().Log()
			if removed {
				require.EqualValues(t, 1, log.Len(), "what was appended is there, without the sample")
			} else {
				require.EqualValues(t, 9, log.Len(), "what was appended is there, after the sample")
			}
		}
	})
}

// A snapshot's tables and log are of one instant, whoever writes meanwhile.
func TestSnapshotsAreConsistentUnderConcurrency(t *testing.T) {
	l := newShop(t)
	var writers, readers sync.WaitGroup
	done := make(chan struct{})
	for w := range 4 {
		writers.Go(func() {
			for i := range 100 {
				_, err := l.Append([]event.Event{draft(fmt.Sprintf("s-%d", w), "Happened", fmt.Sprint(i))}, lab.AppendOptions{})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 2 {
		readers.Go(func() {
			for {
				s := l.Snapshot()
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
	require.Equal(t, uint64(408), l.Snapshot().Log().Len())
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
			_, err := lab.ReadEvents(text)
			require.ErrorContains(t, err, want)
			require.Equal(t, lab.CodeInvalidEvent, lab.Describe(err).Code)
		})
	}
	t.Run("but takes what is well-formed", func(t *testing.T) {
		events, err := lab.ReadEvents(" [ {\"type\":\"A\"} , {\"type\":\"B\",\"data\":[1, 2]}\n] ")
		require.NoError(t, err)
		require.Len(t, events, 2)
		require.Equal(t, "[1, 2]", events[1].Data)
		events, err = lab.ReadEvents("[]")
		require.NoError(t, err)
		require.Empty(t, events)
	})
}
