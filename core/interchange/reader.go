package interchange

import (
	"slices"
	"strings"
	"unsafe"

	"hindsight/core/event"
)

// MaxValue is how many bytes one event may take in a file. It leaves room for the longest event there
// can be with its data as an escaped string. What is longer is set aside without being held in memory.
const MaxValue = 4 << 20

const (
	batchSize = 256     // events at most in a Batch where nothing else is said
	pieceSize = 1 << 20 // bytes at most that are taken over at once
)

// Options say what a [Reader] reads and what it calls. The zero value reads any format and calls nothing.
type Options struct {
	// Format is what the file is said to be; "" is [Auto]. Any other decides whose field names count, and
	// an NDJSON format also that no event goes on over more than one line.
	Format Format
	// Take is called with events in the order of the file, as many at once as Batch says.
	Take func(Batch)
	// Batch is how many events there are at most in a batch, 0 for 256.
	Batch int
	// Reject is called for everything that is set aside, between the batches where it stood.
	Reject func(Rejection)
}

// Batch is some events of a file, one after the other.
//
// The events belong to the Reader, which writes over them: they are valid until Take returns. Copy what
// is to be kept; store.Import does.
type Batch struct {
	// Events have Data and Metadata checked as [event.Event.Validate] would. ID, Stream and Type are not
	// empty, but not checked beyond that. Time and Recorded are 0 where the file has none.
	Events []event.Event
	// Lines says in which line of the file, from 1, each of the Events begins.
	Lines []int
}

// Reader reads one log that is fed to it in chunks. Make one with [NewReader].
//
// Of events in Hindsight's own names, members that are no fields become metadata, unless metadata has a
// member of that name already. An event without an id gets one made from its place in the file and its
// bytes (UUID version 8, RFC 9562), so that importing the same file again adds nothing. An event without
// a time is left for the log to settle; one without a stream or a type is set aside.
type Reader struct {
	options Options
	err     error // what Feed returns from now on
	ended   bool  // the last chunk was fed

	buffer []byte // the bytes not read yet, in front of them those that the batch's events lie in
	text   string // the buffer, for as long as a step lasts
	pos    int    // what is to be read next, as an index of text
	base   int    // what text[0] is in the file
	final  bool   // nothing follows text
	wait   int    // how long the buffer must be before it is worth another try
	state  state
	mark   mark
	skip   skipper // in state skipElement
	strict int     // where in the file an event may go on over more than one line again
	inLine int     // no line of the file ends from pos up to here

	event  event.Reader
	cloud  cloudEvent
	sniff  bool   // tell the dialects apart by each event
	ce     bool   // the last event was a CloudEvent
	array  bool   // the file is an array
	lined  bool   // each line is a record of its own
	format Format // as found out
	values int    // events and rejections so far

	events []event.Event // room for a batch; those with a line are in it
	lines  []int
	extra  []byte // metadata made for the events of the batch
	held   []Rejection
	found  bool // there was an event, or something like one
}

// mark is a place in the text whose line and column are known.
type mark struct {
	line   int // from 1
	start  int // index of text in that line
	before int // characters in the line before start
}

// NewReader returns a Reader. It returns a *[FormatError] for a format that there is not.
func NewReader(options Options) (*Reader, error) {
	if options.Batch <= 0 {
		options.Batch = batchSize
	}
	r := &Reader{options: options, format: Auto, sniff: true, mark: mark{line: 1},
		events: make([]event.Event, options.Batch), lines: make([]int, 0, options.Batch)}
	switch options.Format {
	case "", Auto:
		return r, nil
	case HindsightNDJSON, HindsightJSON:
	case CloudEventsNDJSON, CloudEventsJSON, CloudEventsBatch:
		r.ce = true
	default:
		return nil, &FormatError{options.Format}
	}
	r.sniff, r.format = false, options.Format
	r.lined = r.format == HindsightNDJSON || r.format == CloudEventsNDJSON
	return r, nil
}

