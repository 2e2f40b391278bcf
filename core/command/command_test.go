package command_test

import (
	"errors"
	"iter"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/command"
	"hindsight/core/event"
	"hindsight/core/projection"
)

// counter is a state that adds up what it saw, and lets nobody go beyond ten.
func counter() command.Command {
	return command.Define(command.Definition[int64]{
		Name: "count", Title: "Count",
		Fields: []command.Field{{Name: "by", Title: "By", Kind: command.Integer, Required: true}},
		Stream: func(command.Values) string { return "counter-1" },
		Evolve: func(sum int64, e event.Event) (int64, error) {
			fields := event.FieldsOf(e.Data)
			n, err := fields.Integer("by")
			return sum + n, err
		},
		Decide: func(sum int64, v command.Values) ([]command.Draft, error) {
			if n := v.Integer("by"); sum+n > 10 {
				return nil, command.Reject("at_most_ten", "The counter is at %d; it goes to 10 and not to %d.", sum, sum+n)
			}
			return []command.Draft{{Type: "Counted", SchemaVersion: 1, Data: `{"by":` + v.Text("by") + `}`}}, nil
		},
	})
}

// history holds events of these data, and then an error unless it is nil.
func history(failure error, data ...string) command.History {
	return func(string) iter.Seq2[event.Event, error] {
		return func(yield func(event.Event, error) bool) {
			for i, d := range data {
				if !yield(event.Event{Position: uint64(10 * (i + 1)), Version: uint64(i + 1), Data: d}, nil) {
					return
				}
			}
			if failure != nil {
				yield(event.Event{Position: 99}, failure)
			}
		}
	}
}

func TestADecisionSaysAtWhichVersionItWasMade(t *testing.T) {
	decision, err := counter().Decide(`{"by":3}`, history(nil, `{"by":5}`, `{"by":2}`))
	require.NoError(t, err)
	require.Equal(t, command.Decision{
		Stream: "counter-1", Version: 2,
		Drafts: []command.Draft{{Type: "Counted", SchemaVersion: 1, Data: `{"by":3}`}},
	}, decision)

	decision, err = counter().Decide(`{"by":3}`, history(nil))
	require.NoError(t, err)
	require.Zero(t, decision.Version)
}

func TestARejectionNamesItsRule(t *testing.T) {
	decision, err := counter().Decide(`{"by":4}`, history(nil, `{"by":5}`, `{"by":2}`))
	require.Equal(t, &command.Rejection{Rule: "at_most_ten", Message: "The counter is at 7; it goes to 10 and not to 11."}, err)
	require.Zero(t, decision)
}

func TestAHistoryThatCannotBeReadDecidesNothing(t *testing.T) {
	gone := errors.New("gone")
	_, err := counter().Decide(`{"by":1}`, history(gone, `{"by":5}`))
	require.Equal(t, &command.HistoryError{Stream: "counter-1", Position: 99, Err: gone}, err)
	require.ErrorIs(t, err, gone)

	_, err = counter().Decide(`{"by":1}`, history(nil, `{"by":5}`, `{"by":"x"}`, `{"by":1}`))
	require.EqualError(t, err, `stream "counter-1" can't be read at position 20: by: got a string, want a whole number`)
}

func TestFieldsAreReadBeforeTheHistory(t *testing.T) {
	_, err := counter().Decide(`{"by":"x"}`, func(string) iter.Seq2[event.Event, error] { panic("the history was read") })
	var field *event.FieldError
	require.ErrorAs(t, err, &field)
}

func TestACommandWithoutSuggestionsSuggestsNothing(t *testing.T) {
	require.Empty(t, counter().Suggest(func(string) projection.State { return projection.State{} }))
	require.Equal(t, "count", counter().Name())
	require.Equal(t, "Count", counter().Title())
	require.Len(t, counter().Fields(), 1)
}
