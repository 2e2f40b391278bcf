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
	limit := r.limit()
	v := r.parseRecord(limit)
	if v.verdict == broken && r.lined && r.sniff {
		if printed, ok := r.parsePrinted(limit); ok {
			v = printed
		}
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

// limit returns where the text ends that the value at pos may use: with the line, where each line stands
// for itself.
func (r *Reader) limit() int {
	bound := min(len(r.text), r.pos+MaxValue)
	if !r.lined && r.base+r.pos >= r.strict {
		return bound
	}
	end := r.endOfLine()
	if end < len(r.text) && r.text[end-1] == '\r' {
		end--
	}
	return min(end, bound)
}

// endOfLine returns the index behind the line at pos, or the text's end when the line goes on. It looks at
// no byte twice, as a line may hold all of a file.
func (r *Reader) endOfLine() int {
	end := lineEnd(r.text, max(r.pos, r.inLine-r.base))
	r.inLine = r.base + end
	return end
}

// parseRecord reads the value at pos and looks at what follows it in its line: another one is fine,
// anything else is not.
func (r *Reader) parseRecord(limit int) outcome {
	v := r.parse(limit)
	if v.verdict != taken && v.verdict != refused {
		return v
	}
	i := lineRest(r.text[:limit], v.end)
	switch {
	case i == limit:
		if limit == len(r.text) && !r.final && limit < r.pos+MaxValue {
			return outcome{verdict: needMore}
		}
		return v
	case r.text[i] == '\n' || r.text[i] == '{':
		return v
	}
	return r.atObject(r.brokenAt(jsontext.Unexpected(r.text[:limit], i, "the end of the line"), limit))
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
