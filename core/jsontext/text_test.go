package jsontext_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/jsontext"
)

func TestUnquoteAgreesWithEncodingJSON(t *testing.T) {
	for _, text := range valid {
		if text[0] == '"' && utf8.ValidString(text) {
			requireUnquotes(t, text)
		}
	}
	pieces := rapid.SampledFrom([]string{
		"a", "é", "😀", `\n`, `\\`, `\"`, `\/`, `\b`, `\f`, `\r`, `\t`, `\u0041`, `\u00E9`, `\ud83d`, `\ude00`, `\uD83D\uDE00`, `\ud83d\u0041`, `\ud83dx`, "u", "0",
	})
	rapid.Check(t, func(t *rapid.T) {
		requireUnquotes(t, `"`+strings.Join(rapid.SliceOf(pieces).Draw(t, "pieces"), "")+`"`)
	})
}

func requireUnquotes(t require.TestingT, quoted string) {
	var want string
	require.NoError(t, json.Unmarshal([]byte(quoted), &want))
	require.Equal(t, want, jsontext.Unquote(quoted), "%q", quoted)
}

func TestAppendQuotedIsValidForAnyBytes(t *testing.T) {
	for _, text := range []string{"", `"\/`, "\b\f\n\r\t\x00\x1f\x7f", "é😀\u2028", "a\xffb", "\xe9", "\xf0\x9f\x98", "\xed\xa0\x80", "<&>"} {
		requireQuotes(t, text)
	}
	rapid.Check(t, func(t *rapid.T) { requireQuotes(t, string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))) })
}

func requireQuotes(t require.TestingT, text string) {
	quoted := string(jsontext.AppendQuoted([]byte("x"), text)[1:])
	require.True(t, utf8.ValidString(quoted))
	require.NoError(t, jsontext.Valid(quoted))
	require.Equal(t, validUTF8(text), jsontext.Unquote(quoted))
	requireUnquotes(t, quoted)
}

func FuzzQuote(f *testing.F) {
	for _, text := range []string{"", `"\/`, "\b\f\n\r\t\x00\x1f\x7f", "é😀\u2028", "a\xffb", "\xed\xa0\x80", `\ud83d\ude00`, `\u0041`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		requireQuotes(t, text)
		if quoted := `"` + text + `"`; utf8.ValidString(text) && jsontext.Valid(quoted) == nil {
			requireUnquotes(t, quoted)
		}
	})
}

func TestKind(t *testing.T) {
	for raw, kind := range map[string]string{
		`{}`: "an object", `[]`: "an array", `""`: "a string", `true`: "a boolean", `false`: "a boolean", `null`: "null", `-1`: "a number", ``: "nothing",
	} {
		require.Equal(t, kind, jsontext.Kind(raw))
	}
}

func ExampleUnquote() {
	fmt.Println(jsontext.Unquote(`"Gr\u00fc\u00dfe \ud83d\ude00"`))
	// Output: Grüße 😀
}

func ExampleAppendQuoted() {
	fmt.Printf("%s\n", jsontext.AppendQuoted(nil, "a \"b\"\n<c>\xff"))
	// Output: "a \"b\"\n<c>�"
}
