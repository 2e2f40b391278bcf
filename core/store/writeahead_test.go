package store_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/store"
	"hindsight/core/storetest"
)

// writtenAhead is a store all of whose writes go through a write-ahead.
type writtenAhead struct {
	*store.Store
	kept *[]event.Event
}

func (s writtenAhead) keep(events []event.Event) error {
	*s.kept = append(*s.kept, events...)
	return nil
}

func (s writtenAhead) Append(b store.Batch) (store.Result, error) {
	result, err := s.WriteThrough(s.keep, b)
	s.Deliver()
	return result, err
}

func (s writtenAhead) Import(events []event.Event, now event.Time, reject func(int, error)) store.Imported {
	done, err := s.ImportThrough(s.keep, events, now, reject)
	if err != nil {
		panic(err)
	}
	return done
}

// Snapshot checks on its way that the write-ahead has what the log has and, for a short log now and then, that
// loading this makes the same log again.
func (s writtenAhead) Snapshot() storetest.Snapshot {
	v := s.Store.Snapshot()
	if int(v.Len()) != len(*s.kept) {
		panic("the write-ahead and the log have not as many events")
	}
	for p := max(1, v.Len()-min(v.Len(), 20)); p <= v.Len(); p++ {
		e := v.Event(p)
		e.Version = 0
		if e != (*s.kept)[p-1] {
			panic("the write-ahead and the log differ")
		}
	}
	if v.Len() < 200 && v.Len()%8 == 3 {
		again := store.New(store.Options{})
		if _, err := again.Load(slices.Clone(*s.kept)); err != nil {
			panic(err)
		}
		loaded := again.Snapshot()
		if !slices.Equal(slices.Collect(v.Events(1, v.Len())), slices.Collect(loaded.Events(1, loaded.Len()))) {
			panic("the log that was loaded is another one")
		}
	}
	return &v
}

func TestStoreWithAWriteAhead(t *testing.T) {
	storetest.Run(t, func(report func(error)) storetest.Store {
		return writtenAhead{store.New(store.Options{Report: report}), new([]event.Event)}
	})
}

func TestAWriteAheadThatRefuses(t *testing.T) {
	refused := errors.New("refused")
	s := store.New(store.Options{})
	_, err := s.Append(store.Batch{Events: []event.Event{placed("1", "a")}})
	require.NoError(t, err)
	told := 0
	s.Subscribe(func(event.Event) { told++ })
	refuse := func(events []event.Event) error {
		require.Equal(t, uint64(2), events[0].Position)
		return refused
	}
	_, err = s.WriteThrough(refuse, store.Batch{Events: []event.Event{placed("2", "a")}})
	require.ErrorIs(t, err, refused)
	for _, batch := range [][]event.Event{
		{placed("1", "a"), placed("2", "a"), placed("3", "a")}, // one is known
		{placed("2", "a"), placed("3", "a")},
	} {
		done, err := s.ImportThrough(refuse, batch, 0, nil)
		require.ErrorIs(t, err, refused)
		require.Zero(t, done)
		for _, e := range batch {
			require.Zero(t, e.Position, "none of them went in")
		}
	}
	s.Deliver()
	require.Zero(t, told)
	v := s.Snapshot()
	require.Equal(t, uint64(1), v.Len())

	t.Run("is not asked about what was checked and found wanting", func(t *testing.T) {
		_, err := s.WriteThrough(refuse, store.Batch{Events: []event.Event{placed("1", "a")}})
		var duplicate *store.DuplicateError
		require.True(t, errors.As(err, &duplicate))
		done, err := s.ImportThrough(refuse, []event.Event{placed("1", "a")}, 0, nil)
		require.NoError(t, err)
		require.Equal(t, store.Imported{Known: 1}, done)
	})
}

func TestLoad(t *testing.T) {
	one, two := placed("1", "a"), placed("2", "a")
	one.Position, one.Recorded = 1, one.Time
	two.Position, two.Recorded = 2, one.Time
	load := func(events ...event.Event) (*store.Store, int, error) {
		s := store.New(store.Options{})
		n, err := s.Load(events)
		return s, n, err
	}
	t.Run("puts the events back, and goes on behind them", func(t *testing.T) {
		s, n, err := load(one, two)
		require.NoError(t, err)
		require.Equal(t, 2, n)
		require.Equal(t, uint64(2), s.StreamVersion(one.Stream))
		s.Deliver()
		var replayed []uint64
		_, err = s.ReplayFrom("1", func(e event.Event) { replayed = append(replayed, e.Position) })
		require.NoError(t, err)
		_, err = s.Append(store.Batch{Events: []event.Event{placed("3", "a")}})
		require.NoError(t, err)
		require.Equal(t, []uint64{1, 2, 3}, replayed)
	})
	t.Run("stops at an event that is none that follows", func(t *testing.T) {
		twice := one
		twice.Position = 2
		_, n, err := load(one, twice)
		var duplicate *store.DuplicateError
		require.True(t, errors.As(err, &duplicate))
		require.Equal(t, 1, n)
		_, n, err = load(two)
		require.ErrorContains(t, err, "got position 2, want 1")
		require.Zero(t, n)
		two := two
		two.Recorded--
		_, n, err = load(one, two)
		require.ErrorContains(t, err, "recorded")
		require.Equal(t, 1, n)
	})
}
