// Package jsontext reads JSON where it lies: it finds where a value ends, which members an object has
// and what a string says, without building anything.
//
// It is the product's hot path. Every imported byte passes through [Scan] once, and payloads stay the
// text they came as. What it accepts is exactly what encoding/json accepts (RFC 8259, nested at most
// [MaxDepth] deep); fuzz tests hold one against the other.
package jsontext

import (
	"fmt"
	"strings"
)

// MaxDepth is how deep arrays and objects may nest, the bound of encoding/json.
const MaxDepth = 10_000

// SyntaxError says where a text stops being JSON.
type SyntaxError struct {
	Offset int    // index of the byte that does not fit; the text's length when it ends too early
	Want   string // what would have fitted
	Got    string // what was there: a quoted character or "the end of the text"
}

// Error names what was got and what was wanted. Callers add the line and column with [LineColumn].
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("not JSON at byte %d: got %s, want %s", e.Offset+1, e.Got, e.Want)
}

// LineColumn turns a byte offset into a line and a column, both from 1. Columns count characters.
func LineColumn(text string, offset int) (line, column int) {
	offset = min(max(offset, 0), len(text))
	before := text[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, len([]rune(before[start:])) + 1
}

// SkipSpace returns the index of the first byte at or after i that is no JSON white space.
func SkipSpace(s string, i int) int {
	// The first comparison settles it for nearly every byte.
	for i < len(s) && s[i] <= ' ' && (s[i] == ' ' || s[i] == '\n' || s[i] == '\r' || s[i] == '\t') {
		i++
	}
	return i
}

// Scan reads the one value that starts at s[i], after white space, and returns the index behind it and
// how deep it nests (0 for a scalar). The error is a *[SyntaxError].
func Scan(s string, i int) (end, depth int, err error) {
	i = SkipSpace(s, i)
	if i == len(s) || s[i] == '{' || s[i] == '[' {
		return scanNested(s, i)
	}
	if end = plainString(s, i); end > 0 {
		return end, 0, nil
	}
	end, err = scanScalar(s, i)
	return end, 0, err
}

// Valid returns nil when s is one JSON value with nothing but white space around it, and otherwise a
// *[SyntaxError].
func Valid(s string) error {
	end, _, err := Scan(s, 0)
	if err != nil {
		return err
	}
	if end = SkipSpace(s, end); end < len(s) {
		return Unexpected(s, end, "the end of the text")
	}
	return nil
}

// nesting remembers, for every open container, whether it is an object: one bit a level. The innermost
// 64 are in a word, so that only deeper texts cost memory.
type nesting struct {
	inner uint64   // the innermost level is the lowest bit
	outer []uint64 // full words of levels further out
	depth int
}

func (n *nesting) push(object bool) {
	if n.depth > 0 && n.depth&63 == 0 {
		n.outer = append(n.outer, n.inner)
	}
	n.inner <<= 1
	if object {
		n.inner |= 1
	}
	n.depth++
}

// pop closes the innermost container and tells whether the one around it is an object.
func (n *nesting) pop() (inObject bool) {
	n.inner >>= 1
	n.depth--
	if last := len(n.outer) - 1; last >= 0 && n.depth&63 == 0 {
		n.inner, n.outer = n.outer[last], n.outer[:last]
	}
	return n.inner&1 == 1
}

// scanNested reads an array or object without recursion, so that hostile depth costs no stack.
func scanNested(s string, i int) (end, deepest int, err error) {
	var open nesting
	inObject := false
value:
	i = SkipSpace(s, i)
	if i >= len(s) {
		return i, deepest, Unexpected(s, i, "a value")
	}
	if c := s[i]; c == '{' || c == '[' {
		if open.depth == MaxDepth {
			return i, deepest, Unexpected(s, i, fmt.Sprintf("at most %d levels", MaxDepth))
		}
		inObject = c == '{'
		open.push(inObject)
		deepest = max(deepest, open.depth)
		i = SkipSpace(s, i+1)
		if i < len(s) && s[i] == c+2 { // '{'+2 is '}', '['+2 is ']'
			goto closed
		}
		if inObject {
			goto key
		}
		goto value
	}
	if end = plainString(s, i); end > 0 {
		i = end
	} else if i, err = scanScalar(s, i); err != nil {
		return i, deepest, err
	}
after:
	i = SkipSpace(s, i)
	if i < len(s) {
		switch {
		case s[i] == ',' && inObject:
			i = SkipSpace(s, i+1)
			goto key
		case s[i] == ',':
			i++
			goto value
		case s[i] == '}' && inObject, s[i] == ']' && !inObject:
			goto closed
		}
	}
	if inObject {
		return i, deepest, Unexpected(s, i, "',' or '}'")
	}
	return i, deepest, Unexpected(s, i, "',' or ']'")
key:
	if i >= len(s) || s[i] != '"' {
		return i, deepest, Unexpected(s, i, "a member's name in double quotes")
	}
	if end = plainString(s, i); end > 0 {
		i = end
	} else if i, err = scanString(s, i); err != nil {
		return i, deepest, err
	}
	i = SkipSpace(s, i)
	if i >= len(s) || s[i] != ':' {
		return i, deepest, Unexpected(s, i, "':'")
	}
	i++
	goto value
closed:
	i++
	inObject = open.pop()
	if open.depth == 0 {
		return i, deepest, nil
	}
	goto after
}

// Unexpected returns the *[SyntaxError] for what stands at s[i] where something else was wanted.
func Unexpected(s string, i int, want string) error {
	if i >= len(s) {
		return &SyntaxError{Offset: len(s), Want: want, Got: "the end of the text"}
	}
	for _, r := range s[i:] {
		return &SyntaxError{Offset: i, Want: want, Got: fmt.Sprintf("%q", r)}
	}
	panic("unreachable")
}
