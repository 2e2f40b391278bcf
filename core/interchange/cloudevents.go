package interchange

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"hindsight/core/event"
	"hindsight/core/jsontext"
)

// ExportSource is the source of an exported event whose metadata names none. It is not kept at import.
const ExportSource = "/hindsight"

// errNoCloudEvent is returned for an object that has no specversion.
var errNoCloudEvent = errors.New("no CloudEvent")

// cloudEvent collects what a CloudEvent says, before it is known to be one.
type cloudEvent struct {
	member     jsontext.Member // the one that is looked at
	attributes []jsontext.Member
	others     []event.Member // for the metadata
	source     int            // index in others, -1 for none
	data       string         // the name of the member that holds the data
}

// readCloudEvent reads the structured CloudEvent at pos of s. It returns errNoCloudEvent for an object
// without specversion, and otherwise what read does.
func (r *Reader) readCloudEvent(e *event.Event, s string) (end int, err error) {
	if s[r.pos] != '{' {
		return r.event.ReadTo(e, s, r.pos) // which says what is wrong
	}
	c := &r.cloud
	c.attributes = c.attributes[:0]
	version := ""
	m := &c.member
	end, err = jsontext.ScanObject(s, r.pos, m, func() error {
		if m.Value != "null" {
			c.attributes = append(c.attributes, *m)
		}
		if m.Name == "specversion" {
			version = m.Value
		}
		return nil
	})
	if err != nil {
		return end, err
	}
	if version == "" {
		if r.sniff {
			return end, errNoCloudEvent
		}
		return end, missing("specversion", `"1.0"`)
	}
	if jsontext.Kind(version) != "a string" || jsontext.Unquote(version) != "1.0" {
		return end, &event.InvalidError{Field: "specversion", Got: short(version), Want: `"1.0"`}
	}
	if err = c.fill(e); err != nil {
		return end, err
	}
	return end, r.addMetadata(e, c.others)
}

// short cuts a text for a message.
func short(value string) string {
	if len(value) > 64 {
		return jsontext.Kind(value)
	}
	return value
}

// fill turns attributes into fields (CloudEvents 1.0.2, JSON Event Format, sections 2 and 3).
func (c *cloudEvent) fill(e *event.Event) error {
	*e = event.Event{SchemaVersion: 1, Data: "null"}
	c.others, c.source, c.data = c.others[:0], -1, ""
	for i := range c.attributes {
		if err := c.set(e, &c.attributes[i]); err != nil {
			return err
		}
	}
	switch {
	case e.ID == "":
		return missing("id", "a name")
	case e.Type == "":
		return missing("type", "a name")
	case c.source < 0:
		return missing("source", "a URI reference")
	}
	source := jsontext.Unquote(c.others[c.source].Value)
	if e.Stream == "" {
		e.Stream = source
	} else if source != ExportSource {
		return nil
	}
	c.others = slices.Delete(c.others, c.source, c.source+1)
	return nil
}

func (c *cloudEvent) set(e *event.Event, a *jsontext.Member) error {
	switch a.Name {
	case "specversion":
		return nil
	case "id", "type", "time":
		return put(e, a.Name, a)
	case "subject":
		return put(e, "stream", a)
	case "recordedtime":
		return put(e, "recorded", a)
	case "source":
		return c.setSource(a)
	case "data", "data_base64":
		return c.setData(e, a)
	case "schemaversion":
		if n := wholeNumber(a.Value); n > 0 {
			e.SchemaVersion = n
			return nil
		}
	case "datacontenttype":
		// Data is JSON unless something else is said (section 3.1), so that this says nothing.
		if strings.EqualFold(a.Value, `"application/json"`) {
			return nil
		}
	case "metadata":
		if text, ok := embedded(a.Value); ok {
			e.Metadata = text
			return nil
		}
	}
	c.others = append(c.others, event.Member{Name: metadataName(a), Value: a.Value})
	return nil
}

// put sets a field of the event by an attribute that has another name.
func put(e *event.Event, field string, a *jsontext.Member) error {
	renamed := *a
	renamed.Name = field
	_, err := event.Set(e, &renamed)
	if invalid, ok := err.(*event.InvalidError); ok {
		invalid.Field = a.Name
	}
	return err
}

func (c *cloudEvent) setSource(a *jsontext.Member) error {
	if jsontext.Kind(a.Value) != "a string" || a.Value == `""` {
		return &event.InvalidError{Field: "source", Got: short(a.Value), Want: "a URI reference"}
	}
	if c.source >= 0 {
		c.others[c.source].Value = a.Value
		return nil
	}
	c.source = len(c.others)
	c.others = append(c.others, event.Member{Name: "source", Value: a.Value})
	return nil
}

// setData keeps data as it is. Base64 stays the string it came as, and metadata says so, by the name that
// CloudEvents 0.3 had for it.
func (c *cloudEvent) setData(e *event.Event, a *jsontext.Member) error {
	if c.data != "" && c.data != a.Name {
		return &event.InvalidError{Field: a.Name, Got: "data and data_base64", Want: "one of them"}
	}
	if a.Name == "data_base64" {
		if jsontext.Kind(a.Value) != "a string" {
			return &event.InvalidError{Field: a.Name, Got: jsontext.Kind(a.Value), Want: "a string"}
		}
		if c.data == "" {
			c.others = append(c.others, base64Encoded)
		}
	}
	c.data = a.Name
	return put(e, "data", a)
}

var base64Encoded = event.Member{Name: "datacontentencoding", Value: `"base64"`}

// wholeNumber returns the schema version that an extension holds, as a number or as text, or 0.
func wholeNumber(value string) uint32 {
	n, err := strconv.ParseUint(strings.Trim(value, `"`), 10, 32)
	if err != nil || n > event.MaxSchemaVersion {
		return 0
	}
	return uint32(n)
}

// embedded returns the metadata that AppendCloudEvent put into a string, because attributes can't hold it.
func embedded(value string) (text string, ok bool) {
	if jsontext.Kind(value) != "a string" {
		return "", false
	}
	text = jsontext.Unquote(value)
	if text == "" || event.ValidateMetadata(text) != nil {
		return "", false
	}
	return event.StoredMetadata(text), true
}

// metadataName returns the name in metadata for an attribute. Names of CloudEvents are in lower case.
func metadataName(a *jsontext.Member) string {
	if jsontext.Kind(a.Value) == "a string" {
		switch a.Name {
		case "correlationid":
			return "correlationId"
		case "causationid":
			return "causationId"
		}
	}
	return a.Name
}
