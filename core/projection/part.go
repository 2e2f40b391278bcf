package projection

import (
	"encoding/binary"
	"unsafe"

	"hindsight/core/column"
)

// The parts of a table that a checkpoint has: what can't be told from the others. A row's key comes before its
// first version.
const (
	keyPart = iota
	versionPart
	valuePart
	textPart
	messagePart // of failures, with their codes
	failurePart
	partCount
)

// part is a part of a table. Only load changes the table.
type part interface {
	len() int
	append(dst []byte, from, to int) []byte
	// load adds n items that append appended. It returns false for what append can't have appended, and is
	// then not to be used again.
	load(raw []byte, n int) bool
}

// rawPart is a part whose items are saved as they lie in memory.
type rawPart struct{ column.Raw }

func (p rawPart) len() int { return p.Len() }

func (p rawPart) append(dst []byte, from, to int) []byte { return p.Append(dst, from, to) }

func (p rawPart) load(raw []byte, n int) bool {
	if len(raw) != n*p.Width() {
		return false
	}
	p.Load(raw)
	return true
}

// namesPart is texts, each saved with its length before it.
type namesPart struct {
	column.Names
	table *column.Symbols
}

func (p *namesPart) len() int { return p.Len() }

func (p *namesPart) append(dst []byte, from, to int) []byte {
	for i := from; i < to; i++ {
		dst = appendText(dst, p.Name(uint32(i)))
	}
	return dst
}

func (p *namesPart) load(raw []byte, n int) bool {
	for range n {
		name, rest, ok := cutText(raw)
		if !ok {
			return false
		}
		if _, fresh := p.table.Intern(name); !fresh { // which copies it
			return false
		}
		raw = rest
	}
	return len(raw) == 0
}

// appendText appends a text with its length before it.
func appendText(dst []byte, text string) []byte {
	return append(binary.LittleEndian.AppendUint32(dst, uint32(len(text))), text...)
}

// cutText returns the text that raw begins with, and what is behind it. The text is valid as long as raw is.
func cutText(raw []byte) (text string, rest []byte, ok bool) {
	if len(raw) < 4 {
		return "", nil, false
	}
	size := binary.LittleEndian.Uint32(raw)
	if raw = raw[4:]; uint64(size) > uint64(len(raw)) {
		return "", nil, false
	}
	return unsafe.String(unsafe.SliceData(raw), int(size)), raw[size:], true
}

// versionsPart is which event wrote which row. All else of a history follows from that.
type versionsPart struct {
	versions column.Column[record]
	table    *history
}

func (p *versionsPart) len() int { return p.versions.Len() }

func (p *versionsPart) append(dst []byte, from, to int) []byte {
	for _, run := range p.versions.Spans(from, to) {
		for i := range run {
			dst = binary.LittleEndian.AppendUint32(dst, run[i].position)
			dst = binary.LittleEndian.AppendUint32(dst, run[i].mark)
		}
	}
	return dst
}

func (p *versionsPart) load(raw []byte, n int) bool {
	if len(raw) != 8*n {
		return false
	}
	h := p.table
	h.keys = h.index.symbols.Names
	last := h.last()
	for ; len(raw) > 0; raw = raw[8:] {
		position, mark := binary.LittleEndian.Uint32(raw), binary.LittleEndian.Uint32(raw[4:])
		row := mark >> 1
		if position < last || int(row) > len(h.heads) || int(row) >= h.keys.Len() {
			return false
		}
		if int(row) == len(h.heads) {
			h.appear()
		}
		h.write(position, row, mark&1 == 1)
		last = position
	}
	return true
}

// last returns the event that wrote the last version.
func (h *history) last() (position uint32) {
	if n := h.versions.Len(); n > 0 {
		position = h.versions.Ref(n - 1).position
	}
	return position
}

// saved is a table whatever its row, as far as a checkpoint has it.
type saved struct {
	history  *history
	values   column.Raw
	texts    *column.Symbols
	failures *failures
}

func (t *Table[R]) saved() saved {
	return saved{&t.history, column.RawOf(&t.values), &t.texts, &t.failures}
}

// parts returns the table's parts as they are now. Those of a snapshot stay so, and can't be loaded into.
func (s saved) parts(snapshot bool) [partCount]part {
	values, failures := s.values, column.RawOf(&s.failures.entries)
	if snapshot {
		values, failures = values.Snapshot(), failures.Snapshot()
	}
	keys := &s.history.index.symbols
	return [partCount]part{
		keyPart:     &namesPart{keys.Names, keys},
		versionPart: &versionsPart{s.history.versions, s.history},
		valuePart:   rawPart{values},
		textPart:    &namesPart{s.texts.Names, s.texts},
		messagePart: &namesPart{s.failures.index.Names, &s.failures.index},
		failurePart: rawPart{failures},
	}
}

// lengths are how many items each part of a table has.
type lengths [partCount]uint32

func (s saved) lengths() (n lengths) {
	for i, p := range s.parts(false) {
		n[i] = uint32(p.len())
	}
	return n
}

// whole tells whether what was loaded is a table after the event at a position.
func (s saved) whole(position uint64) bool {
	return s.values.Len() == s.history.versions.Len() && s.history.whole(position) && s.failures.whole(position)
}

func (h *history) whole(position uint64) bool {
	return uint64(h.last()) <= position && len(h.heads) == h.index.symbols.Len()
}

func (f *failures) whole(position uint64) bool {
	f.texts = f.index.Names
	last, n := uint32(0), uint32(f.texts.Len())
	for _, run := range f.entries.Spans(0, f.entries.Len()) {
		for _, e := range run {
			if e.position < last || e.code >= n || e.message >= n {
				return false
			}
			last = e.position
		}
	}
	return uint64(last) <= position
}
