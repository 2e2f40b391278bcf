package question_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/question"
	"hindsight/core/shop"
	"hindsight/core/workspace"
)

// projections are a domain that is the shop, with these projections in place of the shop's.
type projections struct {
	shop.Domain
	all []projection.Projection
}

func (p projections) Projections() []projection.Projection { return p.all }

// withProjections returns a workspace that has these projections and an empty log.
func withProjections(all ...projection.Projection) *workspace.Workspace {
	return workspace.New(workspace.Options{Now: event.Now, NewID: ids(), Domain: projections{all: all}})
}

func ids() func() string {
	n := 0
	return func() string { n++; return fmt.Sprintf("id-%d", n) }
}

func TestABatchIsAnsweredInSteps(t *testing.T) {
	w := newShop(t)
	s := w.Snapshot()
	want, err := question.Ask(nil, s, []byte(oneOfEach))
	require.NoError(t, err)
	t.Run("one question a step, from its one snapshot, and the whole is what Ask answers", func(t *testing.T) {
		given := []byte(oneOfEach)
		b, err := question.Begin([]byte("before "), s, given)
		require.NoError(t, err)
		clear(given) // it is the caller's again
		steps := 1
		for !b.Step() {
			steps++
			_, err := w.Append([]event.Event{draft("order-1001", "Happened", "1")}, workspace.AppendOptions{})
			require.NoError(t, err)
		}
		require.Equal(t, strings.Count(oneOfEach, `"ask"`), steps)
		require.True(t, b.Step(), "a step more does nothing")
		require.Equal(t, "before "+string(want), string(b.Reply()))
	})
	t.Run("there is no reply before the last step", func(t *testing.T) {
		b, err := question.Begin(nil, s, []byte(`[{"ask":"moment"},{"ask":"moment"}]`))
		require.NoError(t, err)
		require.False(t, b.Step())
		require.PanicsWithValue(t, "question: Batch.Reply with 1 of 2 questions answered", func() { b.Reply() })
		require.True(t, b.Step())
	})
	t.Run("of no questions it is done at once", func(t *testing.T) {
		answers, final := batch(t, s, `[]`)
		require.Empty(t, answers)
		require.Empty(t, final)
		require.NotNil(t, answers, "an empty array, not null")
	})
	t.Run("what is no batch is refused at once", func(t *testing.T) {
		for _, text := range []string{`{"ask":"stats"}`, `[`, `7`} {
			_, err := question.Begin(nil, s, []byte(text))
			require.ErrorContains(t, err, "questions: got")
		}
	})
}

func TestAQuestionThatPanicsTakesNoOtherWithIt(t *testing.T) {
	w := withProjections(projection.Define(projection.Definition[int64]{
		Name: "broken", Title: "Broken",
		Columns: []projection.Column[int64]{projection.IntegerColumn("n", func(*int64) int64 { panic("no such number") })},
		Apply: func(in *projection.Input, t *projection.Table[int64]) error {
			t.Put(in.Stream, 1)
			return nil
		},
	}))
	_, err := w.Append([]event.Event{draft("n-1", "Noted", `1`), draft("n-1", "Noted", `1`)}, workspace.AppendOptions{})
	require.NoError(t, err)
	answers, final := batch(t, w.Snapshot(), `[{"ask":"moment","at":{"position":1}},{"ask":"table","name":"broken","at":{"position":1}},{"ask":"moment","at":{"position":1}}]`)
	var wrong struct {
		Error struct {
			Code, Message string
			Details       map[string]string
		}
	}
	require.NoError(t, json.Unmarshal(answers[1], &wrong))
	require.Equal(t, workspace.CodePanic, wrong.Error.Code)
	require.Contains(t, wrong.Error.Message, "the engine met a defect and did not finish: no such number")
	require.Contains(t, wrong.Error.Message, "batch_test.go", "where it came from")
	require.NotNil(t, wrong.Error.Details)
	require.Equal(t, answers[0], answers[2])
	require.Equal(t, []bool{true, false, true}, final)
}
