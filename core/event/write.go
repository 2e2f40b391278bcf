package event

import (
	"strconv"
	"strings"

	"hindsight/core/jsontext"
)

// AppendJSON appends the event as one JSON object on one line, in Hindsight's own field names, which
// [Reader] reads back to an equal event. Metadata and data go in byte for byte: as they are, or, where they
// have line breaks or white space around them that would get lost, as the strings metadataText and dataText.
func (e *Event) AppendJSON(dst []byte) []byte {
	dst = e.appendEnvelope(dst)
	if e.Metadata != "" {
		dst = appendExact(dst, "metadata", e.Metadata)
	}
	return append(appendExact(dst, "data", e.Data), '}')
}

// appendExact appends a member that is JSON of its own, such that reading it gives the same bytes.
func appendExact(dst []byte, name, text string) []byte {
	dst = append(dst, ',', '"')
	dst = append(dst, name...)
	if hasLineBreak(text) || strings.Trim(text, " \t") != text {
		return jsontext.AppendQuoted(append(dst, `Text":`...), text)
	}
	return append(append(dst, `":`...), text...)
}

func (e *Event) appendEnvelope(dst []byte) []byte {
	dst = append(dst, `{"position":`...)
	dst = strconv.AppendUint(dst, e.Position, 10)
	dst = append(dst, `,"id":`...)
	dst = jsontext.AppendQuoted(dst, e.ID)
	dst = append(dst, `,"stream":`...)
	dst = jsontext.AppendQuoted(dst, e.Stream)
	dst = append(dst, `,"version":`...)
	dst = strconv.AppendUint(dst, e.Version, 10)
	dst = append(dst, `,"type":`...)
	dst = jsontext.AppendQuoted(dst, e.Type)
	dst = append(dst, `,"schemaVersion":`...)
	dst = strconv.AppendUint(dst, uint64(e.SchemaVersion), 10)
	dst = appendTime(dst, `,"time":"`, e.Time)
	return appendTime(dst, `,"recorded":"`, e.Recorded)
}

// appendTime appends a member that is a time, unless there is none.
func appendTime(dst []byte, name string, t Time) []byte {
	if t == 0 {
		return dst
	}
	dst = append(dst, name...)
	return append(t.AppendText(dst), '"')
}
