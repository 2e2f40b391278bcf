// Package storetest holds event stores and projections against naive models of them: plain slices and
// maps that answer every question by going through everything, slow and obviously right.
//
// [Run] is the suite for any event store. [Model] is the store it compares with, [Replay] the same for
// a projection of the scripted events that [Scripts] generates.
package storetest

import (
	"fmt"

	"hindsight/core/event"
	"hindsight/core/store"
)

// Model is an event store that is a slice of events. Positions are indexes plus one. The zero value is
// empty and ready to use. A copy is a snapshot.
type Model struct {
	Events []event.Event
}

// Demand is a condition in two forms: as the store takes it and as the model checks it.
type Demand struct {
	Expect store.Condition
	Allows func(version uint64) bool
}

// DemandAny is met by every stream.
func DemandAny() Demand {
	return Demand{store.Any, func(uint64) bool { return true }}
}

// DemandNone is met by a stream that there is not.
func DemandNone() Demand {
	return Demand{store.NoStream, func(version uint64) bool { return version == 0 }}
}

// DemandExists is met by a stream that there is.
func DemandExists() Demand {
	return Demand{store.Exists, func(version uint64) bool { return version != 0 }}
}

// DemandExactly is met by a stream at one version.
func DemandExactly(want uint64) Demand {
	return Demand{store.Exactly(want), func(version uint64) bool { return version == want }}
}

// Append does what [store.Store.Append] promises; allows stands for the batch's condition.
func (m *Model) Append(b store.Batch, allows func(version uint64) bool) (store.Result, error) {
	if err := m.invalid(b); err != nil {
		return store.Result{}, err
	}
	if stored := m.retried(b.Events); b.Idempotent && stored != nil {
		return store.Result{Events: stored, Duplicate: true}, nil
	}
	if err := m.duplicate(b.Events); err != nil {
		return store.Result{}, err
	}
	stream := b.Events[0].Stream
	if version := m.StreamVersion(stream); !allows(version) {
		return store.Result{}, &store.ConflictError{Stream: stream, Expected: b.Expect, Actual: version}
	}
	var result store.Result
	recorded := max(b.Recorded, m.lastRecorded())
	for _, e := range b.Events {
		e.Recorded = recorded
		result.Events = append(result.Events, m.add(e))
	}
	return result, nil
}

func (m *Model) add(e event.Event) event.Event {
	e.Position = uint64(len(m.Events)) + 1
	e.Version = m.StreamVersion(e.Stream) + 1
	e.Metadata = event.StoredMetadata(e.Metadata)
	m.Events = append(m.Events, e)
	return e
}

func (m *Model) invalid(b store.Batch) error {
	if len(b.Events) == 0 {
		return store.ErrNoEvents
	}
	for i, e := range b.Events {
		if err := e.Validate(); err != nil {
			err.(*event.InvalidError).Index = i
			return err
		}
		if first := b.Events[0].Stream; b.Expect != store.Any && e.Stream != first {
			return &event.InvalidError{Index: i, Field: "stream", Got: fmt.Sprintf("%q", e.Stream),
				Want: fmt.Sprintf("%q, as an expected version needs all events in one stream", first)}
		}
	}
	return nil
}

// retried returns the stored events when there are all of these, in this order and alike.
func (m *Model) retried(events []event.Event) []event.Event {
	var stored []event.Event
	last := uint64(0)
	for _, e := range events {
		position, ok := m.PositionOf(e.ID)
		if !ok || position <= last {
			return nil
		}
		s := m.Events[position-1]
		if s.Stream != e.Stream || s.Type != e.Type || s.Data != e.Data {
			return nil
		}
		stored, last = append(stored, s), position
	}
	return stored
}

func (m *Model) duplicate(events []event.Event) error {
	for i, e := range events {
		if position, ok := m.PositionOf(e.ID); ok {
			return &store.DuplicateError{Index: i, ID: e.ID, Position: position}
		}
		for _, earlier := range events[:i] {
			if earlier.ID == e.ID {
				return &store.DuplicateError{Index: i, ID: e.ID}
			}
		}
	}
	return nil
}

// Import does what [store.Store.Import] promises.
func (m *Model) Import(events []event.Event, now event.Time, reject func(int, error)) store.Imported {
	var done store.Imported
	for i, e := range events {
		if e.Time == 0 && e.Recorded == 0 {
			e.Time, e.Recorded = now, now
		}
		if e.Time == 0 {
			e.Time = e.Recorded
		}
		if e.Recorded == 0 {
			e.Recorded = e.Time
		}
		e.Recorded = max(e.Recorded, m.lastRecorded())
		if err := e.ValidateEnvelope(); err != nil {
			err.(*event.InvalidError).Index = i
			reject(i, err)
		} else if _, ok := m.PositionOf(e.ID); ok {
			done.Known++
		} else {
			m.add(e)
			done.Appended++
		}
	}
	return done
}

func (m *Model) lastRecorded() event.Time {
	if len(m.Events) == 0 {
		return 0
	}
	return m.Events[len(m.Events)-1].Recorded
}
