package jsontext_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/jsontext"
)

// valid and invalid are texts at the borders of RFC 8259.
var valid = []string{
	`null`, `true`, `false`, `0`, `-0`, `12`, `-1.5`, `0.0`, `1e5`, `1E+05`, `1.25e-3`, `-0e0`, `9007199254740993`, `1e999`,
	`""`, `"a"`, `"\""`, `"\\\/\b\f\n\r\t"`, `"\u0000"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\uABCD\uabcd"`, "\"\x7f\"", "\"é\u2028\"", "\"\xff\"",
	`{}`, `[]`, ` { } `, "[\n]", `[1]`, `[1,2]`, `[[],{}]`, `{"a":1}`, `{"a":1,"a":2}`, `{"":{}}`, "\t{ \"a\" : [ 1 , \"b\" ] , \"c\" : null }\r\n",
	`{"__proto__":{"constructor":1}}`, `{"a":"x","b":1,"c":"\n","d":[]}`, `[{"a":[{"b":[]}]},[[[]]]]`, strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000),
	strings.Repeat(`{"a":`, 9_999) + `{}` + strings.Repeat("}", 9_999),
}

var invalid = []string{
	``, ` `, `nul`, `nulll`, `True`, `NaN`, `Infinity`, `undefined`, `01`, `-`, `+1`, `.5`, `1.`, `1.e5`, `1e`, `1e+`, `0x10`, `--1`, `1 2`,
	`"`, `"a`, `'a'`, `"\`, `"\x"`, `"\u12"`, `"\u12g4"`, `"\u123`, "\"\n\"", "\"\x00\"", "\"\x1f\"", `"a"b`,
	`{`, `}`, `[`, `]`, `{]`, `[}`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{,}`, `{"a" 1}`, `{a:1}`, `{1:1}`, `{"a":1 "b":2}`, `{"a":1}}`, `[1,]`, `[,1]`, `[1 2]`,
	`[1]]`, `[[]`, `{"a":[}`, `[{"a":1]`, "\ufeff{}", "{}\x00", "\v1", "\u00a01", `[//c` + "\n]", `/**/1`,
	strings.Repeat("[", 10_001) + strings.Repeat("]", 10_001), strings.Repeat("[", 10_000), strings.Repeat(`{"a":`, 10_001),
}

func TestValidAcceptsWhatEncodingJSONAccepts(t *testing.T) {
	for _, text := range valid {
		require.NoError(t, jsontext.Valid(text), "%.80q", text)
		require.True(t, json.Valid([]byte(text)), "%.80q", text)
	}
	for _, text := range invalid {
		require.Error(t, jsontext.Valid(text), "%.80q", text)
		require.False(t, json.Valid([]byte(text)), "%.80q", text)
	}
}

func TestScanTellsWhereAValueEndsAndHowDeepItIs(t *testing.T) {
	tests := []struct {
		text       string
		end, depth int
	}{
		{`1,`, 1, 0}, {` "a" x`, 4, 0}, {`{}[]`, 2, 1}, {`[[],[[]]]]`, 9, 3}, {`{"a":{"b":1},"c":[]}}`, 20, 2}, {"true\n", 4, 0},
	}
	for _, c := range tests {
		end, depth, err := jsontext.Scan(c.text, 0)
		require.NoError(t, err, c.text)
		require.Equal(t, c.end, end, c.text)
		require.Equal(t, c.depth, depth, c.text)
	}
}

func TestSyntaxErrorsSayWhatWasGotAndWanted(t *testing.T) {
	tests := []struct{ text, message string }{
		{``, `not JSON at byte 1: got the end of the text, want a value`},
		{`[1,]`, `not JSON at byte 4: got ']', want a value`},
		{`[1 é`, `not JSON at byte 4: got 'é', want ',' or ']'`},
		{`{"a":1,}`, `not JSON at byte 8: got '}', want a member's name in double quotes`},
		{`{"a" 1}`, `not JSON at byte 6: got '1', want ':'`},
		{`{"a":1`, `not JSON at byte 7: got the end of the text, want ',' or '}'`},
		{`1 2`, `not JSON at byte 3: got '2', want the end of the text`},
		{`"a`, `not JSON at byte 3: got the end of the text, want a closing '"'`},
		{"\"a\n\"", `not JSON at byte 3: got '\n', want a closing '"', or \n for a line break`},
		{"\"\x00\"", `not JSON at byte 2: got '\x00', want an escape such as \u0000 for a control character`},
		{`"\x"`, `not JSON at byte 3: got 'x', want one of "\/bfnrtu`},
		{`"\u12g"`, `not JSON at byte 6: got 'g', want four hexadecimal digits`},
		{`"\`, `not JSON at byte 3: got the end of the text, want an escape`},
		{`trap`, `not JSON at byte 3: got 'a', want true`},
		{`1.x`, `not JSON at byte 3: got 'x', want a digit`},
		{`-x`, `not JSON at byte 2: got 'x', want a digit`},
		{`1e-`, `not JSON at byte 4: got the end of the text, want a digit`},
		{strings.Repeat("[", 10_001), `not JSON at byte 10001: got '[', want at most 10000 levels`},
		{"\xff", "not JSON at byte 1: got '\ufffd', want a value"},
	}
	for _, c := range tests {
		require.EqualError(t, jsontext.Valid(c.text), c.message)
	}
}

func TestLineColumn(t *testing.T) {
	text := "ab\r\né日x\n"
	tests := []struct{ offset, line, column int }{
		{-1, 1, 1}, {0, 1, 1}, {2, 1, 3}, {3, 1, 4}, {4, 2, 1}, {6, 2, 2}, {9, 2, 3}, {10, 2, 4}, {11, 3, 1}, {99, 3, 1},
	}
	for _, c := range tests {
		line, column := jsontext.LineColumn(text, c.offset)
		require.Equal(t, []int{c.line, c.column}, []int{line, column}, "offset %d", c.offset)
	}
}

// pieces put together give texts that are JSON now and then, and otherwise nearly.
var pieces = rapid.SampledFrom([]string{
	"{", "}", "[", "]", ",", ":", `"`, `"a"`, `"b":`, `"\u00e9"`, `\`, "1", "-", ".", "e", "0", "true", "null", " ", "\n", "é", "\xff", "\x00",
	`{"a":[1,{"b":"c"}]}`, `[[[[`, `]]]]`,
})

func TestValidAgreesWithEncodingJSONOnMixtures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(pieces, 0, 30).Draw(t, "pieces"), "")
		requireAgrees(t, text)
	})
}

