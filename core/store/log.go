package store

import (
	"hindsight/core/column"
	"hindsight/core/event"
)

// log is the events as columns: entry i of each belongs to position i+1. Nothing in it is ever changed,
// so that a copy of the struct is a snapshot.
type log struct {
	time     column.Column[event.Time]
	recorded column.Column[event.Time] // never decreases
	types    column.Column[uint32]     // a symbol of typeNames
	streams  column.Column[uint32]     // a symbol of streamNames
	versions column.Column[uint32]     // the place in the stream, from 1
	previous column.Column[uint32]     // the position before it in the same stream, 0 for none
	schemas  column.Column[uint16]
	texts    column.Column[record]
	slab     column.Slab
	order    timeOrder
}

// record says where an event's own texts are: id, metadata and data, end to end.
type record struct {
	at       column.Text
	id       uint16 // length
	metadata uint16 // length; data is the rest
}

func (l *log) len() int { return l.time.Len() }

// append tells whether the event is on time; see [timeOrder].
func (l *log) append(e *event.Event, typ, stream, previous uint32) (onTime bool) {
	position := uint32(l.len() + 1)
	l.time.Append(e.Time)
	l.recorded.Append(e.Recorded)
	l.types.Append(typ)
	l.streams.Append(stream)
	l.versions.Append(uint32(e.Version))
	l.previous.Append(previous)
	l.schemas.Append(uint16(e.SchemaVersion))
	l.texts.Append(record{
		at:       l.slab.Append(e.ID, e.Metadata, e.Data),
		id:       uint16(len(e.ID)),
		metadata: uint16(len(e.Metadata)),
	})
	return l.order.append(&l.time, position)
}

// id returns the id of a position.
func (l *log) id(position uint32) string {
	r := l.texts.Ref(int(position - 1))
	return l.slab.Text(r.at)[:r.id]
}

// text returns id, metadata and data of a position.
func (l *log) text(position uint32) (id, metadata, data string) {
	r := l.texts.Ref(int(position - 1))
	all := l.slab.Text(r.at)
	split := int(r.id) + int(r.metadata)
	return all[:r.id], all[r.id:split], all[split:]
}

func (l *log) bytes() int {
	return l.time.Bytes() + l.recorded.Bytes() + l.types.Bytes() + l.streams.Bytes() + l.versions.Bytes() +
		l.previous.Bytes() + l.schemas.Bytes() + l.texts.Bytes() + l.slab.Bytes() + l.order.bytes()
}
