package interchange

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"hindsight/core/event"
	"hindsight/core/jsontext"
)

// verdict is what came of a value.
type verdict int

const (
	taken    verdict = iota // it is an event
	refused                 // it is JSON, but no event
	broken                  // it is no JSON
	tooLong                 // it has more than MaxValue bytes
	needMore                // it goes on behind the text
)

// outcome is a verdict and what belongs to it.
type outcome struct {
	verdict verdict
	end     int    // index behind the value; where it is broken or too long, of what does not fit
	code    string // of a Rejection
	message string
}

// parse reads the value that starts at pos and ends before limit. An event is left behind those
// of the batch, for take to keep.
func (r *Reader) parse(limit int) outcome {
	s := r.text[:limit]
	end, err := r.read(s)
	if err == nil {
		return outcome{verdict: taken, end: end}
	}
	invalid, ok := err.(*event.InvalidError)
	if ok {
		if end, _, err = jsontext.Scan(s, r.pos); err == nil {
			// A number that the text cuts in two looks like two numbers.
			if s[r.pos] != '{' && r.cutOff(end, limit) {
				return outcome{verdict: needMore}
			}
			r.recognise(s[r.pos:end])
			return outcome{refused, end, CodeInvalidEvent, invalid.Reason()}
		}
	}
	return r.atObject(r.brokenAt(err, limit))
}

// atObject changes the reason for broken text that does not even begin as an object: that is what is wrong first,
// not the place where, say, a date stops looking like a number.
func (r *Reader) atObject(v outcome) outcome {
	if first, _ := utf8.DecodeRuneInString(r.text[r.pos:]); v.verdict == broken && first != '{' && first != '[' {
		v.message = r.placed(r.pos, fmt.Sprintf("got %q, want an event, which is a JSON object", first))
	}
	return v
}

// brokenAt says what a *jsontext.SyntaxError in the text up to limit means.
func (r *Reader) brokenAt(err error, limit int) outcome {
	syntax := err.(*jsontext.SyntaxError)
	if syntax.Offset > limit-utf8.UTFMax {
		if limit == r.pos+MaxValue {
			return outcome{tooLong, limit, CodeInvalidJSON,
				fmt.Sprintf("got more than %d bytes, want at most that for an event", MaxValue)}
		}
		if r.cutOff(syntax.Offset, limit) {
			return outcome{verdict: needMore}
		}
	}
	got := syntax.Got
	if syntax.Offset == limit {
		got = "the end of the line"
		if limit == len(r.text) {
			got = "the end of the file"
		}
	}
	return outcome{broken, syntax.Offset, CodeInvalidJSON,
		r.placed(syntax.Offset, fmt.Sprintf("got %s, want %s", got, syntax.Want))}
}

// cutOff tells whether the character at index may go on behind the text.
func (r *Reader) cutOff(index, limit int) bool {
	return !r.final && limit == len(r.text) && index > limit-utf8.UTFMax
}

// recognise settles that the file is an event log by an object that is one, though with a mistake.
func (r *Reader) recognise(object string) {
	if !r.found && isEvent(object) {
		r.find()
	}
}

// isEvent takes an object for an event, though maybe one with a mistake, by the names in it.
func isEvent(object string) bool {
	for name, value := range jsontext.Members(object) {
		if (name == "type" || name == "stream" || name == "specversion") && jsontext.Kind(value) == "a string" {
			return true
		}
	}
	return false
}

func (r *Reader) rejectParsed(v outcome) { r.reject(v.code, v.message) }

// take keeps the event that parse left behind the batch and that ends at end.
func (r *Reader) take(end int) {
	r.values++
	if !r.found {
		r.find()
	}
	if r.format == Auto {
		r.settleFormat(end)
	}
	if r.lines = append(r.lines, r.mark.line); len(r.lines) == len(r.events) {
		r.flush()
	}
}

// flush hands the batch on and empties it.
func (r *Reader) flush() {
	if len(r.lines) > 0 && r.options.Take != nil {
		r.options.Take(Batch{r.events[:len(r.lines)], r.lines})
	}
	r.lines, r.extra = r.lines[:0], r.extra[:0]
}

func decimal(n int) string { return strconv.Itoa(n) }

// settleFormat names what the first event, which parse left behind the batch, shows.
func (r *Reader) settleFormat(end int) {
	lines := r.markOf(end).line == r.mark.line
	switch {
	case r.ce && r.array:
		r.format = CloudEventsBatch
	case r.ce && lines:
		r.format = CloudEventsNDJSON
	case r.ce:
		r.format = CloudEventsJSON
	case !r.array && lines:
		r.format = HindsightNDJSON
	default:
		r.format = HindsightJSON
	}
}
