//go:build !js

package workspace

import (
	"encoding/json"
	"io"
	"strconv"

	"hindsight/core/event"
	"hindsight/core/jsontext"
)

// demoMoment is when the demonstration looks back to: that Tuesday at 3 pm.
const demoMoment = "2026-01-06T15:00:00Z"

// WriteDemo writes a demonstration on a domain's sample as indented JSON: events_stored, how many events
// the log has; projections, the rows of every projection at the latest moment; and temporal_query, the
// same at an earlier moment, which it names. The error is the writer's.
func WriteDemo(out io.Writer, domain Domain) error {
	w := New(Options{Now: event.Now, NewID: func() string { return "" }, Domain: domain}) // nothing needs an id
	if err := w.LoadSample(); err != nil {
		return err
	}
	t, err := event.ParseTime(demoMoment)
	if err != nil {
		return err
	}
	s, earlier := w.Snapshot(), AtTime(t)
	text := appendCount([]byte{'{'}, `"events_stored":`, int(s.log.Len()))
	text = append(text, `,"projections":`...)
	text = s.appendStates(text, Latest)
	text = append(text, `,"temporal_query":{"at":`...)
	text = appendAt(text, s.At(earlier))
	text = append(text, `,"projections":`...)
	text = append(s.appendStates(text, earlier), '}', '}')
	return writeIndented(out, text)
}

func appendAt(dst []byte, at At) []byte {
	dst = appendCount(append(dst, '{'), `"position":`, int(at.Position))
	dst = appendName(append(dst, ','), "time")
	dst = jsontext.AppendQuoted(dst, at.Time.String())
	dst = appendName(append(dst, ','), "latest")
	return append(strconv.AppendBool(dst, at.Latest), '}')
}

// appendStates appends the first rows of every projection as an object: {name: [{column: value}]}.
func (s *Snapshot) appendStates(dst []byte, m Moment) []byte {
	dst = append(dst, '{')
	for i := range s.tables {
		v := &s.tables[i]
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(appendName(dst, v.Name), '[')
		rows := 0
		for row := range v.At(s.At(m).Position).Rows() {
			if rows++; rows > 1 {
				dst = append(dst, ',')
			}
			dst = appendName(append(dst, '{'), "key")
			dst = jsontext.AppendQuoted(dst, row.Key)
			for c, column := range v.Columns {
				dst = appendName(append(dst, ','), column.Name)
				dst = row.Value(c, s.Source).AppendJSON(dst)
			}
			dst = append(dst, '}')
		}
		dst = append(dst, ']')
	}
	return append(dst, '}')
}

func writeIndented(w io.Writer, text []byte) error {
	var value json.RawMessage = text
	indented, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(indented, '\n'))
	return err
}

func appendName(dst []byte, name string) []byte { return append(jsontext.AppendQuoted(dst, name), ':') }
