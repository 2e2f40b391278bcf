package event

import (
	"strconv"
	"strings"

	"hindsight/core/jsontext"
)

// AppendJSON appends the event as one JSON object on one line, in Hindsight's own field names, which
// [Reader] reads back to an equal event. Data goes in byte for byte: as data, or, where it has line
// breaks or white space around it that would get lost, as the string dataText.
func (e *Event) AppendJSON(dst []byte) []byte {
	dst = e.appendEnvelope(dst)
	if e.Metadata != "" {
		dst = append(dst, `,"metadata":`...)
		dst = append(dst, e.Metadata...)
	}
	if hasLineBreak(e.Data) || strings.Trim(e.Data, " \t") != e.Data {
		dst = append(dst, `,"dataText":`...)
		dst = jsontext.AppendQuoted(dst, e.Data)
	} else {
		dst = append(dst, `,"data":`...)
		dst = append(dst, e.Data...)
	}
	return append(dst, '}')
}

// AppendPage appends the event as AppendJSON does, but always with dataText in place of data, so that
// whoever parses it gets the stored bytes, and always with metadata.
func (e *Event) AppendPage(dst []byte) []byte {
	dst = e.appendEnvelope(dst)
	dst = append(dst, `,"metadata":`...)
	if e.Metadata == "" {
		dst = append(dst, '{', '}')
	}
	dst = append(dst, e.Metadata...)
	dst = append(dst, `,"dataText":`...)
	dst = jsontext.AppendQuoted(dst, e.Data)
	return append(dst, '}')
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
