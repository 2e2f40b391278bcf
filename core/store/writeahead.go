package store

import (
	"hindsight/core/event"
)

// WriteAhead keeps events somewhere for good, such as in a file. A write hands it the events that it is about
// to put into the log, checked and just as the log will give them out, but for Version, which is 0. When it
// returns an error, nothing is put into the log, and that is the write's error. It is called while the
// store is locked and must not use it; the events are valid until it returns.
type WriteAhead func([]event.Event) error

// writeAheadLocked hands events that are about to be appended to a write-ahead, if there is one.
func (s *Store) writeAheadLocked(ahead WriteAhead, events []event.Event) error {
	if ahead == nil || len(events) == 0 {
		return nil
	}
	for i := range events {
		events[i].Position = uint64(s.log.len() + i + 1)
		events[i].Version = 0
		events[i].Metadata = event.StoredMetadata(events[i].Metadata)
	}
	return ahead(events)
}

// Load puts events back that a store gave out before, as a [WriteAhead] kept them: with Position and Recorded,
// and without any check of what a store has checked. The delivery is owed as with [Store.Write]. It returns
// how many it put back, which are replaced by what the log stored, sharing no memory with what was handed
// in; the error says why the next one is none that follows: its position is another one or, a
// *[DuplicateError], its id is taken.
func (s *Store) Load(events []event.Event) (loaded int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	hashes := s.hashesLocked(events)
	for i := range events {
		e := &events[i]
		if next := uint64(s.log.len() + 1); e.Position != next || e.Recorded < s.lastRecordedLocked() {
			err = &orderError{i, e.Position, next}
			break
		}
		if position, ok := s.positionOfLocked(e.ID, hashes[i]); ok {
			err = &DuplicateError{Index: i, ID: e.ID, Position: position}
			break
		}
		s.importLocked(e, hashes[i])
		loaded++
	}
	if loaded > 0 {
		s.delivery.queue(uint64(s.log.len()))
	}
	return loaded, err
}
