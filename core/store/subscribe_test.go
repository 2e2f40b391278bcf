package store_test

import (
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/store"
)

// within fails the test when f does not return: in tests that would otherwise hang for ever.
func within(t *testing.T, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	select {
	case <-done:
	case <-time.After(2 * time.Minute):
		buffer := make([]byte, 1<<16)
		t.Fatalf("deadlock:\n%s", buffer[:runtime.Stack(buffer, true)])
	}
}

// calls is what subscribers were called with, in order, as "name position".
type calls struct {
	mu    sync.Mutex // guards lines
	lines []string
}

func (told *calls) note(name string, position uint64) {
	told.mu.Lock()
	defer told.mu.Unlock()
	told.lines = append(told.lines, fmt.Sprint(name, " ", position))
}

// subscriber returns a subscriber that notes what it is called with, then runs what is to happen at a
// position.
func (told *calls) subscriber(name string, at map[uint64]func()) func(event.Event) {
	return func(e event.Event) {
		told.note(name, e.Position)
		if f := at[e.Position]; f != nil {
			f()
		}
	}
}

func TestSubscribe(t *testing.T) {
	for name, test := range map[string]func(t *testing.T, s *store.Store, told *calls){
		"gets each event once, in order, after its append has succeeded": func(t *testing.T, s *store.Store, told *calls) {
			mustAppend(t, s, placed("0", "a"))
			s.Subscribe(func(e event.Event) {
				v := s.Snapshot()
				require.Equal(t, e, v.Event(e.Position))
				told.note("x", e.Position)
			})
			mustAppend(t, s, placed("1", "a"), placed("2", "a"))
			mustAppend(t, s, placed("3", "a"))
			require.Equal(t, []string{"x 2", "x 3", "x 4"}, told.lines)
		},
		"what one appends is delivered after the current batch, to all": func(t *testing.T, s *store.Store, told *calls) {
			s.Subscribe(told.subscriber("x", map[uint64]func(){1: func() {
				r := mustAppend(t, s, placed("3", "b"))
				require.Equal(t, uint64(3), r.Events[0].Position)
				mustAppend(t, s, placed("4", "b"))
			}}))
			s.Subscribe(told.subscriber("y", nil))
			mustAppend(t, s, placed("1", "a"), placed("2", "a"))
			require.Equal(t, []string{"x 1", "x 2", "y 1", "y 2", "x 3", "y 3", "x 4", "y 4"}, told.lines)
		},
		"who subscribes while a batch is delivered gets what is appended from then on": func(t *testing.T, s *store.Store, told *calls) {
			s.Subscribe(told.subscriber("x", map[uint64]func(){1: func() {
				mustAppend(t, s, placed("3", "a"))
				s.Subscribe(told.subscriber("late", nil))
				mustAppend(t, s, placed("4", "a"))
			}}))
			mustAppend(t, s, placed("1", "a"), placed("2", "a"))
			require.Equal(t, []string{"x 1", "x 2", "x 3", "x 4", "late 4"}, told.lines)
		},
		"who is cancelled still gets the current batch, and nothing after": func(t *testing.T, s *store.Store, told *calls) {
			var cancelX, cancelY func()
			cancelX = s.Subscribe(told.subscriber("x", map[uint64]func(){1: func() {
				cancelX()
				cancelY()
				cancelX()
				mustAppend(t, s, placed("3", "a"))
			}}))
			cancelY = s.Subscribe(told.subscriber("y", nil))
			s.Subscribe(told.subscriber("z", nil))
			mustAppend(t, s, placed("1", "a"), placed("2", "a"))
			require.Equal(t, []string{"x 1", "x 2", "y 1", "y 2", "z 1", "z 2", "z 3"}, told.lines)
		},
		"cancelling one of two alike ends only that one": func(t *testing.T, s *store.Store, told *calls) {
			call := told.subscriber("x", nil)
			cancel := s.Subscribe(call)
			s.Subscribe(call)
			cancel()
			mustAppend(t, s, placed("1", "a"))
			require.Equal(t, []string{"x 1"}, told.lines)
		},
		"an import is delivered when the delivery it owes is made": func(t *testing.T, s *store.Store, told *calls) {
			s.Subscribe(told.subscriber("x", nil))
			s.Import([]event.Event{placed("1", "a"), placed("2", "a")}, 0, nil)
			require.Empty(t, told.lines)
			s.Deliver()
			s.Deliver()
			require.Equal(t, []string{"x 1", "x 2"}, told.lines)
		},
		"what was written but not delivered when one subscribes is not for it": func(t *testing.T, s *store.Store, told *calls) {
			s.Import([]event.Event{placed("1", "a")}, 0, nil)
			s.Subscribe(told.subscriber("x", nil))
			mustAppend(t, s, placed("2", "a"))
			require.Equal(t, []string{"x 2"}, told.lines)
		},
	} {
		t.Run(name, func(t *testing.T) {
			within(t, func() { test(t, newStore(t), &calls{}) })
		})
	}
}

func TestSubscriberThatPanics(t *testing.T) {
	var reports []error
	s := store.New(store.Options{Report: func(err error) { reports = append(reports, err) }})
	told := &calls{}
	within(t, func() {
		s.Subscribe(told.subscriber("x", map[uint64]func(){1: func() { panic("oh") }, 2: func() { panic(nil) }}))
		s.Subscribe(told.subscriber("y", nil))
		mustAppend(t, s, placed("1", "a"), placed("2", "a"))
		mustAppend(t, s, placed("3", "a"))
	})
	require.Equal(t, []string{"x 1", "x 2", "y 1", "y 2", "x 3", "y 3"}, told.lines)
	require.Len(t, reports, 2)
	require.Equal(t, &store.PanicError{Position: 1, Value: "oh"}, reports[0])
	require.EqualError(t, reports[0], "a subscriber panicked at position 1: oh")
	require.Equal(t, []string{"1", "2", "3"}, ids(s))
}

func TestReportThatPanics(t *testing.T) {
	s := store.New(store.Options{Report: func(error) { panic("the report too") }})
	told := &calls{}
	within(t, func() {
		s.Subscribe(told.subscriber("x", map[uint64]func(){1: func() { panic("oh") }}))
		s.Subscribe(told.subscriber("y", nil))
		require.PanicsWithValue(t, "the report too", func() { mustAppend(t, s, placed("1", "a")) })
		mustAppend(t, s, placed("2", "a"))
	})
	require.Equal(t, []string{"x 1", "y 1", "x 2", "y 2"}, told.lines)
}

func TestSubscriberThatEndsItsGoroutine(t *testing.T) {
	s, told := newStore(t), &calls{}
	s.Subscribe(told.subscriber("x", map[uint64]func(){1: func() {
		mustAppend(t, s, placed("3", "a"))
		runtime.Goexit()
	}}))
	s.Subscribe(told.subscriber("y", map[uint64]func(){2: runtime.Goexit}))
	s.Subscribe(told.subscriber("z", nil))
	within(t, func() { mustAppend(t, s, placed("1", "a"), placed("2", "a")) })
	require.Equal(t, []string{"x 1", "x 2", "y 1", "y 2", "z 1", "z 2", "x 3", "y 3", "z 3"}, told.lines,
		"the others get all they are owed before the goroutine ends")
	within(t, func() { mustAppend(t, s, placed("4", "a")) })
	require.Equal(t, []string{"x 4", "y 4", "z 4"}, told.lines[9:])
}
