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
	for i := range events {
		e := &events[i]
		e.Position = 0
		settleTimes(e, s.lastRecordedLocked(), now)
		if err := e.ValidateEnvelope(); err != nil {
			err.(*event.InvalidError).Index = i
			reject(i, err)
			continue
		}
		hash := column.Hash(e.ID)
		if _, ok := s.positionOfLocked(e.ID, hash); ok {
			done.Known++
			continue
		}
		s.appendLocked(e, hash)
		e.ID, e.Metadata, e.Data = s.log.text(uint32(e.Position))
		done.Appended++
	}
	if done.Appended > 0 {
		s.delivery.queue(uint64(s.log.len()))
	}
	return done
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
