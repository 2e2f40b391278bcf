package interchange

import (
	"strings"

	"hindsight/core/jsontext"
)

// readValue reads one value outside of an array.
func (r *Reader) readValue() bool {
	if _, ok := r.skipSpace(); !ok {
		return false
	}
	limit, whole := r.limit()
	if !whole {
		return false
	}
	v := r.parse(limit)
	if v.verdict == taken || v.verdict == refused {
		v = r.checkLineEnd(v, limit)
	}
	switch v.verdict {
	case needMore:
		return false
	case taken:
		r.take(v.end)
		r.moveTo(v.end)
	case refused:
		r.rejectParsed(v)
		r.moveTo(v.end)
	default:
		r.rejectParsed(v)
		r.passOver(v.end)
	}
	return true
}

// limit returns where the text ends that the value at pos may use: at the end of the line where each
// line stands for itself. whole is false when that needs more bytes.
func (r *Reader) limit() (limit int, whole bool) {
	limit = min(len(r.text), r.pos+MaxValue)
	if !r.lineByLine() && r.base+r.pos >= r.strict {
		return limit, true
	}
	if end := strings.IndexByte(r.text[r.pos:limit], '\n'); end >= 0 {
		return r.pos + end, true
	}
	return limit, r.final || limit == r.pos+MaxValue
}

// checkLineEnd looks at what follows a value in its line: another one is fine, anything else is not.
func (r *Reader) checkLineEnd(v outcome, limit int) outcome {
	i := v.end
	for i < limit && (r.text[i] == ' ' || r.text[i] == '\t' || r.text[i] == '\r') {
		i++
	}
	switch {
	case i == limit:
		if limit == len(r.text) && !r.final && limit < r.pos+MaxValue {
			return outcome{verdict: needMore}
		}
		return v
	case r.text[i] == '\n' || r.text[i] == '{':
		return v
	}
	return r.brokenAt(jsontext.Unexpected(r.text[:limit], i, "the end of the line"), limit)
}

// passOver sets the value at pos aside, which is broken at offset: with the rest of its line, or, where
// it went on over more lines, up to the next one that begins with '{'. Those in between then stand for
// themselves, so that no byte is read more than three times.
func (r *Reader) passOver(offset int) {
	r.state = skipLine
	if r.base+r.pos < r.strict {
		r.state = skipLines
	} else if strings.IndexByte(r.text[r.pos:offset], '\n') >= 0 {
		r.state = skipLines
		r.strict = r.base + offset
	}
}

func (r *Reader) skipToLine() bool {
	end := strings.IndexByte(r.text[r.pos:], '\n')
	if end < 0 {
		r.moveTo(len(r.text))
		return false
	}
	r.moveTo(r.pos + end + 1)
	r.state = atValue
	return true
}

func (r *Reader) skipToObject() bool {
	for {
		end := strings.IndexByte(r.text[r.pos:], '\n')
		if end < 0 {
			r.moveTo(len(r.text))
			return false
		}
		r.moveTo(r.pos + end)
		if r.pos+1 == len(r.text) {
			return false
		}
		r.moveTo(r.pos + 1)
		if r.text[r.pos] == '{' {
			r.state = atValue
			return true
		}
	}
}
