package interchange

import (
	"strings"
	"unicode/utf8"

	"hindsight/core/jsontext"
)

// settleLayout finds out whether each line of a file that is no array is a record of its own. A line
// that is cut off looks like the first of a printed object, so no line shows it by itself: the first
// event that is whole does, and what is broken before it is then read as the rest is. It returns false
// when that takes more bytes than there are.
func (r *Reader) settleLayout() bool {
	if !r.sniff {
		return true
	}
	text := r.text[:min(len(r.text), r.pos+MaxValue)]
	more := !r.final && len(text) < r.pos+MaxValue
	tried := 0 // no object that begins before it goes on over lines, so that no byte is tried over and over
	for i := r.pos; i >= 0; {
		s := text
		if i < tried {
			s = s[:lineEnd(s, i)]
		}
		end, _, err := jsontext.Scan(s, i)
		next := i
		if err == nil {
			next = lineRest(s, end)
		} else {
			end = err.(*jsontext.SyntaxError).Offset
			tried = max(tried, end)
		}
		switch {
		case more && len(s) == len(text) && max(end, next) > len(s)-utf8.UTFMax:
			return false
		case err == nil && isEvent(s[i:end]) && (next == len(s) || s[next] == '\n' || s[next] == '{'):
			// Nothing is behind it, or another object: parseRecord wants no more.
			r.lined = lineEnd(s, i) >= end
			return true
		}
		i = nextObject(text, next)
	}
	// With no event in sight it is a printed one whose end is missing, if it has lines at all.
	r.lined = lineEnd(text, r.pos) == len(text)
	return !more
}

// parsePrinted reads a printed object among lines, as where two files were put one behind the other; end
// is the end of its first line. It wants one as programs print them: a line with nothing but '{', and an
// indented one. ok is false unless it is whole before the next line that begins with '{', so that no
// line is lost to another.
func (r *Reader) parsePrinted(end int) (v outcome, ok bool) {
	if _, column := r.lineColumn(r.pos); column > 1 || strings.TrimRight(r.text[r.pos:end], " \t") != "{" {
		return outcome{}, false
	}
	bound := r.pos + MaxValue
	more := !r.final && len(r.text) < bound
	second := lineEnd(r.text, end) + 1
	if second < len(r.text) && r.text[second] != ' ' && r.text[second] != '\t' {
		return outcome{}, false
	}
	limit := len(r.text)
	if next := nextObject(r.text, end); next >= 0 {
		limit = next - 1
	} else if more {
		return outcome{verdict: needMore}, true
	}
	v = r.parseRecord(min(limit, bound))
	return v, v.verdict == taken || v.verdict == refused
}

// nextObject returns where the next line after text[i] begins that begins with '{', or -1. Where '{' is
// indented, it is a part of something.
func nextObject(text string, i int) int {
	n := strings.Index(text[i:], "\n{")
	if n < 0 {
		return -1
	}
	return i + n + 1
}

// lineEnd returns the index of the next line feed from text[i] on, or the text's end.
func lineEnd(text string, i int) int {
	if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(text)
}

// lineRest returns the index of what follows from text[i] on in the line: its end, when nothing does.
func lineRest(text string, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\t' || text[i] == '\r') {
		i++
	}
	return i
}
