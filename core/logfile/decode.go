package logfile

import (
	"unsafe"

	"hindsight/core/event"
)

// decoder decodes blocks, one at a time, in memory that it keeps. The events it returns lie in the
// content and are valid until the next call.
type decoder struct {
	streams, types []string
	events         []event.Event
}

// leastEvent is how many bytes an event takes at the least: eight numbers, an id and data.
const leastEvent = 10

// decode decodes the content of a block; ok is false when it is none. recorded is that of the event
// before. It never takes more memory than a small multiple of the content, whatever that says.
func (d *decoder) decode(content []byte, recorded event.Time) (events []event.Event, ok bool) {
	r := reader{text: unsafe.String(unsafe.SliceData(content), len(content))}
	first := r.number()
	d.streams = r.names(d.streams[:0], event.MaxStream)
	d.types = r.names(d.types[:0], event.MaxType)
	count := r.number()
	if r.bad || count == 0 || count > uint64(len(content)/leastEvent) {
		return nil, false
	}
	if cap(d.events) < int(count) {
		d.events = make([]event.Event, count)
	}
	events = d.events[:count]
	for i, base := 0, event.Time(0); i < len(events); i++ {
		e := &events[i]
		if !d.event(&r, e, base) || e.Recorded < recorded {
			return nil, false
		}
		e.Position = first + uint64(i)
		base, recorded = e.Recorded, e.Recorded
	}
	return events, r.padded()
}

// event decodes one event. Its position and version are left for the caller to set.
func (d *decoder) event(r *reader, e *event.Event, base event.Time) bool {
	stream, typ, schema := r.number(), r.number(), r.number()
	recorded := base + event.Time(r.number())
	time := recorded + event.Time(r.signed())
	id, metadata, data := r.number(), r.number(), r.number()
	if stream >= uint64(len(d.streams)) || typ >= uint64(len(d.types)) || schema > event.MaxSchemaVersion ||
		id > event.MaxID || metadata > event.MaxMetadata || data > event.MaxData {
		return false
	}
	text := r.take(id + metadata + data)
	if r.bad {
		return false
	}
	*e = event.Event{
		ID: text[:id], Stream: d.streams[stream], Type: d.types[typ], SchemaVersion: uint32(schema),
		Time: time, Recorded: recorded, Metadata: text[id : id+metadata], Data: text[id+metadata:],
	}
	return fits(e)
}

// reader reads a text from its start on. Once something is not there, it is bad and stays so.
type reader struct {
	text string
	at   int
	bad  bool
}

func (r *reader) number() uint64 {
	if r.at < len(r.text) && r.text[r.at] < 0x80 {
		r.at++
		return uint64(r.text[r.at-1])
	}
	return r.longNumber()
}

func (r *reader) longNumber() (n uint64) {
	for shift := 0; shift < 64 && r.at < len(r.text); shift += 7 {
		b := r.text[r.at]
		r.at++
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			r.bad = r.bad || shift == 63 && b > 1
			return n
		}
	}
	r.bad = true
	return 0
}

func (r *reader) signed() int64 {
	n := r.number()
	return int64(n>>1) ^ -int64(n&1)
}

// take returns the next n bytes.
func (r *reader) take(n uint64) string {
	if r.bad || n > uint64(len(r.text)-r.at) {
		r.bad = true
		return ""
	}
	r.at += int(n)
	return r.text[r.at-int(n) : r.at]
}

// names reads a list of names of up to this many bytes each.
func (r *reader) names(dst []string, limit uint64) []string {
	for count := r.number(); count > 0 && !r.bad; count-- {
		length := r.number()
		r.bad = r.bad || length == 0 || length > limit
		dst = append(dst, r.take(length))
	}
	return dst
}

// padded tells whether nothing but the padding is left.
func (r *reader) padded() bool {
	rest := r.text[r.at:]
	if r.bad || len(r.text)%8 != 0 || len(rest) < minPadding || len(rest) >= minPadding+8 {
		return false
	}
	for i := range len(rest) {
		if rest[i] != padByte {
			return false
		}
	}
	return true
}
