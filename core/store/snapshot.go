package store

import (
	"iter"
	"unsafe"

	"hindsight/core/column"
	"hindsight/core/event"
)

// Snapshot is the log as it was when the snapshot was taken. It never changes, and may be copied and read from any
// goroutine. Reading events takes no lock. What looks for a name or an id, or counts types, takes the store's for
// reading for a moment, as it looks into an index that grows. The zero value is a snapshot of an empty log.
type Snapshot struct {
	log         log
	typeNames   column.Names
	streamNames column.Names
	store       *Store // only for its indexes; what they have of earlier events does not change
}

// Snapshot takes a snapshot of the whole log as it is now.
func (s *Store) Snapshot() Snapshot {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.snapshotLocked()
}

func (s *Store) snapshotLocked() Snapshot {
	return Snapshot{log: s.log, typeNames: s.typeNames.Names, streamNames: s.streamNames.Names, store: s}
}

// Len returns the number of events, which is also the last position.
func (v *Snapshot) Len() uint64 { return uint64(v.log.len()) }

// Event returns the event at a position. It panics when there is none: positions are 1 to Len.
func (v *Snapshot) Event(position uint64) event.Event {
	i := int(position) - 1
	p := uint32(position)
	e := event.Event{
		Position:      position,
		Stream:        v.streamNames.Name(v.log.streams.At(i)),
		Version:       uint64(v.log.versions.At(i)),
		Type:          v.typeNames.Name(v.log.types.At(i)),
		SchemaVersion: uint32(v.log.schemas.At(i)),
		Time:          v.log.time.At(i),
		Recorded:      v.log.recorded.At(i),
	}
	e.ID, e.Metadata, e.Data = v.log.text(p)
	return e
}

// Events yields the events at the positions from to to, both inclusive, as far as there are such.
func (v *Snapshot) Events(from, to uint64) iter.Seq[event.Event] {
	return func(yield func(event.Event) bool) {
		for p := max(from, 1); p <= min(to, v.Len()); p++ {
			if !yield(v.Event(p)) {
				return
			}
		}
	}
}

// Time returns when the event at a position happened. It panics when there is none.
func (v *Snapshot) Time(position uint64) event.Time { return v.log.time.At(int(position) - 1) }

// TypeName returns the type of the event at a position. It panics when there is none.
func (v *Snapshot) TypeName(position uint64) string {
	return v.typeNames.Name(v.log.types.At(int(position) - 1))
}

// Recorded returns when the log took the event at a position. It panics when there is none.
func (v *Snapshot) Recorded(position uint64) event.Time { return v.log.recorded.At(int(position) - 1) }

// PositionOf returns the position of the event with this id.
func (v *Snapshot) PositionOf(id string) (position uint64, ok bool) {
	if v.store == nil {
		return 0, false
	}
	v.store.mu.RLock()
	defer v.store.mu.RUnlock()
	position, ok = v.store.positionOfLocked(id, column.Hash(id))
	return position, ok && position <= v.Len()
}

// PositionAt returns the position of the last event recorded at or before t, 0 when there is none.
func (v *Snapshot) PositionAt(t event.Time) uint64 {
	return uint64(v.log.recorded.Search(0, v.log.len(), func(r event.Time) bool { return r > t }))
}

// TypeCount is how many events of one type there are.
type TypeCount struct {
	Type  string
	Count int
}

// Types returns the types in the order they first came, with how many events each has by now, and how
// many streams there are.
func (s *Store) Types() (types []TypeCount, streams int) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for n := range s.occurrences {
		of := &s.occurrences[n]
		types = append(types, TypeCount{s.typeNames.Name(uint32(n)), of.onTime.len() + of.late.len()})
	}
	return types, s.streamNames.Len()
}

// PositionOf returns the position of the event of this id; ok is false when there is none.
func (s *Store) PositionOf(id string) (position uint64, ok bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.positionOfLocked(id, column.Hash(id))
}

// StreamVersion returns the version of a stream, 0 when there is no such stream.
func (s *Store) StreamVersion(stream string) uint64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.versionLocked(stream)
}

// Bytes returns how much memory the log and its indexes take.
func (s *Store) Bytes() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	occurrences := 4*s.log.len() + cap(s.occurrences)*int(unsafe.Sizeof(occurrences{}))
	return s.log.bytes() + s.ids.Bytes() + s.typeNames.Bytes() + s.streamNames.Bytes() + 8*cap(s.heads) + occurrences
}
