package store_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/store"
)

func TestReplayFrom(t *testing.T) {
	for name, test := range map[string]func(t *testing.T, s *store.Store, told *calls){
		"calls with every event from that one on, then goes on live": func(t *testing.T, s *store.Store, told *calls) {
			cancel, err := s.ReplayFrom("2", told.subscriber("x", nil))
			require.NoError(t, err)
			require.Equal(t, []string{"x 2", "x 3"}, told.lines, "the past, before it returns")
			mustAppend(t, s, placed("4", "a"))
			cancel()
			mustAppend(t, s, placed("5", "a"))
			require.Equal(t, []string{"x 2", "x 3", "x 4"}, told.lines)
		},
		"of an unknown id is an error and subscribes nobody": func(t *testing.T, s *store.Store, told *calls) {
			cancel, err := s.ReplayFrom("9", told.subscriber("x", nil))
			require.ErrorIs(t, err, store.ErrUnknownID)
			require.EqualError(t, err, `no event has this id: got "9"`)
			require.Nil(t, cancel)
			mustAppend(t, s, placed("9", "a"))
			require.Empty(t, told.lines)
		},
		"from an event that waits for its delivery calls with it once": func(t *testing.T, s *store.Store, told *calls) {
			s.Import([]event.Event{placed("4", "a"), placed("5", "a")}, 0, nil)
			_, err := s.ReplayFrom("5", told.subscriber("x", nil))
			require.NoError(t, err)
			s.Deliver()
			require.Equal(t, []string{"x 5"}, told.lines)
		},
		"works from inside a subscriber": func(t *testing.T, s *store.Store, told *calls) {
			s.Subscribe(told.subscriber("x", map[uint64]func(){4: func() {
				mustAppend(t, s, placed("6", "a"))
				_, err := s.ReplayFrom("3", told.subscriber("replay", nil))
				require.NoError(t, err)
			}}))
			mustAppend(t, s, placed("4", "a"), placed("5", "a"))
			require.Equal(t, []string{"x 4", "replay 3", "replay 4", "replay 5", "x 5", "x 6", "replay 6"}, told.lines)
		},
		"has what its own subscriber appends follow in its place": func(t *testing.T, s *store.Store, told *calls) {
			s.Subscribe(told.subscriber("live", nil))
			_, err := s.ReplayFrom("2", told.subscriber("x", map[uint64]func(){
				2: func() { mustAppend(t, s, placed("4", "b")) },
				4: func() { mustAppend(t, s, placed("5", "b")) },
			}))
			require.NoError(t, err)
			require.Equal(t, []string{"x 2", "live 4", "x 3", "x 4", "live 5", "x 5"}, told.lines)
		},
		"goes on after a panic of its subscriber": func(t *testing.T, _ *store.Store, told *calls) {
			var reports []error
			s := store.New(store.Options{Report: func(err error) { reports = append(reports, err) }})
			mustAppend(t, s, placed("1", "a"), placed("2", "a"))
			_, err := s.ReplayFrom("1", told.subscriber("x", map[uint64]func(){1: func() { panic("oh") }}))
			require.NoError(t, err)
			require.Equal(t, []string{"x 1", "x 2"}, told.lines)
			require.Equal(t, []error{&store.PanicError{Position: 1, Value: "oh"}}, reports)
		},
	} {
		t.Run(name, func(t *testing.T) {
			within(t, func() { test(t, newStore(t, placed("1", "a"), placed("2", "a"), placed("3", "a")), &calls{}) })
		})
	}
}

func TestReplayFromWhileOthersAppend(t *testing.T) {
	const appenders, each = 4, 100
	s := newStore(t, placed("first", "a"))
	within(t, func() {
		var replays [8][]uint64
		var work sync.WaitGroup
		for n := range appenders {
			work.Go(func() {
				for i := range each {
					mustAppend(t, s, placed(fmt.Sprint(n, "-", i), fmt.Sprint("stream-", n)), placed(fmt.Sprint(n, "+", i), "a"))
				}
			})
		}
		for n := range replays {
			work.Go(func() {
				_, err := s.ReplayFrom("first", func(e event.Event) { replays[n] = append(replays[n], e.Position) })
				require.NoError(t, err)
			})
		}
		work.Wait()
		mustAppend(t, s, placed("last", "a"))
		want := make([]uint64, 2+2*appenders*each)
		for i := range want {
			want[i] = uint64(i) + 1
		}
		for _, got := range replays {
			require.Equal(t, want, got, "no gap and no repetition")
		}
	})
}