// Format returns what the file is: what the Reader was told, or else Auto until the first event, then
// the format by how the file is laid out and by what its first event is.
func (r *Reader) Format() Format { return r.format }

// Feed reads the next chunk; last says that none follows. Take and Reject are called before Feed returns,
// for all that is complete. The chunk is copied: the caller may use it again, even for the next chunk.
//
// Feed returns an *[UnreadableError] when this is no event log, and again if it is called after that. It
// panics when it is called after the last chunk.
func (r *Reader) Feed(chunk []byte, last bool) error {
	if r.ended {
		panic("interchange: Reader.Feed was called after the last chunk")
	}
	r.ended = last
	for r.err == nil {
		n := min(len(chunk), pieceSize)
		r.step(chunk[:n], last && n == len(chunk))
		if chunk = chunk[n:]; len(chunk) == 0 {
			break
		}
	}
	return r.err
}

// step reads what is complete with piece. The events it hands on lie in r.buffer, which does not change
// until they are flushed.
func (r *Reader) step(piece []byte, final bool) {
	if cap(r.buffer)-len(r.buffer) < len(piece) {
		// With room for what will be left over, so that the next piece fits without growing again.
		r.buffer = slices.Grow(r.buffer, len(piece)+len(piece)/16)
	}
	r.buffer = append(r.buffer, piece...)
	if len(r.buffer) < r.wait && !final {
		return
	}
	r.text, r.final = unsafe.String(unsafe.SliceData(r.buffer), len(r.buffer)), final
	for r.err == nil && r.advance() {
	}
	if final {
		r.finish()
	}
	r.flush()
	r.compact()
}

// compact drops what was read. A value that is cut off is tried again when the buffer has twice its
// bytes, so that small chunks don't make a large value read over and over.
func (r *Reader) compact() {
	r.mark.before += characters(r.text[r.mark.start:r.pos])
	r.mark.start = 0
	r.buffer = r.buffer[:copy(r.buffer, r.buffer[r.pos:])]
	r.base += r.pos
	r.pos, r.text = 0, ""
	r.wait = 2 * len(r.buffer)
}

// moveTo goes on to the index to, which is not before pos.
func (r *Reader) moveTo(to int) {
	if r.base+to > r.inLine && strings.IndexByte(r.text[r.pos:to], '\n') >= 0 {
		r.mark = r.markOf(to)
	}
	r.pos = to
}

func (r *Reader) markOf(index int) mark {
	m := r.mark
	passed := r.text[m.start:index]
	if last := strings.LastIndexByte(passed, '\n'); last >= 0 {
		m.line += strings.Count(passed, "\n")
		m.start, m.before = m.start+last+1, 0
	}
	return m
}

// lineColumn returns where in the file text[index] is. Columns count characters, from 1.
func (r *Reader) lineColumn(index int) (line, column int) {
	m := r.markOf(index)
	return m.line, m.before + characters(r.text[m.start:index]) + 1
}

// characters counts the bytes that begin a character, so that it does not matter where a text is cut. It
// is called with a whole chunk where a log is one line.
func characters(s string) (n int) {
	for len(s) >= 4 {
		n += begins(s[0]) + begins(s[1]) + begins(s[2]) + begins(s[3])
		s = s[4:]
	}
	for i := 0; i < len(s); i++ {
		n += begins(s[i])
	}
	return n
}

// begins returns 0 for a byte that goes on with a character, 10xxxxxx, and otherwise 1.
func begins(c byte) int { return int(c>>7&^(c>>6)&1 ^ 1) }

// skipSpace goes on to the next byte that is no white space and returns it; false at the end.
func (r *Reader) skipSpace() (c byte, ok bool) {
	for r.pos < len(r.text) {
		switch c = r.text[r.pos]; c {
		case ' ', '\t', '\r':
		case '\n':
			r.mark = mark{line: r.mark.line + 1, start: r.pos + 1}
		default:
			return c, true
		}
		r.pos++
	}
	return 0, false
}
