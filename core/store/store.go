// Package store is the append-only log: a [Store] takes events, a [Snapshot] reads them, a subscriber is
// told of them.
//
//	s := store.New(store.Options{})
//	_, err := s.Append(store.Batch{Events: events, Expect: store.NoStream, Recorded: now})
//	for e := range s.Snapshot().Events(1, 100) { … }
//
// The log is columns that only grow, so a [Snapshot] costs a few words to take and never changes.
// No reader holds the store's lock while it reads events, so that slow ones delay nobody. The store has no
// clock and makes no ids; both are handed in.
package store

import (
	"fmt"
	"slices"
	"sync"

	"hindsight/core/column"
	"hindsight/core/event"
)

// MaxEvents is how many events a store holds at the most.
const MaxEvents = 1<<32 - 2

// Options are a store's settings; the zero value is good.
type Options struct {
	// Report is called with a *PanicError when a subscriber panics. nil writes to standard error.
	Report func(error)
}

// Store is an append-only log in memory. All its methods may be called from any goroutine.
type Store struct {
	report func(error)

	mu          sync.RWMutex // guards what follows
	log         log
	ids         column.Index // to positions-1
	hashes      []uint32     // of a batch's ids: see hashesLocked
	batchIDs    column.Index // of those of a batch that are admitted
	typeNames   column.Symbols
	occurrences []occurrences // by type symbol
	streamNames column.Symbols
	heads       []head // by stream symbol

	delivery delivery
}

// occurrences are the positions of one type's events: of those on time and of the late ones; see [timeOrder].
type occurrences struct{ onTime, late positions }

func (o *occurrences) append(position uint32, onTime bool) {
	if onTime {
		o.onTime.append(position)
	} else {
		o.late.append(position)
	}
}

// head is where a stream ends.
type head struct {
	position uint32
	version  uint32
}

// New returns an empty store.
func New(options Options) *Store {
	s := &Store{report: options.Report}
	if s.report == nil {
		s.report = func(err error) { print(err.Error(), "\n") }
	}
	return s
}

// Batch is what one append takes: all of it or nothing.
type Batch struct {
	// Events are appended in their order. ID, Stream, Type, SchemaVersion, Time and Data are needed;
	// Position, Version and Recorded are the log's to set and are not looked at.
	Events []event.Event
	// Expect is demanded of the stream, which must then be the same for all events.
	Expect Condition
	// Idempotent makes a retry harmless: when every event of the batch is stored already, in this order
	// and with the same stream, type and data, nothing is appended and no condition is checked.
	Idempotent bool
	// Recorded is when the log takes the batch. Where it is before the last event's, that is used.
	Recorded event.Time
}

// Result is what an append did.
type Result struct {
	Events    []event.Event // as stored, with position, version and recorded
	Duplicate bool          // an idempotent retry: these are the events stored the first time
}

// Append writes a batch and then delivers it to the subscribers. When it returns an error nothing is
// written:
//
//   - [ErrNoEvents] for an empty batch;
//   - *[event.InvalidError] for an event out of bounds, or a condition over more than one stream;
//   - *[DuplicateError] for an id that the log or the batch already has;
//   - *[ConflictError] when the stream is not where Expect wants it.
//
// Called by a subscriber, Append returns before its events are delivered; see [Store.Subscribe].
func (s *Store) Append(b Batch) (Result, error) {
	r, err := s.Write(b)
	s.Deliver()
	return r, err
}

// Write is Append without the delivery, which the caller owes: [Store.Deliver] makes up for it. It lets
// a caller bring its own tables up to date before any subscriber looks at them.
func (s *Store) Write(b Batch) (Result, error) { return s.WriteThrough(nil, b) }

