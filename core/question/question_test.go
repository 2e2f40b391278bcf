package question_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/jsontext"
	"hindsight/core/question"
	"hindsight/core/shop"
	"hindsight/core/storetest"
	"hindsight/core/workspace"
)

// emptyShop returns a workspace of the sample shop's domain with an empty log. Its clock goes on by a second with
// every look, and it makes the ids id-1, id-2 and so on.
func emptyShop() *workspace.Workspace {
	now, _ := event.TimeOf(time.Date(2026, 1, 7, 9, 0, 0, 0, time.UTC))
	ids := 0
	return workspace.New(workspace.Options{
		Now:    func() event.Time { now += 1e9; return now },
		NewID:  func() string { ids++; return fmt.Sprintf("id-%d", ids) },
		Domain: shop.Domain{},
	})
}

func newShop(t *testing.T) *workspace.Workspace {
	t.Helper()
	w := emptyShop()
	require.NoError(t, w.LoadSample())
	return w
}

func draft(stream, typ, data string) event.Event {
	return event.Event{Stream: stream, Type: typ, SchemaVersion: 1, Data: data}
}

// answered is the answer to a question as it leaves the core.
func answered(s *workspace.Snapshot, q question.Question) ([]byte, error) {
	answer, _, err := q.Answer(s)
	if err != nil {
		return nil, err
	}
	return answer.AppendJSON(nil), nil
}

func must(answer []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return answer
}

// decode parses an answer, which must be JSON.
func decode[T any](t require.TestingT, answer []byte, err error) (value T) {
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(answer, &value), "%s", answer)
	return value
}

// at is a moment as a question names it.
func at(position uint64) *question.Moment {
	p := float64(position)
	return &question.Moment{Position: &p}
}

type eventsAnswer struct {
	Events []struct{ Position uint64 }
	Total  int
}

type tableAnswer struct{ Rows []struct{ Key string } }

func table(t *testing.T, w *workspace.Workspace, name string, m workspace.Moment) tableAnswer {
	t.Helper()
	s := w.Snapshot()
	answer, err := answered(s, &question.TableQuestion{Name: name, At: at(s.At(m).Position), Limit: question.MaxLimit})
	return decode[tableAnswer](t, answer, err)
}

// batch asks questions that are JSON.
func batch(t require.TestingT, s *workspace.Snapshot, questions string) (answers []json.RawMessage, final []bool) {
	text, err := question.Ask(nil, s, []byte(questions))
	got := decode[struct {
		Log     int
		Events  uint64
		Answers []json.RawMessage
		Final   []bool
	}](t, text, err)
	require.Equal(t, s.ID(), got.Log)
	require.Equal(t, s.Log().Len(), got.Events)
	require.Len(t, got.Final, len(got.Answers))
	return got.Answers, got.Final
}

// oneOfEach has every question that there is, most of them about a past moment of the sample.
const oneOfEach = `[
	{"ask":"moment","at":{"position":3}},
	{"ask":"events","at":{"time":"2026-01-06T15:00:00Z"},"limit":2},
	{"ask":"event","position":3},
	{"ask":"causes","position":7},
	{"ask":"projections","at":{"position":3}},
	{"ask":"table","name":"order_totals","at":{"position":6}},
	{"ask":"row","name":"streams","key":"order-1001","at":{"position":6}},
	{"ask":"row","name":"streams","key":"nobody","at":{"position":6}},
	{"ask":"failures","name":"revenue"},
	{"ask":"diff","name":"inventory","from":{"position":2},"to":{"position":7}},
	{"ask":"diff","name":"order_totals","from":{"position":2},"to":{"position":7},"sums":true},
	{"ask":"diff","name":"order_totals","from":{"position":3},"to":{"position":3},"sums":true},
	{"ask":"lineage","name":"streams","key":"order-1001","at":{"position":7}},
	{"ask":"find","name":"inventory","column":"onHand","op":"<","value":20},
	{"ask":"histogram","buckets":4,"axis":"position","from":1,"to":5,"by":"type","types":["OrderPlaced"]},
	{"ask":"histogram","buckets":4},
	{"ask":"gaps"},
	{"ask":"commands"},
	{"ask":"stats"}
]`

// What is declared is what is sent: the fields of an answer's struct, by their tags, are the members of its JSON.
func TestAnswersAreWhatTheirStructsDeclare(t *testing.T) {
	s := newShop(t).Snapshot()
	var questions []json.RawMessage
	require.NoError(t, json.Unmarshal([]byte(oneOfEach), &questions))
	for _, text := range questions {
		q, err := question.Read(text)
		require.NoError(t, err)
		answer, _, err := q.Answer(s)
		require.NoError(t, err, "%s", text)
		declared, err := json.Marshal(answer)
		require.NoError(t, err)
		require.JSONEq(t, string(declared), string(answer.AppendJSON(nil)), "%s", text)
	}
}

