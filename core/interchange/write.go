package interchange

import (
	"strconv"
	"strings"

	"hindsight/core/event"
	"hindsight/core/jsontext"
)

// AppendNDJSON appends the event as a line of [HindsightNDJSON], its line feed included. Importing the
// lines of a log into an empty one gives the same log.
func AppendNDJSON(dst []byte, e *event.Event) []byte { return append(e.AppendJSON(dst), '\n') }

// AppendCloudEvent appends the event as a line of [CloudEventsNDJSON], its line feed included. Importing
// it gives the same event, but for Data, whose line breaks become spaces and which loses white space
// around it.
//
// CloudEvents 1.0.2 has id, type, time and data; stream becomes subject, recorded recordedtime,
// schemaVersion the extension schemaversion, correlationId and causationId correlationid and causationid.
// The other members of metadata become extensions where an extension can hold them; where one can't be,
// all of the metadata also goes into the extension metadata, as a string.
func AppendCloudEvent(dst []byte, e *event.Event) []byte {
	metadata := event.FieldsOf(e.Metadata)
	plain := isPlain(e)
	dst = append(dst, `{"specversion":"1.0"`...)
	dst = appendText(dst, "id", e.ID)
	if source, err := metadata.Name("source"); err != nil {
		dst = appendText(dst, "source", ExportSource)
	} else if !plain {
		dst = appendText(dst, "source", source)
	}
	dst = appendText(dst, "type", e.Type)
	dst = appendText(dst, "subject", e.Stream)
	dst = appendTime(dst, "time", e.Time)
	dst = appendTime(dst, "recordedtime", e.Recorded)
	if e.SchemaVersion != 1 {
		dst = append(dst, `,"schemaversion":`...)
		dst = strconv.AppendUint(dst, uint64(e.SchemaVersion), 10)
	}
	if plain {
		dst = appendExtensions(dst, e.Metadata)
	} else {
		dst = appendEmbedded(dst, e.Metadata, &metadata)
	}
	dst = append(dst, ',')
	dst = jsontext.AppendQuoted(dst, dataName(e, &metadata))
	dst = append(dst, ':')
	dst = append(dst, event.OneLine(e.Data)...)
	return append(dst, '}', '\n')
}

func appendText(dst []byte, name, text string) []byte {
	dst = append(dst, ',', '"')
	dst = append(dst, name...)
	dst = append(dst, '"', ':')
	return jsontext.AppendQuoted(dst, text)
}

func appendTime(dst []byte, name string, t event.Time) []byte {
	if t == 0 {
		return dst
	}
	dst = append(dst, ',', '"')
	dst = append(dst, name...)
	dst = append(dst, '"', ':', '"')
	return append(t.AppendText(dst), '"')
}

func dataName(e *event.Event, metadata *event.Fields) string {
	encoding, _ := metadata.Text(base64Encoded.Name)
	if encoding == "base64" && jsontext.Kind(strings.TrimSpace(e.Data)) == "a string" {
		return "data_base64"
	}
	return "data"
}

// appendExtensions appends metadata that isPlain as attributes.
func appendExtensions(dst []byte, metadata string) []byte {
	for name, value := range jsontext.Members(metadata) {
		if name != base64Encoded.Name {
			dst = append(dst, ',')
			dst = appendMember(dst, attributeName(name), value)
		}
	}
	return dst
}

// appendEmbedded appends metadata that attributes can't hold: as a string, and those members by their
// own name that other programs know.
func appendEmbedded(dst []byte, text string, metadata *event.Fields) []byte {
	for _, name := range [...]string{"datacontenttype", "dataschema", "correlationId", "causationId"} {
		if value, err := metadata.Name(name); err == nil {
			dst = appendText(dst, attributeName(name), value)
		}
	}
	return appendText(dst, "metadata", text)
}

func appendMember(dst []byte, name, value string) []byte {
	dst = jsontext.AppendQuoted(dst, name)
	dst = append(dst, ':')
	return append(dst, value...)
}

func attributeName(name string) string {
	switch name {
	case "correlationId":
		return "correlationid"
	case "causationId":
		return "causationid"
	}
	return name
}

// maxPlain bounds the work for one event; more extensions would hardly be looked at by anybody.
const maxPlain = 32

// isPlain tells whether attributes can hold the event's metadata, so that importing them gives the same
// text again.
func isPlain(e *event.Event) bool {
	if e.Metadata == "" {
		return true
	}
	var again []byte
	var names []string
	for name, value := range jsontext.Members(e.Metadata) {
		last := len(again)+len(name)+len(value)+len(`,"":}`) == len(e.Metadata)
		if len(names) == maxPlain || contains(names, name) || !isExtension(e, name, value, last) {
			return false
		}
		names = append(names, name)
		again = append(again, ',')
		again = appendMember(again, name, value)
	}
	return len(again) > 0 && "{"+string(again[1:])+"}" == e.Metadata
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// isExtension tells whether a member of metadata can be an attribute and comes back as it was.
func isExtension(e *event.Event, name, value string, last bool) bool {
	switch name {
	case "correlationId", "causationId":
		return true
	case "source":
		return value != `"`+ExportSource+`"` && value != `""` && value[0] == '"'
	case "datacontenttype":
		return value[0] == '"' && !strings.EqualFold(value, `"application/json"`)
	case base64Encoded.Name:
		return last && value == base64Encoded.Value && e.Data[0] == '"'
	case "specversion", "id", "type", "subject", "time", "data", "recordedtime", "schemaversion",
		"correlationid", "causationid", "metadata":
		return false
	}
	return isAttributeName(name) && isAttributeValue(value)
}

// isAttributeName holds a name to CloudEvents 1.0.2, section 3.1.
func isAttributeName(name string) bool {
	for i := 0; i < len(name); i++ {
		if c := name[i]; (c < 'a' || 'z' < c) && (c < '0' || '9' < c) {
			return false
		}
	}
	return 0 < len(name) && len(name) <= 20
}

// isAttributeValue holds a value to the types of CloudEvents 1.0.2, section 3.2: a string, a boolean or
// an integer of 32 bits.
func isAttributeValue(value string) bool {
	switch jsontext.Kind(value) {
	case "a string", "a boolean":
		return true
	case "a number":
		_, err := strconv.ParseInt(value, 10, 32)
		return err == nil
	}
	return false
}
