package logfile

import (
	"encoding/binary"
	"fmt"

	"hindsight/core/column"
	"hindsight/core/event"
)

// The content of a block is
//
//	first position
//	number of streams, and the name of each
//	number of types, and the name of each
//	number of events, and each of them
//	padding
//
// and an event is
//
//	stream, type    as places in the lists of names, from 0
//	schema version
//	recorded        since that of the event before it, or since Time 0
//	time            since recorded, and signed
//	id, metadata, data    the three lengths, then the three texts
//
// Numbers are varints, as in package encoding/binary, and a name is its length and its bytes. Version is
// not kept: it is counted. The padding is 4 to 11 bytes 0xff: see [lost].
const (
	padByte    = 0xff
	minPadding = 4
)

// encoder encodes blocks, one at a time, in memory that it keeps.
type encoder struct {
	streams, types nameList
	events         []byte
}

// appendContent appends the content of a block of these events. It panics for events that the log can't
// have given out: see [Log.Append].
func (x *encoder) appendContent(dst []byte, events []event.Event, recorded event.Time) []byte {
	start, last := len(dst), recorded
	x.streams.reset()
	x.types.reset()
	x.events = x.events[:0]
	for i, base := 0, event.Time(0); i < len(events); i++ {
		e := &events[i]
		if e.Position != events[0].Position+uint64(i) || e.Recorded < last || !fits(e) {
			panic(fmt.Sprintf("logfile: Log.Append: event %d of the batch is none that a log gives out: %+v", i, *e))
		}
		x.encode(e, base)
		base, last = e.Recorded, e.Recorded
	}
	dst = binary.AppendUvarint(dst, events[0].Position)
	dst = x.streams.append(dst)
	dst = x.types.append(dst)
	dst = binary.AppendUvarint(dst, uint64(len(events)))
	dst = append(dst, x.events...)
	for n := len(dst) - start + minPadding; len(dst)-start < (n+7)&^7; {
		dst = append(dst, padByte)
	}
	return dst
}

func (x *encoder) encode(e *event.Event, base event.Time) {
	dst := binary.AppendUvarint(x.events, x.streams.number(e.Stream))
	dst = binary.AppendUvarint(dst, x.types.number(e.Type))
	dst = binary.AppendUvarint(dst, uint64(e.SchemaVersion))
	dst = binary.AppendUvarint(dst, uint64(e.Recorded-base))
	dst = binary.AppendVarint(dst, int64(e.Time-e.Recorded))
	dst = binary.AppendUvarint(dst, uint64(len(e.ID)))
	dst = binary.AppendUvarint(dst, uint64(len(e.Metadata)))
	dst = binary.AppendUvarint(dst, uint64(len(e.Data)))
	dst = append(dst, e.ID...)
	dst = append(dst, e.Metadata...)
	x.events = append(dst, e.Data...)
}

// fits tells whether an event is within the limits of its fields, as far as a store relies on them.
func fits(e *event.Event) bool {
	return 0 < len(e.ID) && len(e.ID) <= event.MaxID &&
		0 < len(e.Stream) && len(e.Stream) <= event.MaxStream &&
		0 < len(e.Type) && len(e.Type) <= event.MaxType &&
		0 < len(e.Data) && len(e.Data) <= event.MaxData && len(e.Metadata) <= event.MaxMetadata &&
		1 <= e.SchemaVersion && e.SchemaVersion <= event.MaxSchemaVersion &&
		event.MinTime <= e.Time && e.Time <= event.MaxTime &&
		event.MinTime <= e.Recorded && e.Recorded <= event.MaxTime
}

// nameList numbers the names of a block in the order they came.
type nameList struct {
	texts []string     // the events' own
	index column.Index // to texts
	last  uint64       // the number asked for last: events of one stream often follow each other
	names []byte       // each as its length and its bytes
}

func (l *nameList) reset() {
	clear(l.texts) // or they would keep the last block's events
	l.texts, l.names, l.last = l.texts[:0], l.names[:0], 0
	l.index.Clear()
}

func (l *nameList) number(name string) uint64 {
	if l.last < uint64(len(l.texts)) && l.texts[l.last] == name {
		return l.last
	}
	hash := column.Hash(name)
	n, ok := l.index.Find(hash, func(n uint32) bool { return l.texts[n] == name })
	if !ok {
		n = uint32(len(l.texts))
		l.texts = append(l.texts, name)
		l.index.Add(hash, n)
		l.names = append(binary.AppendUvarint(l.names, uint64(len(name))), name...)
	}
	l.last = uint64(n)
	return l.last
}

func (l *nameList) append(dst []byte) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(l.texts))), l.names...)
}
