package question_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/question"
	"hindsight/core/workspace"
)

func TestMoments(t *testing.T) {
	w := newShop(t)
	s := w.Snapshot()
	end := s.Log().Len()
	at := func(text string) workspace.Moment {
		parsed, err := event.ParseBound(text)
		require.NoError(t, err)
		return workspace.AtTime(parsed)
	}
	t.Run("the latest is the last position", func(t *testing.T) {
		require.Equal(t, workspace.At{Position: end, Time: s.Log().Recorded(end), Latest: true}, s.At(workspace.Latest))
	})
	t.Run("a position is inclusive", func(t *testing.T) {
		require.Equal(t, workspace.At{Position: 3, Time: s.Log().Recorded(3)}, s.At(workspace.AtPosition(3)))
	})
	t.Run("a position behind the end is the latest", func(t *testing.T) {
		require.Equal(t, s.At(workspace.Latest), s.At(workspace.AtPosition(end+5)))
	})
	t.Run("position 0 is before the first event", func(t *testing.T) {
		require.Equal(t, workspace.At{}, s.At(workspace.AtPosition(0)))
	})
	t.Run("a time is inclusive, and just before it is not", func(t *testing.T) {
		recorded := s.Log().Recorded(4)
		require.Equal(t, uint64(4), s.At(workspace.AtTime(recorded)).Position)
		require.Equal(t, uint64(3), s.At(workspace.AtTime(recorded-1)).Position)
	})
	t.Run("a time before everything is the empty state", func(t *testing.T) {
		require.Equal(t, workspace.At{}, s.At(at("1990-01-01T00:00:00Z")))
		require.Empty(t, table(t, w, "streams", at("0001-01-01T00:00:00Z")).Rows)
	})
	t.Run("a time behind everything is the latest", func(t *testing.T) {
		require.Equal(t, s.At(workspace.Latest), s.At(at("9999-01-01T00:00:00Z")))
	})
}

func TestEventsBeforeTheFirstMomentAreNone(t *testing.T) {
	w := newShop(t)
	answer, err := answered(w.Snapshot(), &question.EventsQuestion{At: at(0), Limit: 10})
	got := decode[eventsAnswer](t, answer, err)
	require.Zero(t, got.Total)
	require.Empty(t, got.Events)
}

func TestQueriesThatMakeNoSense(t *testing.T) {
	s := newShop(t).Snapshot()
	histogram := func(q question.HistogramQuestion) func() error {
		return func() error { _, err := answered(s, &q); return err }
	}
	cases := map[string]func() error{
		"from: got \"tuesday\"": func() error { _, err := answered(s, &question.EventsQuestion{From: "tuesday"}); return err },
		"to: got \"2026-01-06T15:00:00\"": func() error {
			_, err := answered(s, &question.EventsQuestion{To: "2026-01-06T15:00:00"})
			return err
		},
		"clock: got \"wall\"": func() error { _, err := answered(s, &question.EventsQuestion{Clock: "wall"}); return err },
		"limit: got 10001":    func() error { _, err := answered(s, &question.EventsQuestion{Limit: 10_001}); return err },
		"offset: got -1":      func() error { _, err := answered(s, &question.EventsQuestion{Offset: -1}); return err },
		"position: got 9":     func() error { _, err := answered(s, &question.EventQuestion{Position: 9}); return err },
		"position: got 0":     func() error { _, err := answered(s, &question.EventQuestion{Position: 0}); return err },
		"sort: got \"colour\"": func() error {
			_, err := answered(s, &question.TableQuestion{Name: "revenue", Sort: "colour"})
			return err
		},
		"limit: got -1": func() error {
			_, err := answered(s, &question.TableQuestion{Name: "revenue", Limit: -1})
			return err
		},
		"buckets: got 0":      histogram(question.HistogramQuestion{}),
		"by: got \"stream\"":  histogram(question.HistogramQuestion{Buckets: 1, By: "stream"}),
		"axis: got \"wall\"":  histogram(question.HistogramQuestion{Buckets: 1, Axis: "wall"}),
		"from: got \"0\"":     histogram(question.HistogramQuestion{Buckets: 1, Axis: "position", From: json.RawMessage(strconv.Quote("0"))}),
		"to: got \"today\"":   histogram(question.HistogramQuestion{Buckets: 1, Axis: "position", To: json.RawMessage(strconv.Quote("today"))}),
		"to: got \"2026-01\"": histogram(question.HistogramQuestion{Buckets: 1, Axis: "recorded", To: json.RawMessage(strconv.Quote("2026-01"))}),
	}
	for want, ask := range cases {
		t.Run(want, func(t *testing.T) {
			d := workspace.Describe(ask())
			require.Equal(t, workspace.CodeInvalidQuery, d.Code)
			require.Contains(t, d.Message, want)
			require.True(t, json.Valid([]byte(d.Details)), d.Details)
		})
	}
	t.Run("a projection that there is not", func(t *testing.T) {
		_, err := answered(s, &question.TableQuestion{Name: "__proto__"})
		require.Equal(t, workspace.CodeUnknownProjection, workspace.Describe(err).Code)
	})
	t.Run("but from after to is an empty answer", func(t *testing.T) {
		answer, err := answered(s, &question.EventsQuestion{From: "2026-02-01T00:00:00Z", To: "2026-01-01T00:00:00Z", Limit: 10})
		require.Zero(t, decode[eventsAnswer](t, answer, err).Total)
	})
}

