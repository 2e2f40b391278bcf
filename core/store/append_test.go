package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/store"
	"hindsight/core/storetest"
)

// placed returns a valid event of a stream.
func placed(id, stream string) event.Event {
	return event.Event{ID: id, Stream: stream, Type: "Placed", SchemaVersion: 1, Time: storetest.At(0), Data: `{"n":1}`}
}

// newStore returns a store that has these events; a subscriber's panic fails the test.
func newStore(t testing.TB, events ...event.Event) *store.Store {
	t.Helper()
	s := store.New(store.Options{Report: func(err error) { t.Errorf("reported: %v", err) }})
	if len(events) > 0 {
		mustAppend(t, s, events...)
	}
	return s
}

func mustAppend(t testing.TB, s *store.Store, events ...event.Event) store.Result {
	t.Helper()
	r, err := s.Append(store.Batch{Events: events, Recorded: storetest.At(10)})
	require.NoError(t, err)
	return r
}

// ids returns the ids of the whole log.
func ids(s *store.Store) []string {
	v := s.Snapshot()
	var all []string
	for e := range v.Events(1, v.Len()) {
		all = append(all, e.ID)
	}
	return all
}

func TestAppendConditions(t *testing.T) {
	for _, c := range []struct {
		expect  store.Condition
		stream  string // a is at version 2, b does not exist
		message string // "" when the append goes through
	}{
		{store.Any, "a", ""},
		{store.Any, "b", ""},
		{store.NoStream, "b", ""},
		{store.NoStream, "a", `stream "a" is at version 2, expected: no stream`},
		{store.Exists, "a", ""},
		{store.Exists, "b", `stream "b" does not exist, expected: an existing stream`},
		{store.Exactly(2), "a", ""},
		{store.Exactly(1), "a", `stream "a" is at version 2, expected: version 1`},
		{store.Exactly(3), "a", `stream "a" is at version 2, expected: version 3`},
		{store.Exactly(1<<32 + 2), "a", `stream "a" is at version 2, expected: version 4294967298`},
		{store.Exactly(0), "b", ""},
		{store.Exactly(0), "a", `stream "a" is at version 2, expected: version 0`},
		{store.Exactly(1), "b", `stream "b" does not exist, expected: version 1`},
	} {
		t.Run(fmt.Sprintf("%v on stream %s", c.expect, c.stream), func(t *testing.T) {
			s := newStore(t, placed("1", "a"), placed("2", "a"))
			_, err := s.Append(store.Batch{Events: []event.Event{placed("3", c.stream)}, Expect: c.expect})
			if c.message == "" {
				require.NoError(t, err)
				require.Equal(t, []string{"1", "2", "3"}, ids(s))
				return
			}
			require.EqualError(t, err, c.message)
			conflict := err.(*store.ConflictError)
			require.Equal(t, c.stream, conflict.Stream)
			require.Equal(t, c.expect, conflict.Expected)
			require.Equal(t, s.StreamVersion(c.stream), conflict.Actual)
			require.Equal(t, []string{"1", "2"}, ids(s))
		})
	}
	require.Equal(t, "any version", store.Any.String())
}

func TestAppendRejects(t *testing.T) {
	bad := placed("4", "a")
	bad.Data = `{"n":}`
	for name, c := range map[string]struct {
		batch   store.Batch
		message string
	}{
		"an empty batch": {store.Batch{}, "got no events, want at least one"},
		"a bad event behind good ones": {
			store.Batch{Events: []event.Event{placed("3", "a"), bad}},
			"event 2: data: got '}' at line 1, column 6, want a value",
		},
		"an id of the log": {
			store.Batch{Events: []event.Event{placed("3", "a"), placed("2", "b")}},
			`event 2: the id "2" is that of position 2`,
		},
		"an id that comes twice in the batch": {
			store.Batch{Events: []event.Event{placed("3", "a"), placed("4", "a"), placed("3", "b")}},
			`event 3: the batch already has the id "3"`,
		},
		"a condition over two streams": {
			store.Batch{Events: []event.Event{placed("3", "a"), placed("4", "b")}, Expect: store.Exists},
			`event 2: stream: got "b", want "a", as an expected version needs all events in one stream`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t, placed("1", "a"), placed("2", "a"))
			s.Subscribe(func(e event.Event) { t.Errorf("delivered position %d", e.Position) })
			_, err := s.Append(c.batch)
			require.EqualError(t, err, c.message)
			require.Equal(t, []string{"1", "2"}, ids(s))
		})
	}
}

