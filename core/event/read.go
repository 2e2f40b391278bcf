package event

import (
	"fmt"
	"strconv"
	"strings"

	"hindsight/core/jsontext"
)

// Member is a member of an event's JSON object that is no field of an event.
type Member struct {
	Name  string
	Value string // its JSON text
}

// Reader reads events from JSON objects in Hindsight's own field names, in one pass over the text. The
// zero value is ready to use; one Reader can read any number of events, one at a time.
type Reader struct {
	// Others holds, after Read, the members that are no fields of an event, in their order. It is
	// overwritten by the next Read.
	Others []Member
}

// Read reads the event whose object starts at s[i], after white space, and returns it with the index
// behind it. The event shares s's memory, except for texts with escapes.
//
// A missing schemaVersion is 1 and missing data is null; every other missing field is left zero, for
// the caller to fill in before [Event.Validate]. A member that is null counts as not there; of a repeated
// member the last counts. dataText and metadataText hold data and metadata as text; whatever their order,
// they count before data and metadata, which a program may have parsed and thereby rounded. position and
// version are the log's to give and are passed over.
//
// The error is a *[jsontext.SyntaxError], or an *[InvalidError] for a field of the wrong type or for
// data and metadata beyond their limits, which Read has checked as [Event.Validate] would.
func (r *Reader) Read(s string, i int) (e Event, end int, err error) {
	end, err = r.ReadTo(&e, s, i)
	return e, end, err
}

// ReadTo is Read for an event whose place is known, which it overwrites, also when it returns an error.
func (r *Reader) ReadTo(e *Event, s string, i int) (end int, err error) {
	r.Others = r.Others[:0]
	*e = Event{SchemaVersion: 1, Data: "null"}
	i = jsontext.SkipSpace(s, i)
	if i >= len(s) || s[i] != '{' {
		return i, notAnObject(s, i)
	}
	i = jsontext.SkipSpace(s, i+1)
	if i < len(s) && s[i] == '}' {
		return i + 1, nil
	}
	var m jsontext.Member
	var given texts
	for {
		if i, err = jsontext.ScanMember(s, i, &m); err != nil {
			return i, err
		}
		known, err := Set(e, &m)
		if err != nil {
			return i, err
		}
		if !known {
			r.Others = append(r.Others, Member{m.Name, m.Value})
		} else if m.Name == "dataText" || m.Name == "metadataText" {
			given.keep(e, &m)
		}
		i = jsontext.SkipSpace(s, i)
		if i < len(s) && s[i] == '}' {
			given.restore(e)
			return i + 1, nil
		}
		if i >= len(s) || s[i] != ',' {
			return i, jsontext.Unexpected(s, i, "',' or '}'")
		}
		i = jsontext.SkipSpace(s, i+1)
	}
}

// texts are the data and the metadata that were given as text; nil for what was not.
type texts struct{ data, metadata *string }

// keep notes what Set made of dataText or metadataText.
func (t *texts) keep(e *Event, m *jsontext.Member) {
	if m.Value == "null" {
		return
	}
	if m.Name == "dataText" {
		data := e.Data
		t.data = &data
	} else {
		metadata := e.Metadata
		t.metadata = &metadata
	}
}

// restore puts them back, where a member that is not text came after them.
func (t *texts) restore(e *Event) {
	if t.data != nil {
		e.Data = *t.data
	}
	if t.metadata != nil {
		e.Metadata = *t.metadata
	}
}

func notAnObject(s string, i int) error {
	if _, _, err := jsontext.Scan(s, i); err != nil {
		return err
	}
	return invalid("event", jsontext.Kind(s[i:]), "an object")
}