func TestOldSchemaVersionsAreShownInBothShapes(t *testing.T) {
	w := newShop(t)
	type answer struct {
		SchemaVersion int
		DataText      string
		Current       *struct {
			SchemaVersion int
			DataText      string
		}
		Failure *struct{ Code, Message string }
	}
	old := 0
	for position := uint64(1); position <= 8; position++ {
		got, err := answered(w.Snapshot(), &question.EventQuestion{Position: float64(position)})
		e := decode[answer](t, got, err)
		require.Nil(t, e.Failure)
		if e.Current != nil {
			old++
			require.Equal(t, 1, e.SchemaVersion)
			require.Equal(t, 2, e.Current.SchemaVersion)
			require.NotEqual(t, e.DataText, e.Current.DataText)
		}
	}
	require.Equal(t, 1, old, "the sample has one event of an old schema version")

	t.Run("a version from the future is a failure of that event", func(t *testing.T) {
		future := draft("order-1", "OrderPlaced", "{}")
		future.SchemaVersion = 99
		_, err := w.Append([]event.Event{future}, workspace.AppendOptions{})
		require.NoError(t, err)
		got, err := answered(w.Snapshot(), &question.EventQuestion{Position: float64(9)})
		require.Equal(t, "upcast_future", decode[answer](t, got, err).Failure.Code)
		failures, err := answered(w.Snapshot(), &question.FailuresQuestion{Name: "order_totals"})
		require.Equal(t, "upcast_future", decode[[]struct{ Code string }](t, failures, err)[0].Code)
	})
}

func TestHistogramCountsEverything(t *testing.T) {
	w := newShop(t)
	answer, err := answered(w.Snapshot(), &question.HistogramQuestion{Buckets: 5, By: "type"})
	got := decode[struct {
		From, To string
		Width    float64
		Counts   []struct {
			Type   string
			Counts []int
		}
	}](t, answer, err)
	total := 0
	for _, typ := range got.Counts {
		require.Len(t, typ.Counts, 5)
		for _, n := range typ.Counts {
			total += n
		}
	}
	require.Equal(t, 8, total)
	require.Positive(t, got.Width)
}

func TestHistogramOfNothing(t *testing.T) {
	answer, err := answered(emptyShop().Snapshot(), &question.HistogramQuestion{Buckets: 5})
	require.NoError(t, err)
	require.JSONEq(t, `{"from": "", "to": "", "width": 0, "counts": []}`, string(answer))
}

func TestHistogramOverPositions(t *testing.T) {
	w := newShop(t)
	answer, err := answered(w.Snapshot(), &question.HistogramQuestion{Buckets: 2, Axis: "position", From: json.RawMessage(strconv.Quote("2")), To: json.RawMessage(strconv.Quote("7"))})
	require.NoError(t, err)
	require.JSONEq(t, `{"from": 2, "to": 7, "width": 2.5, "counts": [3, 2]}`, string(answer))
	answer, err = answered(w.Snapshot(), &question.HistogramQuestion{
		Buckets: 1, Axis: "position", By: "type", Types: []string{"OrderPlaced"},
	})
	require.NoError(t, err)
	require.JSONEq(t, `{"from": 1, "to": 9, "width": 8, "counts": [
		{"type": "OrderPlaced", "counts": [2]}, {"type": "", "counts": [6]}]}`, string(answer))
}

func TestStatsAndCommandsAreJSON(t *testing.T) {
	w := newShop(t)
	stats := decode[struct {
		Events, Bytes, Streams int
		FirstTime, LastTime    string
		Types                  []struct {
			Name  string
			Count int
		}
	}](t, must(answered(w.Snapshot(), &question.StatsQuestion{})), nil)
	require.Equal(t, 8, stats.Events)
	require.Positive(t, stats.Bytes)
	require.Less(t, stats.FirstTime, stats.LastTime)
	commands := decode[[]struct {
		Name   string
		Types  []string
		Fields []struct{ Name, Type, Value string }
	}](t, must(answered(w.Snapshot(), &question.CommandsQuestion{})), nil)
	require.Len(t, commands, 8)
	require.Equal(t, []string{"OrderPlaced"}, commands[0].Types)
}
