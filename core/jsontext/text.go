package jsontext

import (
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Unquote returns what the JSON string raw says. raw must be a valid JSON string with its quotes, as
// [Scan] found it. Without escapes the result shares raw's memory. Half of a surrogate pair becomes
// U+FFFD, as encoding/json does it.
func Unquote(raw string) string {
	body := raw[1 : len(raw)-1]
	if strings.IndexByte(body, '\\') < 0 {
		return body
	}
	out := make([]byte, 0, len(body))
	for i := 0; i < len(body); {
		if body[i] != '\\' {
			out = append(out, body[i])
			i++
			continue
		}
		c := body[i+1]
		i += 2
		if c != 'u' {
			out = append(out, unescaped(c))
			continue
		}
		r := hex4(body[i:])
		i += 4
		if utf16.IsSurrogate(r) {
			r, i = surrogatePair(body, r, i)
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out)
}

func unescaped(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c
}

func surrogatePair(body string, high rune, i int) (rune, int) {
	if i+6 <= len(body) && body[i] == '\\' && body[i+1] == 'u' {
		if r := utf16.DecodeRune(high, hex4(body[i+2:])); r != utf8.RuneError {
			return r, i + 6
		}
	}
	return utf8.RuneError, i
}

func hex4(s string) (r rune) {
	for k := 0; k < 4; k++ {
		c := s[k]
		switch {
		case c <= '9':
			c -= '0'
		default:
			c = c | 0x20 - 'a' + 10
		}
		r = r<<4 | rune(c)
	}
	return r
}

const hexDigits = "0123456789abcdef"

// AppendQuoted appends s as a JSON string. It escapes only what RFC 8259 demands; bytes that are no
// UTF-8 become U+FFFD, so that the result is always valid JSON and valid UTF-8.
func AppendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for len(s) > 0 {
		if s[0] >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s)
			dst = utf8.AppendRune(dst, r) // U+FFFD for what is none
			s = s[size:]
			continue
		}
		var n int
		dst, n = appendASCII(slices.Grow(dst, 2*min(len(s), quotedAtOnce)), s[:min(len(s), quotedAtOnce)])
		s = s[n:]
	}
	return append(dst, '"')
}

// quotedAtOnce is how many bytes of a text room is made for at a time. It is made for the worst that is common, and
// must not be a multiple of a long text.
const quotedAtOnce = 512

// appendASCII appends as much of the beginning of s as is ASCII, escaped, to dst, which has room for twice as many
// bytes, and returns how much that was. It stops early where that room does not suffice. Between the quotes of JSON
// within JSON are a few bytes each: copying them one by one beats calling for each run.
func appendASCII(dst []byte, s string) (_ []byte, n int) {
	room := dst[len(dst) : len(dst)+2*len(s)]
	used := 0
	for ; n < len(s); n++ {
		c := s[n]
		switch {
		case c < utf8.RuneSelf && plain[c]:
			room[used] = c
			used++
		case c == '"' || c == '\\':
			room[used], room[used+1] = '\\', c
			used += 2
		case c < utf8.RuneSelf:
			return appendEscape(dst[:len(dst)+used], c), n + 1
		default:
			return dst[:len(dst)+used], n
		}
	}
	return dst[:len(dst)+used], n
}

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	return append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}

// Kind names what a raw value is, for error messages: "an object", "a string", "null" and so on.
func Kind(raw string) string {
	if raw == "" {
		return "nothing"
	}
	switch raw[0] {
	case '{':
		return "an object"
	case '[':
		return "an array"
	case '"':
		return "a string"
	case 't', 'f':
		return "a boolean"
	case 'n':
		return "null"
	}
	return "a number"
}