// requireAgrees holds everything that reads a whole text to encoding/json.
func requireAgrees(t require.TestingT, text string) {
	err := jsontext.Valid(text)
	require.Equal(t, json.Valid([]byte(text)), err == nil, "%q: %v", text, err)
	if err != nil {
		syntax := err.(*jsontext.SyntaxError)
		require.LessOrEqual(t, syntax.Offset, len(text))
		requireBreaksThere(t, text, syntax.Offset)
		return
	}
	end, depth, err := jsontext.Scan(text, 0)
	require.NoError(t, err)
	require.Equal(t, len(text), jsontext.SkipSpace(text, end))
	require.Equal(t, deepest(text), depth, "%q", text)
	requireSameMembers(t, text)
	requireSameElements(t, text)
}

// requireBreaksThere holds an error's offset to encoding/json's, which counts the bad byte as read.
func requireBreaksThere(t require.TestingT, text string, offset int) {
	var v any
	var syntax *json.SyntaxError
	if err := json.Unmarshal([]byte(text), &v); errorsAs(err, &syntax) && offset < len(text) {
		require.Equal(t, int(syntax.Offset)-1, offset, "%q", text)
	}
}

func errorsAs(err error, target **json.SyntaxError) (ok bool) {
	*target, ok = err.(*json.SyntaxError)
	return ok
}

// deepest counts the levels of a JSON text by its tokens.
func deepest(text string) (most int) {
	decoder := json.NewDecoder(strings.NewReader(text))
	for depth := 0; ; {
		token, err := decoder.Token()
		if err != nil {
			return most
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
			most = max(most, depth)
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, text := range append(append([]string{}, valid...), invalid...) {
		if len(text) < 1000 {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) { requireAgrees(t, text) })
}

func BenchmarkValid(b *testing.B) {
	text := `{"orderId":"order-17","amount":"129.95","currency":"EUR","items":[{"sku":"p-1","quantity":2}],"note":"Grüße aus Köln"}`
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if err := jsontext.Valid(text); err != nil {
			b.Fatal(err)
		}
	}
}