// Set puts a member of an event's JSON object into the field it belongs to; known is false when there is
// no such field. null changes nothing. The error is an *[InvalidError], as described at [Reader.Read].
func Set(e *Event, m *jsontext.Member) (known bool, err error) {
	switch m.Name {
	case "id":
		return true, setText(&e.ID, m)
	case "type":
		return true, setText(&e.Type, m)
	case "stream":
		return true, setText(&e.Stream, m)
	case "time":
		return true, setTime(&e.Time, m)
	case "recorded":
		return true, setTime(&e.Recorded, m)
	case "schemaVersion":
		return true, setSchemaVersion(e, m)
	case "data":
		return true, setData(e, m)
	case "dataText":
		return true, setDataText(e, m)
	case "metadata":
		return true, setMetadata(e, m)
	case "metadataText":
		return true, setMetadataText(e, m)
	case "position", "version":
		return true, nil
	}
	return m.Value == "null", nil
}

func setText(field *string, m *jsontext.Member) error {
	if m.Value[0] == '"' {
		*field = m.Text()
		return nil
	}
	if m.Value == "null" {
		return nil
	}
	return invalid(m.Name, jsontext.Kind(m.Value), "a string")
}

func setTime(field *Time, m *jsontext.Member) error {
	var text string
	if err := setText(&text, m); err != nil || m.Value == "null" {
		return err
	}
	t, err := ParseTime(text)
	if err != nil {
		e := err.(*TimeError)
		return invalid(m.Name, strconv.Quote(e.Text), e.Want)
	}
	*field = t
	return nil
}

func setSchemaVersion(e *Event, m *jsontext.Member) error {
	if m.Value == "null" {
		return nil
	}
	n, err := strconv.ParseUint(m.Value, 10, 32)
	if err != nil || n < 1 || n > MaxSchemaVersion {
		got := m.Value
		if len(got) > 32 {
			got = jsontext.Kind(got)
		}
		return invalid("schemaVersion", got, fmt.Sprintf("a whole number from 1 to %d", MaxSchemaVersion))
	}
	e.SchemaVersion = uint32(n)
	return nil
}

func setData(e *Event, m *jsontext.Member) error {
	if m.Value == "null" {
		return nil
	}
	if len(m.Value) > MaxData {
		return tooLong("data", len(m.Value), MaxData)
	}
	e.Data = m.Value
	return validateValue("data", m.Value, m.Depth)
}

func setDataText(e *Event, m *jsontext.Member) error {
	if m.Value == "null" {
		return nil
	}
	if err := setText(&e.Data, m); err != nil {
		return err
	}
	return validateJSON("dataText", e.Data, MaxData)
}

func setMetadata(e *Event, m *jsontext.Member) error {
	if m.Value == "null" {
		return nil
	}
	if len(m.Value) > MaxMetadata {
		return tooLong("metadata", len(m.Value), MaxMetadata)
	}
	if err := validateValue("metadata", m.Value, m.Depth); err != nil {
		return err
	}
	e.Metadata = StoredMetadata(m.Value)
	return validateMetadata(m.Value)
}

func setMetadataText(e *Event, m *jsontext.Member) error {
	if m.Value == "null" {
		return nil
	}
	var text string
	if err := setText(&text, m); err != nil {
		return err
	}
	if err := validateJSON("metadataText", text, MaxMetadata); err != nil {
		return err
	}
	e.Metadata = StoredMetadata(text)
	return validateMetadata(text)
}

// hasLineBreak is strings.ContainsAny, several times as fast.
func hasLineBreak(s string) bool {
	return strings.IndexByte(s, '\n') >= 0 || strings.IndexByte(s, '\r') >= 0
}

// StoredMetadata returns valid metadata as the log keeps it: byte for byte, but {} as "".
func StoredMetadata(text string) string {
	if text == "{}" {
		return ""
	}
	return text
}

// OneLine returns the JSON text without line breaks, which in valid JSON are only white space, and
// without white space around it, so that the text fits a line of NDJSON.
func OneLine(text string) string {
	text = strings.Trim(text, " \t\r\n")
	if !hasLineBreak(text) {
		return text
	}
	line := []byte(text)
	for i, b := range line {
		if b == '\r' || b == '\n' {
			line[i] = ' '
		}
	}
	return string(line)
}