func TestABatchIsOfOneSnapshot(t *testing.T) {
	w := newShop(t)
	s := w.Snapshot()
	before, _ := batch(t, s, oneOfEach)
	_, err := w.Append([]event.Event{draft("order-1001", "Happened", "1")}, workspace.AppendOptions{})
	require.NoError(t, err)
	after, _ := batch(t, s, oneOfEach)
	require.Equal(t, before, after)
}

// A final answer stays what it is whatever is appended.
func TestFinalAnswersStay(t *testing.T) {
	w := newShop(t)
	before, final := batch(t, w.Snapshot(), oneOfEach)
	require.Contains(t, final, true)
	for e := range shop.NewGenerator(shop.Plan{Events: 100, Seed: 1}).All() {
		_, err := w.Append([]event.Event{e}, workspace.AppendOptions{})
		require.NoError(t, err)
	}
	after, _ := batch(t, w.Snapshot(), oneOfEach)
	for i := range before {
		if final[i] {
			require.JSONEq(t, string(before[i]), string(after[i]), "answer %d", i)
		}
	}
	t.Run("and what is asked of the latest moment is none", func(t *testing.T) {
		_, final := batch(t, w.Snapshot(), `[{"ask":"moment"},{"ask":"table","name":"streams"},{"ask":"events"},{"ask":"stats"}]`)
		require.Equal(t, []bool{false, false, false, false}, final)
	})
}

func TestAMomentNamesTheTypeOfItsEvent(t *testing.T) {
	s := newShop(t).Snapshot()
	answers, _ := batch(t, s, `[{"ask":"moment","at":{"position":0}},{"ask":"moment","at":{"position":3}},{"ask":"moment"},
		{"ask":"moment","at":{"position":-1}}]`)
	require.JSONEq(t, `{"position": 0, "time": "", "latest": false, "type": ""}`, string(answers[0]))
	require.JSONEq(t, `{"position": 3, "time": "2026-01-06T10:05:00.25Z", "latest": false, "type": "OrderPlaced"}`, string(answers[1]))
	last := decode[question.EventMoment](t, answers[2], nil)
	require.True(t, last.Latest)
	require.Equal(t, s.Log().Event(s.Log().Len()).Type, last.Type)
	require.Contains(t, string(answers[3]), `"error"`)
	answers, _ = batch(t, emptyShop().Snapshot(), `[{"ask":"moment"}]`)
	require.JSONEq(t, `{"position": 0, "time": "", "latest": true, "type": ""}`, string(answers[0]))
}

func TestAnErrorStandsInItsAnswersPlace(t *testing.T) {
	answers, _ := batch(t, newShop(t).Snapshot(), `[{"ask":"moment"},{"ask":"table","name":"no"},{"ask":"moment"}]`)
	require.Equal(t, answers[0], answers[2])
	var wrong struct {
		Error struct {
			Code, Message string
			Details       map[string]string
		}
	}
	require.NoError(t, json.Unmarshal(answers[1], &wrong))
	require.Equal(t, workspace.CodeUnknownProjection, wrong.Error.Code)
	require.Equal(t, "no", wrong.Error.Details["name"])
}

