package jsontext_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/jsontext"
)

type member struct{ name, value string }

// requireSameMembers holds Members and ScanObject to a walk with a json.Decoder. text must be JSON.
func requireSameMembers(t require.TestingT, text string) {
	want := decodedMembers(t, text)
	var got, scanned []member
	for name, value := range jsontext.Members(text) {
		got = append(got, member{validUTF8(name), value})
	}
	require.Equal(t, want, got, "%q", text)
	if len(want) > 0 {
		var m jsontext.Member
		end, err := jsontext.ScanObject(text, 0, &m, func() error {
			scanned = append(scanned, member{validUTF8(m.Name), m.Value})
			require.Equal(t, deepest(m.Value), m.Depth)
			require.Equal(t, m.Value[0] == '"' && !strings.Contains(m.Value, `\`), m.Plain)
			if m.Value[0] == '"' {
				require.Equal(t, jsontext.Unquote(m.Value), m.Text())
			}
			return nil
		})
		require.NoError(t, err)
		require.Equal(t, len(text), jsontext.SkipSpace(text, end))
		require.Equal(t, want, scanned, "%q", text)
	}
}

func decodedMembers(t require.TestingT, text string) (all []member) {
	decoder := json.NewDecoder(strings.NewReader(text))
	if token, _ := decoder.Token(); token != json.Delim('{') {
		return nil
	}
	for decoder.More() {
		name, err := decoder.Token()
		require.NoError(t, err)
		var value json.RawMessage
		require.NoError(t, decoder.Decode(&value))
		all = append(all, member{name.(string), string(value)})
	}
	return all
}

// requireSameElements holds Elements to a walk with a json.Decoder. text must be JSON.
func requireSameElements(t require.TestingT, text string) {
	var want, got []string
	decoder := json.NewDecoder(strings.NewReader(text))
	if token, _ := decoder.Token(); token == json.Delim('[') {
		for decoder.More() {
			var value json.RawMessage
			require.NoError(t, decoder.Decode(&value))
			want = append(want, string(value))
		}
	}
	for value := range jsontext.Elements(text) {
		got = append(got, value)
	}
	require.Equal(t, want, got, "%q", text)
}

// validUTF8 does what encoding/json does to bytes that are no UTF-8.
func validUTF8(s string) string { return string([]rune(s)) }

func TestMembersAndElementsStopWhenTheCallerDoes(t *testing.T) {
	for name := range jsontext.Members(`{"a":1,"b":2}`) {
		require.Equal(t, "a", name)
		break
	}
	for value := range jsontext.Elements(`[1,2]`) {
		require.Equal(t, "1", value)
		break
	}
}

func TestScanObjectStopsAtTheFirstError(t *testing.T) {
	full := errors.New("full")
	calls := 0
	_, err := jsontext.ScanObject(`{"a":1,"b":2}`, 0, new(jsontext.Member), func() error { calls++; return full })
	require.ErrorIs(t, err, full)
	require.Equal(t, 1, calls)

	for text, message := range map[string]string{
		``:            `not JSON at byte 1: got the end of the text, want an object`,
		`[]`:          `not JSON at byte 1: got '[', want an object`,
		`{`:           `not JSON at byte 2: got the end of the text, want a member's name in double quotes`,
		`{"a":1,}`:    `not JSON at byte 8: got '}', want a member's name in double quotes`,
		`{"a":1]`:     `not JSON at byte 7: got ']', want ',' or '}'`,
		`{"a`:         `not JSON at byte 4: got the end of the text, want a closing '"'`,
		`{"a"1}`:      `not JSON at byte 5: got '1', want ':'`,
		`{"a":tru}`:   `not JSON at byte 9: got '}', want true`,
		`{"a":[1,2}}`: `not JSON at byte 10: got '}', want ',' or ']'`,
	} {
		_, err := jsontext.ScanObject(text, 0, new(jsontext.Member), func() error { return nil })
		require.EqualError(t, err, message, text)
	}
}

func ExampleMembers() {
	for name, value := range jsontext.Members(`{"sku": "p-1", "quantity": 2}`) {
		fmt.Println(name, "is", value)
	}
	// Output:
	// sku is "p-1"
	// quantity is 2
}

func ExampleElements() {
	for value := range jsontext.Elements(`[1, "two", {"three": 3}]`) {
		fmt.Println(value)
	}
	// Output:
	// 1
	// "two"
	// {"three": 3}
}

func ExampleValid() {
	text := "{\n  \"total\": 01\n}"
	err := jsontext.Valid(text)
	fmt.Println(err)

	var syntax *jsontext.SyntaxError
	if errors.As(err, &syntax) {
		line, column := jsontext.LineColumn(text, syntax.Offset)
		fmt.Printf("line %d, column %d\n", line, column)
	}
	// Output:
	// not JSON at byte 15: got '1', want ',' or '}'
	// line 2, column 13
}
