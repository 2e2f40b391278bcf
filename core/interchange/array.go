package interchange

import (
	"fmt"

	"hindsight/core/jsontext"
)

// readElement reads what comes next in an array: an element, what stands between two, or the end.
func (r *Reader) readElement() bool {
	c, ok := r.skipSpace()
	if !ok {
		return false
	}
	switch {
	case r.state == afterElement && c == ',':
		r.pos++
		r.state = afterComma
		return true
	case c == ']' && r.state != afterClose:
		if r.state == afterComma {
			r.reject(CodeInvalidJSON, r.placed(r.pos, "got ']' after a comma, want an event"))
		}
		r.pos++
		r.state = afterClose
		return true
	case r.state == afterElement:
		return r.setRestAside("',' or ']'")
	case r.state == afterClose:
		return r.setRestAside("the end of the file after the array")
	}
	return r.readElementValue()
}

func (r *Reader) readElementValue() bool {
	limit := min(len(r.text), r.pos+MaxValue)
	v := r.parse(limit)
	switch v.verdict {
	case needMore:
		return false
	case taken:
		r.take(v.end)
	case refused:
		r.rejectParsed(v)
	default:
		return r.leaveElement(v)
	}
	r.moveTo(v.end)
	r.state = afterElement
	return true
}

// leaveElement sets a broken element aside.
func (r *Reader) leaveElement(v outcome) bool {
	c := r.text[r.pos]
	cutOff := v.verdict == broken && v.end == len(r.text)
	if cutOff || c != '{' && c != '[' {
		v.message += "; the rest of the file is set aside"
		r.rejectParsed(v)
		r.state = setAside
		return true
	}
	r.rejectParsed(v)
	r.skip = skipper{line: r.mark.line}
	r.state = skipElement
	return true
}

func (r *Reader) setRestAside(want string) bool {
	v := r.brokenAt(jsontext.Unexpected(r.text, r.pos, want), len(r.text))
	if v.verdict == needMore {
		return false
	}
	r.reject(v.code, v.message+"; the rest of the file is set aside")
	r.state = setAside
	return true
}

func (r *Reader) skipToElement() bool {
	end, done := r.skip.find(r.text, r.pos)
	r.moveTo(end)
	if done {
		r.state = afterElement
	}
	return done
}

// skipper finds the end of an array's element that is no JSON by its brackets and quotes alone. It holds
// nothing of the text, so that an element may be as long as it likes.
type skipper struct {
	line    int // where the element begins
	depth   int
	quoted  bool
	escaped bool
}

// find returns the index behind the element, or the text's end when the element goes on.
func (k *skipper) find(text string, i int) (end int, done bool) {
	for ; i < len(text); i++ {
		c := text[i]
		switch {
		case k.escaped:
			k.escaped = false
		case k.quoted:
			k.escaped = c == '\\'
			k.quoted = c != '"'
		case c == '"':
			k.quoted = true
		case c == '{' || c == '[':
			k.depth++
		case c == '}' || c == ']':
			if k.depth--; k.depth == 0 {
				return i + 1, true
			}
		}
	}
	return i, false
}

// placed puts the line and column of text[index] before a message.
func (r *Reader) placed(index int, message string) string {
	line, column := r.lineColumn(index)
	return fmt.Sprintf("line %d, column %d: %s", line, column, message)
}