func TestAWrongTypeIsNamedInWordsOfJSON(t *testing.T) {
	s := newShop(t).Snapshot()
	for text, want := range map[string]string{
		`{"ask":"table","name":"revenue","at":"2026-01-06"}`:     `at: got a string, want an object with a position or a time`,
		`{"ask":"table","name":"revenue","at":{"position":"3"}}`: `at.position: got a string, want a number`,
		`{"ask":"table","name":"revenue","at":{}}`:               `at: got an object without either`,
		`{"ask":"table","name":7}`:                               `name: got a number, want a string`,
		`{"ask":"table","name":"revenue","limit":"ten"}`:         `limit: got a string, want a number`,
		`{"ask":"table","name":"revenue","limit":1.5}`:           `limit: got 1.5, want a whole number from 0 to 10000`,
		`{"ask":"table","name":"revenue","descending":1}`:        `descending: got a number, want true or false`,
		`{"ask":"table","name":"revenue","at":{"position":-3}}`:  `at.position: got -3`,
		`{"ask":"events","types":"OrderPlaced"}`:                 `types: got a string, want an array of strings`,
		`{"ask":"events","types":[7]}`:                           `types`,
		`{"ask":"events","at":{"time":"noon"}}`:                  `at: got "noon"`,
		`{"ask":"events","order":"up"}`:                          `order: got "up", want asc or desc`,
		`{"ask":"diff","name":"revenue"}`:                        `from: got nothing`,
		`{"ask":"row","name":"revenue"}`:                         `key: got nothing, want a string`,
		`{"ask":"lineage","name":"revenue","key":null}`:          `key: got nothing, want a string`,
		`{"ask":"find","name":"revenue"}`:                        `op: got ""`,
		`{"ask":"histogram","buckets":1,"axis":"wall"}`:          `axis: got "wall", want time, recorded or position`,
		`{"ask":"histogram"}`:                                    `buckets: got 0`,
		`{"ask":"weather"}`:                                      `ask: got "weather"`,
		`{}`:                                                     `ask: got nothing`,
		`7`:                                                      `question: got a number, want an object`,
	} {
		t.Run(text, func(t *testing.T) {
			q, err := question.Read([]byte(text))
			if err == nil {
				_, _, err = q.Answer(s)
			}
			require.ErrorContains(t, err, want)
			require.Equal(t, workspace.CodeInvalidQuery, workspace.Describe(err).Code)
		})
	}
	t.Run("and what is null counts as absent", func(t *testing.T) {
		answers, _ := batch(t, s, `[{"ask":"table","name":"revenue","at":null,"limit":null},{"ask":"table","name":"revenue"}]`)
		require.Equal(t, answers[0], answers[1])
	})
	t.Run("a batch that is none", func(t *testing.T) {
		_, err := question.Ask(nil, s, []byte(`{"ask":"stats"}`))
		require.ErrorContains(t, err, "questions: got an object")
	})
}

// JSON crosses as text where that is asked for, so that no number in it is rounded.
func TestExactValuesAreText(t *testing.T) {
	w := emptyShop()
	_, err := w.Append([]event.Event{draft("n-1", "Noted", `{"n": 9007199254740993, "x": 1e400}`)}, workspace.AppendOptions{})
	require.NoError(t, err)
	for _, ask := range []string{
		`{"ask":"table","name":"streams","exact":true}`,
		`{"ask":"row","name":"streams","key":"n-1","exact":true}`,
		`{"ask":"diff","name":"streams","from":{"position":0},"exact":true}`,
		`{"ask":"lineage","name":"streams","key":"n-1","exact":true}`,
	} {
		answers, _ := batch(t, w.Snapshot(), `[`+ask+`]`)
		require.Contains(t, string(answers[0]), `"{\"n\": 9007199254740993, \"x\": 1e400}"`, ask)
		answers, _ = batch(t, w.Snapshot(), `[`+strings.Replace(ask, `,"exact":true`, "", 1)+`]`)
		require.Contains(t, string(answers[0]), `{"n": 9007199254740993, "x": 1e400}`, ask)
	}
}

func TestCausesAndEffects(t *testing.T) {
	s := newShop(t).Snapshot()
	ask := func(position int) (c struct {
		CauseID, CorrelationID string
		Cause                  *struct{ Position uint64 }
		Effects, Correlated    []struct{ Position uint64 }
		Only                   int
	}) {
		answers, _ := batch(t, s, fmt.Sprintf(`[{"ask":"causes","position":%d}]`, position))
		require.NoError(t, json.Unmarshal(answers[0], &c))
		return c
	}
	positions := func(events []struct{ Position uint64 }) (all []uint64) {
		for _, e := range events {
			all = append(all, e.Position)
		}
		return all
	}
	placed := ask(3)
	require.Empty(t, placed.CauseID)
	require.Equal(t, []uint64{4, 7}, positions(placed.Effects))
	require.Equal(t, s.Log().Event(3).ID, placed.CorrelationID, "others name it")
	require.Equal(t, []uint64{4, 7, 8}, positions(placed.Correlated))
	shipped := ask(8)
	require.EqualValues(t, 7, shipped.Cause.Position)
	require.Equal(t, []uint64{3, 4, 7}, positions(shipped.Correlated))
	require.Empty(t, shipped.Effects)
	require.Zero(t, shipped.Only)
	alone := ask(1)
	require.Nil(t, alone.Cause)
	require.Empty(t, alone.Correlated)
}

// A name is what is written: letters in another case make another member.
func TestCausesAreNamedByTheVeryMembers(t *testing.T) {
	w := emptyShop()
	e := draft("n-1", "Noted", "1")
	e.Metadata = `{"causationId":"a","causationId":"b","CausationID":"c","correlationid":"d","n":1e400}`
	_, err := w.Append([]event.Event{e}, workspace.AppendOptions{})
	require.NoError(t, err)
	answers, _ := batch(t, w.Snapshot(), `[{"ask":"causes","position":1},{"ask":"event","position":1}]`)
	require.Contains(t, string(answers[0]), `"causeId":"b"`)
	require.Contains(t, string(answers[0]), `"correlationId":""`)
	require.Contains(t, string(answers[1]), string(jsontext.AppendQuoted([]byte(`"metadataText":`), e.Metadata)))
}

