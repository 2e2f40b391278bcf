package store

import (
	"hindsight/core/column"
	"hindsight/core/event"
)

// Imported counts what an import did with a batch.
type Imported struct {
	Appended int // events that went in
	Known    int // events whose id the log already had, or the batch twice
}

// Import writes events that come from another log. It differs from Append: an event that can't go in is
// handed to reject with its index and an *[event.InvalidError] and the rest go in; a known id is
// counted and passed over, so that importing a log twice adds nothing. The delivery is owed as with
// [Store.Write]. reject is called while the store is locked and must not use it.
//
// An event's own Recorded is kept unless it is before the last one's, which is then used. Without one,
// recorded is the running maximum of time. Without a time, it is the time recorded; an event that has
// neither gets now for both.
//
// Data and Metadata must have been checked, by [event.Reader] or [event.Event.Validate]: Import does not
// scan them again. An event that went in is replaced by what the log stored, which shares no memory with
// what was handed in; of the others, Position becomes 0.
func (s *Store) Import(events []event.Event, now event.Time, reject func(index int, err error)) Imported {
	s.mu.Lock()
	defer s.mu.Unlock()
	var done Imported
	hashes := s.hashesLocked(events)
	for i := range events {
		e := &events[i]
		known, err := s.admitLocked(e, hashes[i], s.lastRecordedLocked(), now)
		switch {
		case err != nil:
			err.Index = i
			reject(i, err)
		case known:
			done.Known++
		default:
			s.importLocked(e, hashes[i])
			done.Appended++
		}
	}
	s.importedLocked(done)
	return done
}

// ImportThrough is Import, but for a write-ahead that is handed the events that go in before the log has them;
// see [WriteAhead]. Where it returns an error, none of them go in; what is set aside was handed to reject by
// then.
func (s *Store) ImportThrough(ahead WriteAhead, events []event.Event, now event.Time, reject func(index int, err error)) (Imported, error) {
	if ahead == nil {
		return s.Import(events, now, reject), nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var done Imported
	ids := &s.batchIDs
	ids.Clear()
	admitted := make([]int, 0, len(events)) // their indexes
	hashes := s.hashesLocked(events)
	last := s.lastRecordedLocked()
	for i := range events {
		e := &events[i]
		known, err := s.admitLocked(e, hashes[i], last, now)
		if err != nil {
			err.Index = i
			reject(i, err)
			continue
		}
		if !known {
			_, known = ids.Find(hashes[i], func(n uint32) bool { return events[n].ID == e.ID })
		}
		if known {
			done.Known++
			continue
		}
		ids.Add(hashes[i], uint32(i))
		admitted, last = append(admitted, i), e.Recorded
	}
	if err := s.writeAheadLocked(ahead, pick(events, admitted)); err != nil {
		for i := range events {
			events[i].Position = 0
		}
		return Imported{}, err
	}
	for _, i := range admitted {
		s.importLocked(&events[i], hashes[i])
	}
	done.Appended = len(admitted)
	s.importedLocked(done)
	return done, nil
}

// pick returns the events of these indexes. Mostly these are all, which are then not copied.
func pick(events []event.Event, admitted []int) []event.Event {
	if len(admitted) == len(events) {
		return events
	}
	picked := make([]event.Event, len(admitted))
	for k, i := range admitted {
		picked[k] = events[i]
	}
	return picked
}

// hashesLocked returns the hashes of the ids of a batch, in its order, and has the index ready for all of them. They are
// valid until it is called again.
func (s *Store) hashesLocked(events []event.Event) []uint32 {
	s.hashes = s.hashes[:0]
	for i := range events {
		s.hashes = append(s.hashes, column.Hash(events[i].ID))
	}
	s.ids.Fetch(s.hashes)
	return s.hashes
}

// admitLocked settles an event's times, last being when the one before it was recorded, and tells whether
// its id, which has this hash, is known and whether it may not go in at all.
func (s *Store) admitLocked(e *event.Event, hash uint32, last, now event.Time) (known bool, invalid *event.InvalidError) {
	e.Position = 0
	settleTimes(e, last, now)
	if err := e.ValidateEnvelope(); err != nil {
		return false, err.(*event.InvalidError)
	}
	_, known = s.positionOfLocked(e.ID, hash)
	return known, nil
}

// importLocked appends an event and replaces it by what the log stored.
func (s *Store) importLocked(e *event.Event, hash uint32) {
	s.appendLocked(e, hash)
	e.ID, e.Metadata, e.Data = s.log.text(uint32(e.Position))
}

func (s *Store) importedLocked(done Imported) {
	if done.Appended > 0 {
		s.delivery.queue(uint64(s.log.len()))
	}
}

func settleTimes(e *event.Event, last, now event.Time) {
	switch {
	case e.Time == 0 && e.Recorded == 0:
		e.Time, e.Recorded = now, now
	case e.Time == 0:
		e.Time = e.Recorded
	case e.Recorded == 0:
		e.Recorded = e.Time
	}
	e.Recorded = max(e.Recorded, last)
}
