package interchange

import (
	"encoding/binary"
	"hash/fnv"
	"strconv"
	"strings"
	"unsafe"

	"hindsight/core/event"
	"hindsight/core/jsontext"
)

// read reads the value at pos of s into the place behind the batch's last event. The error is a
// *jsontext.SyntaxError or an *event.InvalidError.
func (r *Reader) read(s string) (end int, err error) {
	e := &r.events[len(r.lines)]
	if r.ce {
		end, err = r.readCloudEvent(e, s)
		if !r.sniff || err != errNoCloudEvent {
			return end, err
		}
		r.ce = false
	}
	end, err = r.event.ReadTo(e, s, r.pos)
	if _, invalid := err.(*event.InvalidError); r.sniff && (invalid || len(r.event.Others) > 0) {
		if cloudEnd, cloudErr := r.readCloudEvent(e, s); cloudErr != errNoCloudEvent {
			r.ce = true
			return cloudEnd, cloudErr
		}
	}
	if err == nil {
		err = r.complete(e, s[r.pos:end])
	}
	return end, err
}

// complete fills in what an event in Hindsight's own names does not say itself.
func (r *Reader) complete(e *event.Event, text string) error {
	if e.Stream == "" {
		return missing("stream", "a name")
	}
	if e.Type == "" {
		return missing("type", "a name")
	}
	if e.ID == "" {
		e.ID = r.makeID(text)
	}
	return r.addMetadata(e, r.event.Others)
}

func missing(field, want string) error {
	return &event.InvalidError{Field: field, Got: "nothing", Want: want}
}

// makeID returns the id for an event that has none: a UUID of version 8 that holds the 128-bit FNV-1a
// hash of its place in the file and its bytes. Two events that are alike, in one file, are two events.
func (r *Reader) makeID(text string) string {
	name := make([]byte, 0, 20+len(text))
	name = strconv.AppendInt(name, int64(r.values)+1, 10)
	name = append(append(name, ' '), text...)
	hash := fnv.New128a()
	hash.Write(name)
	sum := hash.Sum(nil)
	return event.UUIDv8(binary.BigEndian.Uint64(sum), binary.BigEndian.Uint64(sum[8:]))
}

// addMetadata adds members to an event's metadata, except those that it has.
func (r *Reader) addMetadata(e *event.Event, members []event.Member) error {
	if len(members) == 0 {
		return nil
	}
	size := len(e.Metadata)
	for _, m := range members {
		size += len(m.Name) + len(m.Value)
	}
	if size > event.MaxMetadata {
		return &event.InvalidError{Field: "metadata", Got: decimal(size) + " bytes with the members that are no fields of an event",
			Want: "at most " + decimal(event.MaxMetadata)}
	}
	has := make(map[string]struct{})
	for name := range jsontext.Members(e.Metadata) {
		has[name] = struct{}{}
	}
	start := len(r.extra)
	r.extra = append(r.extra, openObject(e.Metadata)...)
	comma, added := len(has) > 0, false
	for _, m := range members {
		if _, ok := has[m.Name]; ok {
			continue
		}
		if comma {
			r.extra = append(r.extra, ',')
		}
		comma, added = true, true
		r.extra = jsontext.AppendQuoted(r.extra, m.Name)
		r.extra = append(r.extra, ':')
		r.extra = append(r.extra, m.Value...)
	}
	if !added {
		r.extra = r.extra[:start]
		return nil
	}
	r.extra = append(r.extra, '}')
	e.Metadata = unsafe.String(&r.extra[start], len(r.extra)-start)
	return event.ValidateMetadata(e.Metadata)
}

// openObject returns an event's metadata without what closes the object.
func openObject(metadata string) string {
	if metadata == "" {
		return "{"
	}
	const space = " \t\r\n"
	return strings.TrimRight(strings.TrimSuffix(strings.TrimRight(metadata, space), "}"), space)
}
