package projection

import (
	"encoding/binary"
	"errors"
	"strconv"
	"unsafe"

	"hindsight/core/column"
)

// Mark says how far the tables of a [Set] were at one moment. The zero value is before the first event.
type Mark struct{ tables []lengths }

// lengths are how many items each part of a table had.
type lengths [partCount]int

// The parts of a table that are kept: what can't be told from the others. A row's key comes before its
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

// rawPart is a part whose items are kept as they lie in memory.
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

// namesPart keeps texts, each with its length before it.
type namesPart struct {
	column.Names
	table *column.Symbols
}

func (p *namesPart) len() int { return p.Len() }

func (p *namesPart) append(dst []byte, from, to int) []byte {
	for i := from; i < to; i++ {
		name := p.Name(uint32(i))
		dst = append(binary.LittleEndian.AppendUint32(dst, uint32(len(name))), name...)
	}
	return dst
}

func (p *namesPart) load(raw []byte, n int) bool {
	for range n {
		if len(raw) < 4 {
			return false
		}
		size := binary.LittleEndian.Uint32(raw)
		if raw = raw[4:]; uint64(size) > uint64(len(raw)) {
			return false
		}
		name := unsafe.String(unsafe.SliceData(raw), int(size)) // Intern copies it
		if _, fresh := p.table.Intern(name); !fresh {
			return false
		}
		raw = raw[size:]
	}
	return len(raw) == 0
}

// versionsPart keeps which event wrote which row. All else of a history follows from that.
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

// kept is a table whatever its row, as far as it is kept.
type kept struct {
	history  *history
	values   column.Raw
	texts    *column.Symbols
	failures *failures
}

func (t *Table[R]) kept() kept {
	return kept{&t.history, column.RawOf(&t.values), &t.texts, &t.failures}
}

// parts returns the table's parts as they are now. Those of a snapshot stay so, and can't be loaded into.
func (k kept) parts(snapshot bool) [partCount]part {
	values, failures := k.values, column.RawOf(&k.failures.entries)
	if snapshot {
		values, failures = values.Snapshot(), failures.Snapshot()
	}
	keys := &k.history.index.symbols
	return [partCount]part{
		keyPart:     &namesPart{keys.Names, keys},
		versionPart: &versionsPart{k.history.versions, k.history},
		valuePart:   rawPart{values},
		textPart:    &namesPart{k.texts.Names, k.texts},
		messagePart: &namesPart{k.failures.index.Names, &k.failures.index},
		failurePart: rawPart{failures},
	}
}

// whole tells whether what was loaded is all there is of a table after so many events.
func (k kept) whole(events uint64) bool {
	return k.values.Len() == k.history.versions.Len() && k.history.whole(events) && k.failures.whole(events)
}

func (h *history) whole(events uint64) bool {
	return uint64(h.last()) <= events && len(h.heads) == h.index.symbols.Len()
}

func (f *failures) whole(events uint64) bool {
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
	return uint64(last) <= events
}

func (t *Table[R]) shown() []ColumnInfo { return t.columns }

// Layout describes what [Additions] of this set are made of, as far as the set can tell: whoever keeps them
// keeps it too, beside the name of the program, and loads none of another layout.
func (s *Set) Layout() string {
	order := uint64(0x0102030405060708) // as it lies in memory
	dst := append([]byte(nil), unsafe.Slice((*byte)(unsafe.Pointer(&order)), 8)...)
	dst = strconv.AppendInt(dst, strconv.IntSize, 10)
	for _, table := range s.tables {
		name, _, _ := table.info()
		dst = append(append(dst, '\n'), name...)
		dst = strconv.AppendInt(append(dst, ' '), int64(table.kept().values.Width()), 10)
		for _, c := range table.shown() {
			dst = append(append(append(dst, ' '), c.Name...), ':', '0'+byte(c.Kind))
		}
	}
	return string(dst)
}

// Mark returns how far the tables are.
func (s *Set) Mark() Mark {
	m := Mark{make([]lengths, len(s.tables))}
	for i, table := range s.tables {
		for k, p := range table.kept().parts(false) {
			m.tables[i][k] = p.len()
		}
	}
	return m
}

// Additions are what the tables of a set got between two moments, as bytes: those of all additions, one
// behind the other, make the same tables again. It is a snapshot, which the fold does not change.
type Additions struct {
	parts []part
	at    []int // how many items of each part are written, or were there before
	next  int   // the part that is being written
}

// Additions returns what the tables got since a moment of theirs.
func (s *Set) Additions(since Mark) *Additions {
	a := &Additions{}
	for i, table := range s.tables {
		var from lengths
		if i < len(since.tables) {
			from = since.tables[i]
		}
		for k, p := range table.kept().parts(true) {
			a.parts, a.at = append(a.parts, p), append(a.at, from[k])
		}
	}
	return a
}

// runItems is how many items of a part are written in one run at the most.
const runItems = 2 << 10

// runHeader is how many bytes are in front of a run: part, number of items, and bytes.
const runHeader = 12

// Append appends the next bytes, some at least, until dst has enough of them or nothing is left; more tells
// which. What one call appends is to be handed to [Set.Load] as it is.
func (a *Additions) Append(dst []byte, enough int) (all []byte, more bool) {
	before := len(dst)
	for ; a.next < len(a.parts); a.next++ {
		p := a.parts[a.next]
		for a.at[a.next] < p.len() {
			if len(dst) >= enough && len(dst) > before {
				return dst, true
			}
			from := a.at[a.next]
			to := min(from+runItems, p.len())
			start := len(dst)
			dst = binary.LittleEndian.AppendUint32(dst, uint32(a.next))
			dst = binary.LittleEndian.AppendUint32(dst, uint32(to-from))
			dst = binary.LittleEndian.AppendUint32(dst, 0)
			dst = p.append(dst, from, to)
			binary.LittleEndian.PutUint32(dst[start+8:], uint32(len(dst)-start-runHeader))
			a.at[a.next] = to
		}
	}
	return dst, false
}

// errNotKept is returned for bytes that are not those of additions.
var errNotKept = errors.New("got bytes that are not those of tables")

// Load adds to the tables what [Additions.Append] appended. The bytes must have been written by the same
// program, and be as they were written; others may be noticed, with an error, or give tables that panic when
// they are looked at. After an error the set is of no use.
func (s *Set) Load(additions []byte) error {
	for len(additions) > 0 {
		if len(additions) < runHeader {
			return errNotKept
		}
		part := uint64(binary.LittleEndian.Uint32(additions))
		items := binary.LittleEndian.Uint32(additions[4:])
		size := binary.LittleEndian.Uint32(additions[8:])
		additions = additions[runHeader:]
		if part >= uint64(len(s.tables)*partCount) || items > runItems || uint64(size) > uint64(len(additions)) {
			return errNotKept
		}
		if !s.tables[part/partCount].kept().parts(false)[part%partCount].load(additions[:size], int(items)) {
			return errNotKept
		}
		additions = additions[size:]
	}
	return nil
}

// Loaded checks that what was loaded is all of the tables after so many events. After an error the set is of
// no use.
func (s *Set) Loaded(events uint64) error {
	for _, table := range s.tables {
		if !table.kept().whole(events) {
			return errNotKept
		}
	}
	return nil
}
