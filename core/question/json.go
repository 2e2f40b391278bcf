package question

import (
	"encoding/json"
	"strconv"

	"hindsight/core/jsontext"
	"hindsight/core/projection"
)

// The functions below append one member of an object, after a comma unless it is the first.

func appendName(dst []byte, name string) []byte {
	if dst[len(dst)-1] != '{' {
		dst = append(dst, ',')
	}
	dst = append(dst, '"')
	dst = append(dst, name...)
	return append(dst, '"', ':')
}

func appendText(dst []byte, name, text string) []byte {
	return jsontext.AppendQuoted(appendName(dst, name), text)
}

func appendTextOrNull(dst []byte, name string, text *string) []byte {
	if text == nil {
		return appendRaw(dst, name, nil)
	}
	return appendText(dst, name, *text)
}

func appendNumber[N int | uint32 | uint64](dst []byte, name string, n N) []byte {
	return strconv.AppendUint(appendName(dst, name), uint64(n), 10)
}

func appendBool(dst []byte, name string, b bool) []byte {
	return strconv.AppendBool(appendName(dst, name), b)
}

func appendRaw(dst []byte, name string, raw json.RawMessage) []byte {
	if raw == nil {
		return append(appendName(dst, name), "null"...)
	}
	return append(appendName(dst, name), raw...)
}

// appendList appends a member that is an array.
func appendList[E any](dst []byte, name string, list []E, element func(dst []byte, e *E) []byte) []byte {
	return appendArray(appendName(dst, name), list, element)
}

func appendArray[E any](dst []byte, list []E, element func(dst []byte, e *E) []byte) []byte {
	dst = append(dst, '[')
	for i := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = element(dst, &list[i])
	}
	return append(dst, ']')
}

func appendQuoted(dst []byte, text *string) []byte { return jsontext.AppendQuoted(dst, *text) }

func appendCount[N int | uint64](dst []byte, n *N) []byte {
	return strconv.AppendUint(dst, uint64(*n), 10)
}

// Values are a row's values in the order of the columns; nil where the row is not there.
//
//ts:type unknown[]
type Values []projection.Value

// AppendJSON appends them as an array, or null.
func (v Values) AppendJSON(dst []byte) []byte {
	if v == nil {
		return append(dst, "null"...)
	}
	return appendArray(dst, v, func(dst []byte, value *projection.Value) []byte { return value.AppendJSON(dst) })
}

// MarshalJSON makes encoding/json write what AppendJSON does.
func (v Values) MarshalJSON() ([]byte, error) { return v.AppendJSON(nil), nil }

func appendFloat(dst []byte, name string, n float64) []byte {
	return strconv.AppendFloat(appendName(dst, name), n, 'f', -1, 64)
}
