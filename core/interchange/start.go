package interchange

import "strings"

// state is what the Reader expects next.
type state int

const (
	atStart      state = iota // the file's first bytes
	atFirst                   // the first value, behind a byte-order mark
	atValue                   // a value, or white space, outside of an array
	skipLine                  // the end of a line that is set aside
	skipLines                 // a line that begins with '{'
	afterOpen                 // an array's first element, or its end
	afterComma                // an element
	afterElement              // a comma, or the array's end
	skipElement               // the end of an element that is set aside
	afterClose                // the end of the file
	setAside                  // nothing any more
)

// advance does what the state asks for. It returns false when that takes more bytes than there are.
func (r *Reader) advance() bool {
	switch r.state {
	case atStart:
		return r.readStart()
	case atFirst:
		return r.readFirst()
	case atValue:
		return r.readValue()
	case skipLine:
		return r.skipToLine()
	case skipLines:
		return r.skipToObject()
	case skipElement:
		return r.skipToElement()
	case setAside:
		r.moveTo(len(r.text))
		return false
	}
	return r.readElement()
}

// finish settles what the end of the file means.
func (r *Reader) finish() {
	switch {
	case r.err != nil:
		return
	case r.state == atStart || r.state == atFirst:
		r.unreadable("the file is empty, " + wanted)
	case r.state == afterOpen || r.state == afterComma || r.state == afterElement:
		r.reject(CodeInvalidJSON, "got the end of the file, want the array's ']': it is cut off here")
	case r.state == skipElement:
		r.reject(CodeInvalidJSON, "got the end of the file, want the end of the element in line "+
			decimal(r.skip.line)+": all from there on is set aside")
	}
	if r.err == nil && len(r.held) > 0 {
		r.giveUp()
	}
}

// signatures are how files begin that are often taken for a log.
var signatures = []struct{ bytes, reason string }{
	{"\x1f\x8b", "the file is gzip-compressed; unpack it first"},
	{"\x28\xb5\x2f\xfd", "the file is zstd-compressed; unpack it first"},
	{"PK\x03\x04", "the file is a zip archive; unpack it first"},
	{"\xff\xfe", "the file is UTF-16, want UTF-8"},
	{"\xfe\xff", "the file is UTF-16, want UTF-8"},
	{"{\x00", "the file is UTF-16, want UTF-8"},
	{"[\x00", "the file is UTF-16, want UTF-8"},
	{"\x00{", "the file is UTF-16, want UTF-8"},
	{"\x00[", "the file is UTF-16, want UTF-8"},
	{"\x89PNG", "the file is an image"},
	{"\xff\xd8\xff", "the file is an image"},
	{"%PDF", "the file is a PDF"},
	{"SQLite f", "the file is an SQLite database"},
}

const byteOrderMark = "\ufeff"

func (r *Reader) readStart() bool {
	if len(r.text) < len("SQLite f") && !r.final {
		return false
	}
	for _, s := range signatures {
		if strings.HasPrefix(r.text, s.bytes) {
			r.unreadable(s.reason)
			return false
		}
	}
	if strings.HasPrefix(r.text, byteOrderMark) {
		r.pos = len(byteOrderMark)
		r.mark.start = r.pos
	}
	r.state = atFirst
	return true
}

// readFirst finds out how the file is laid out.
func (r *Reader) readFirst() bool {
	c, ok := r.skipSpace()
	if !ok {
		return false
	}
	switch {
	case c == '<' && r.sniff:
		r.unreadable("the file looks like HTML or XML, " + wanted)
	case c == '[' && !r.lined:
		r.array = true
		r.pos++
		r.state = afterOpen
		return true
	case !r.settleLayout():
		return false
	}
	r.state = atValue
	return true
}