func TestIdempotentRetry(t *testing.T) {
	first := []event.Event{placed("1", "a"), placed("2", "b"), placed("3", "a")}
	retry := func(expect store.Condition, events ...event.Event) store.Batch {
		return store.Batch{Events: events, Expect: expect, Idempotent: true, Recorded: storetest.At(99)}
	}
	other := placed("3", "a")
	other.Data = `{"n":2}`
	for name, c := range map[string]struct {
		batch     store.Batch
		duplicate []uint64 // the positions of the answer, when it is a duplicate
		message   string
	}{
		"of the whole batch is answered with its first positions": {
			batch: retry(store.Any, first...), duplicate: []uint64{1, 2, 3}},
		"of a part is answered too": {
			batch: retry(store.Any, first[0], first[2]), duplicate: []uint64{1, 3}},
		"does not look at an expected version that is stale by now": {
			batch: retry(store.NoStream, first[0], first[2]), duplicate: []uint64{1, 3}},
		"in another order is a duplicate": {
			batch: retry(store.Any, first[2], first[0]), message: `event 1: the id "3" is that of position 3`},
		"with one event more is a duplicate": {
			batch: retry(store.Any, placed("4", "a"), first[0]), message: `event 2: the id "1" is that of position 1`},
		"with other data is a duplicate": {
			batch: retry(store.Any, first[0], other), message: `event 1: the id "1" is that of position 1`},
		"with an event twice is a duplicate": {
			batch: retry(store.Any, first[0], first[0]), message: `event 1: the id "1" is that of position 1`},
		"of events that are all new appends them": {
			batch: retry(store.Any, placed("4", "a"))},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t, first...)
			var delivered []uint64
			s.Subscribe(func(e event.Event) { delivered = append(delivered, e.Position) })
			r, err := s.Append(c.batch)
			if c.message != "" {
				require.EqualError(t, err, c.message)
				require.Empty(t, delivered)
				return
			}
			require.NoError(t, err)
			require.Equal(t, c.duplicate != nil, r.Duplicate)
			if !r.Duplicate {
				require.Equal(t, []uint64{4}, delivered)
				return
			}
			require.Empty(t, delivered)
			require.Equal(t, []string{"1", "2", "3"}, ids(s))
			v := s.Snapshot()
			for i, e := range r.Events {
				require.Equal(t, v.Event(c.duplicate[i]), e)
			}
		})
	}
}

func TestRecorded(t *testing.T) {
	s := newStore(t)
	recorded := func(id string, seconds int) event.Time {
		r, err := s.Append(store.Batch{Events: []event.Event{placed(id, "a")}, Recorded: storetest.At(seconds)})
		require.NoError(t, err)
		return r.Events[0].Recorded
	}
	require.Equal(t, storetest.At(5), recorded("1", 5))
	require.Equal(t, storetest.At(5), recorded("2", 3), "the clock went back: recorded never decreases")
	require.Equal(t, storetest.At(6), recorded("3", 6))
	v := s.Snapshot()
	require.Equal(t, []uint64{0, 2, 2, 3}, []uint64{
		v.PositionAt(storetest.At(4)), v.PositionAt(storetest.At(5)), v.PositionAt(storetest.At(6) - 1), v.PositionAt(storetest.At(60))})
}

func TestHistoryCannotBeChanged(t *testing.T) {
	want := placed("1", "a")
	want.Metadata = `{"causationId":"0"}`
	text := []byte(want.Data)
	given := []event.Event{want}
	given[0].Data = string(text)
	s := newStore(t)
	r := mustAppend(t, s, given...)
	stored := r.Events[0]
	v := s.Snapshot()
	s.Subscribe(func(e event.Event) { e.Data = "mangled" })

	text[0] = 'X'
	given[0] = event.Event{ID: "mangled"}
	r.Events[0].Data = "mangled"
	mustAppend(t, s, placed("2", "a"))
	read := slices.Collect(v.Events(1, 1))
	read[0].Type = "Mangled"

	require.Equal(t, stored, v.Event(1))
	require.Equal(t, want.Data, stored.Data)
	later := s.Snapshot()
	require.Equal(t, stored, later.Event(1))
	require.Equal(t, uint64(1), v.Len(), "a snapshot does not grow")
}

// What went in must not share the memory of what it was read from: a buffer that is used again.
func TestImportSharesNoMemory(t *testing.T) {
	buffer := []byte(`the-id order-1 Placed {"n":1} {"correlationId":"c"}`)
	text := unsafe.String(&buffer[0], len(buffer))
	at := strings.Split(text, " ")
	batch := []event.Event{{ID: at[0], Stream: at[1], Type: at[2], SchemaVersion: 1, Time: event.MinTime, Data: at[3], Metadata: at[4]}}
	s := newStore(t)
	var delivered event.Event
	s.Subscribe(func(e event.Event) { delivered = e })
	s.Import(batch, 0, nil)
	s.Deliver()
	want := event.Event{Position: 1, ID: "the-id", Stream: "order-1", Version: 1, Type: "Placed", SchemaVersion: 1,
		Time: event.MinTime, Recorded: event.MinTime, Data: `{"n":1}`, Metadata: `{"correlationId":"c"}`}
	for i := range buffer {
		buffer[i] = 'X'
	}
	v := s.Snapshot()
	require.Equal(t, want, v.Event(1))
	require.Equal(t, want, batch[0])
	require.Equal(t, want, delivered)
	position, ok := v.PositionOf("the-id")
	require.True(t, ok && position == 1)
	require.Equal(t, 1, v.Find(store.Query{Streams: []string{"order-1"}, Types: []string{"Placed"}}).Total)
}