// WriteThrough is Write, but for a write-ahead that is handed the events before the log has them; see
// [WriteAhead].
func (s *Store) WriteThrough(ahead WriteAhead, b Batch) (Result, error) {
	if err := validateBatch(b); err != nil {
		return Result{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if b.Idempotent {
		if stored, ok := s.storedLocked(b.Events); ok {
			return Result{Events: stored, Duplicate: true}, nil
		}
	}
	if err := s.checkIDsLocked(b.Events); err != nil {
		return Result{}, err
	}
	if err := s.checkConditionLocked(b); err != nil {
		return Result{}, err
	}
	stored := slices.Clone(b.Events)
	recorded := max(b.Recorded, s.lastRecordedLocked())
	for i := range stored {
		stored[i].Recorded = recorded
	}
	if err := s.writeAheadLocked(ahead, stored); err != nil {
		return Result{}, err
	}
	for i := range stored {
		s.appendLocked(&stored[i], column.Hash(stored[i].ID))
	}
	s.delivery.queue(uint64(s.log.len()))
	return Result{Events: stored}, nil
}

func validateBatch(b Batch) error {
	if len(b.Events) == 0 {
		return ErrNoEvents
	}
	for i := range b.Events {
		e := &b.Events[i]
		if err := e.Validate(); err != nil {
			err.(*event.InvalidError).Index = i
			return err
		}
		if b.Expect != Any && e.Stream != b.Events[0].Stream {
			return &event.InvalidError{Index: i, Field: "stream", Got: fmt.Sprintf("%q", e.Stream),
				Want: fmt.Sprintf("%q, as an expected version needs all events in one stream", b.Events[0].Stream)}
		}
	}
	return nil
}

// storedLocked returns the stored events when the log has them all, in this order and alike.
func (s *Store) storedLocked(events []event.Event) ([]event.Event, bool) {
	stored := make([]event.Event, len(events))
	v := s.snapshotLocked()
	last := uint64(0)
	for i := range events {
		position, ok := s.positionOfLocked(events[i].ID, column.Hash(events[i].ID))
		if !ok || position <= last {
			return nil, false
		}
		stored[i], last = v.Event(position), position
		if a, b := &stored[i], &events[i]; a.Stream != b.Stream || a.Type != b.Type || a.Data != b.Data {
			return nil, false
		}
	}
	return stored, true
}

func (s *Store) checkIDsLocked(events []event.Event) error {
	var batch map[string]struct{}
	if len(events) > 1 {
		batch = make(map[string]struct{}, len(events))
	}
	for i := range events {
		id := events[i].ID
		if position, ok := s.positionOfLocked(id, column.Hash(id)); ok {
			return &DuplicateError{Index: i, ID: id, Position: position}
		}
		if _, ok := batch[id]; ok {
			return &DuplicateError{Index: i, ID: id}
		}
		if batch != nil {
			batch[id] = struct{}{}
		}
	}
	return nil
}

func (s *Store) checkConditionLocked(b Batch) error {
	stream := b.Events[0].Stream
	if actual := s.versionLocked(stream); !b.Expect.allows(actual) {
		return &ConflictError{Stream: stream, Expected: b.Expect, Actual: actual}
	}
	return nil
}

func (s *Store) versionLocked(stream string) uint64 {
	if n, ok := s.streamNames.Find(stream); ok {
		return uint64(s.heads[n].version)
	}
	return 0
}

func (s *Store) lastRecordedLocked() event.Time {
	if n := s.log.len(); n > 0 {
		return s.log.recorded.At(n - 1)
	}
	return 0
}

func (s *Store) positionOfLocked(id string, hash uint32) (uint64, bool) {
	n, ok := s.ids.Find(hash, func(n uint32) bool { return s.log.id(n+1) == id })
	return uint64(n) + 1, ok
}

// appendLocked writes one event that was checked, and sets its position and version. Its type and
// stream become the log's own texts.
func (s *Store) appendLocked(e *event.Event, hash uint32) {
	typ, fresh := s.typeNames.Intern(e.Type)
	if fresh {
		s.occurrences = append(s.occurrences, occurrences{})
	}
	e.Type = s.typeNames.Name(typ)
	stream, fresh := s.streamNames.Intern(e.Stream)
	if fresh {
		s.heads = append(s.heads, head{})
	}
	e.Stream = s.streamNames.Name(stream)
	h := &s.heads[stream]
	e.Metadata = event.StoredMetadata(e.Metadata)
	e.Position, e.Version = uint64(s.log.len()+1), uint64(h.version+1)
	onTime := s.log.append(e, typ, stream, h.position)
	s.occurrences[typ].append(uint32(e.Position), onTime)
	s.ids.Add(hash, uint32(e.Position-1))
	*h = head{position: uint32(e.Position), version: uint32(e.Version)}
}