func TestGapsAreStretchesWithoutAnEvent(t *testing.T) {
	w := emptyShop()
	var events []event.Event
	for _, text := range []string{"2026-01-01T00:00:00Z", "2026-01-01T00:10:00Z", "2026-03-01T00:00:00Z", "2026-03-01T00:20:00Z"} {
		e := draft("s", "Happened", "1")
		var err error
		e.Time, err = event.ParseTime(text)
		require.NoError(t, err)
		events = append(events, e)
	}
	_, err := w.Append(events, workspace.AppendOptions{})
	require.NoError(t, err)
	answers, _ := batch(t, w.Snapshot(), `[{"ask":"gaps"}]`)
	gaps := decode[question.Gaps](t, answers[0], nil)
	require.EqualValues(t, 4, gaps.Events)
	require.Equal(t, events[0].Time.Milliseconds(), gaps.From, "in milliseconds since 1970")
	require.NotEmpty(t, gaps.Gaps)
	longest := gaps.Gaps[0]
	for _, gap := range gaps.Gaps {
		for _, e := range events {
			when := e.Time.Milliseconds()
			require.False(t, gap.From <= when && when < gap.To, "an event at %v is within %v", e.Time, gap)
		}
		if gap.To-gap.From > longest.To-longest.From {
			longest = gap
		}
	}
	days := (longest.To - longest.From) / 86_400_000
	require.InDelta(t, 59, days, 0.1)
	t.Run("of nothing there are none", func(t *testing.T) {
		answers, _ := batch(t, emptyShop().Snapshot(), `[{"ask":"gaps"}]`)
		require.JSONEq(t, `{"from": 0, "to": 0, "events": 0, "gaps": []}`, string(answers[0]))
	})
}

// What is found is idle, and the longest idle stretch is found, but for what is too short to be looked at.
func TestTheLongestGapIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var steps []uint64
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			most := rapid.SampledFrom([]uint64{1e9, 1e13, 3e16}).Draw(t, "most")
			steps = append(steps, rapid.Uint64Range(1, most).Draw(t, "step"))
		}
		requireLongestGap(t, steps)
	})
	t.Run("also where it is the last one, however long it is", func(t *testing.T) {
		for i := range uint64(100) {
			requireLongestGap(t, []uint64{3600e9, 28e15 + i*7919})
		}
	})
}

// requireLongestGap asks for the gaps between events that are so many nanoseconds apart.
func requireLongestGap(t require.TestingT, steps []uint64) {
	w := emptyShop()
	events := make([]event.Event, len(steps)+1)
	when, longest, found := storetest.Start, 0.0, 0.0
	for i := range events {
		events[i] = draft("s", "Happened", "1")
		if i > 0 {
			when += event.Time(steps[i-1])
			longest = max(longest, float64(steps[i-1])/1e6)
		}
		events[i].Time = when
	}
	_, err := w.Append(events, workspace.AppendOptions{})
	require.NoError(t, err)
	answers, _ := batch(t, w.Snapshot(), `[{"ask":"gaps"}]`)
	gaps := decode[question.Gaps](t, answers[0], nil)
	for _, gap := range gaps.Gaps {
		found = max(found, gap.To-gap.From)
		for _, e := range events {
			at := e.Time.Milliseconds()
			require.False(t, gap.From < at && at < gap.To, "an event at %v is within %v", at, gap)
		}
	}
	require.InDelta(t, longest, found, 10+2*(gaps.To-gaps.From)/10_000)
}

// The page's types are those of this package: run go generate ./core/question when this fails.
func TestThePagesTypesAreUpToDate(t *testing.T) {
	made, err := exec.Command("go", "run", "./typescript").Output()
	require.NoError(t, err)
	kept, err := os.ReadFile("../../web/src/protocol/questions.gen.ts")
	require.NoError(t, err)
	require.Equal(t, string(made), string(kept))
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(oneOfEach))
	f.Add([]byte(`[{"ask":"events","at":{"time":""},"types":[null],"limit":1e3}]`))
	w := emptyShop()
	if err := w.LoadSample(); err != nil {
		f.Fatal(err)
	}
	s := w.Snapshot()
	f.Fuzz(func(t *testing.T, text []byte) {
		answer, err := question.Ask(nil, s, text)
		if err != nil {
			require.Equal(t, workspace.CodeInvalidQuery, workspace.Describe(err).Code)
			return
		}
		require.True(t, json.Valid(answer), "%s", answer)
	})
}
