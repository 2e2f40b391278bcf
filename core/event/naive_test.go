package event_test

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"hindsight/core/event"
)

var errNaive = errors.New("no event")

// naiveRead reads an event with encoding/json: slow, obvious, and the oracle for [event.Reader].
func naiveRead(text string) (e event.Event, others []event.Member, end int, err error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	var object json.RawMessage
	if err := decoder.Decode(&object); err != nil {
		return e, nil, 0, err
	}
	end = int(decoder.InputOffset())
	e.SchemaVersion, e.Data = 1, "null"
	members, err := naiveMembers(string(object))
	for _, m := range textsLast(members) {
		if m.Value == "null" {
			continue
		}
		known, setErr := naiveSet(&e, m)
		err = errors.Join(err, setErr)
		if !known {
			others = append(others, m)
		}
	}
	return e, others, end, err
}

// textsLast puts dataText and metadataText behind all others: what comes last counts.
func textsLast(members []event.Member) []event.Member {
	isText := func(m event.Member) bool { return m.Name == "dataText" || m.Name == "metadataText" }
	texts := slices.DeleteFunc(slices.Clone(members), func(m event.Member) bool { return !isText(m) })
	return append(slices.DeleteFunc(slices.Clone(members), isText), texts...)
}

func naiveMembers(object string) (all []event.Member, err error) {
	decoder := json.NewDecoder(strings.NewReader(object))
	if token, _ := decoder.Token(); token != json.Delim('{') {
		return nil, errNaive
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
		all = append(all, event.Member{Name: name.(string), Value: string(value)})
	}
	return all, nil
}

func naiveSet(e *event.Event, m event.Member) (known bool, err error) {
	text, textErr := naiveText(m.Value)
	known = true
	switch m.Name {
	case "id":
		e.ID, err = text, textErr
	case "type":
		e.Type, err = text, textErr
	case "stream":
		e.Stream, err = text, textErr
	case "time":
		e.Time, err = naiveTime(text, textErr)
	case "recorded":
		e.Recorded, err = naiveTime(text, textErr)
	case "schemaVersion":
		var n uint16
		if err = json.Unmarshal([]byte(m.Value), &n); n == 0 {
			err = errNaive
		}
		e.SchemaVersion = uint32(n)
	case "data":
		e.Data, err = m.Value, naiveCheck(m.Value, event.MaxData)
	case "dataText":
		e.Data = text
		err = errors.Join(textErr, naiveCheck(text, event.MaxData))
		if !utf8.ValidString(m.Value) { // which encoding/json repairs
			err = errNaive
		}
	case "metadataText":
		e.Metadata = event.StoredMetadata(text)
		err = errors.Join(textErr, naiveMetadata(text))
		if !utf8.ValidString(m.Value) {
			err = errNaive
		}
	case "metadata":
		e.Metadata, err = event.StoredMetadata(m.Value), naiveMetadata(m.Value)
	case "position", "version":
	default:
		known = false
	}
	return known, err
}

func naiveText(value string) (text string, err error) {
	err = json.Unmarshal([]byte(value), &text)
	return text, err
}

func naiveTime(text string, err error) (event.Time, error) {
	if err != nil {
		return 0, err
	}
	return event.ParseTime(text)
}

func naiveCheck(text string, limit int) error {
	if len(text) > limit || !utf8.ValidString(text) || !json.Valid([]byte(text)) || naiveDepth(text) > event.MaxDepth {
		return errNaive
	}
	return nil
}

func naiveDepth(text string) (most int) {
	decoder := json.NewDecoder(strings.NewReader(text))
	for depth := 0; ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return most
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		most = max(most, depth)
	}
}

func naiveMetadata(text string) error {
	members, err := naiveMembers(text)
	for _, m := range members {
		if (m.Name == "correlationId" || m.Name == "causationId") && m.Value[0] != '"' && m.Value != "null" {
			err = errNaive
		}
	}
	return errors.Join(err, naiveCheck(text, event.MaxMetadata))
}
