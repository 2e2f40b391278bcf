package projection

import (
	"encoding/binary"
	"errors"
	"slices"
	"strconv"
	"unsafe"
)

// Mark says how far the tables of a [Set] were at one moment. The zero value is before the first event.
type Mark struct{ tables []mark }

// mark says how far a table was.
type mark struct {
	number   uint32 // the member's
	position uint64 // of the last event that was folded into it
	lengths
}

func (m Mark) of(number uint32) lengths {
	for i := range m.tables {
		if m.tables[i].number == number {
			return m.tables[i].lengths
		}
	}
	return lengths{}
}

// Equal tells whether two marks are of the same tables, as far as each other.
func (m Mark) Equal(o Mark) bool { return slices.Equal(m.tables, o.tables) }

// Mark returns how far the tables are.
func (s *Set) Mark() Mark {
	m := Mark{make([]mark, len(s.members))}
	for i, member := range s.members {
		m.tables[i] = mark{member.number, member.group.position, member.table.saved().lengths()}
	}
	return m
}

// layout names how additions are laid out. Change it with what [Additions.Append] writes.
const layout = "tables, each with its definition and position"

// Layout describes what [Additions] are made of, as far as this package can tell. It has to be
// saved with them, beside the name of the program, and additions of another layout must not be loaded.
func Layout() string {
	order := uint64(0x0102030405060708) // as it lies in memory
	dst := append([]byte(layout+"\n"), unsafe.Slice((*byte)(unsafe.Pointer(&order)), 8)...)
	return string(strconv.AppendInt(dst, strconv.IntSize, 10))
}

// definition tells whose table a saved one is. Only a member whose definition is the same takes it.
func (m *member) definition() string {
	d := m.table.about()
	dst := strconv.AppendQuote(nil, d.name)
	dst = strconv.AppendQuote(append(dst, ' '), d.version)
	dst = strconv.AppendInt(append(dst, ' '), int64(m.table.saved().values.Width()), 10)
	for _, c := range d.columns {
		dst = append(strconv.AppendQuote(append(dst, ' '), c.Name), ':', '0'+byte(c.Kind))
	}
	return string(dst)
}

// Additions are what the tables of a set got between two moments, as bytes: those of all additions, one
// behind the other, make the same tables again. It is a snapshot, which the fold does not change.
type Additions struct {
	contents []byte // until they are written
	parts    []addition
	next     int // the part that is being written
}

// addition is a part of a table of which some is to be written.
type addition struct {
	part
	number, kind uint32 // the member's, the part's
	at           int    // how many of its items are written, or were there before
}

// Additions returns what the tables got since a moment of theirs. A table that was not there then is written as a
// whole.
func (s *Set) Additions(since Mark) *Additions {
	a := &Additions{contents: s.appendContents(nil)}
	for _, m := range s.members {
		from := since.of(m.number)
		for kind, p := range m.table.saved().parts(true) {
			a.parts = append(a.parts, addition{p, m.number, uint32(kind), int(from[kind])})
		}
	}
	return a
}

// Additions are runs. A run has a header of 16 bytes: the member's number, which part of its table it is of, how many
// items it has, and how many bytes follow. The first of all additions is the contents: what tables there are.
const (
	runHeader = 16
	// runItems is how many items of a part are written in one run at the most.
	runItems = 2 << 10
	// contentsRun is the part that stands for the contents.
	contentsRun = partCount
)

// appendRun appends a run whose items write appends.
func appendRun(dst []byte, number, kind uint32, items int, write func(dst []byte) []byte) []byte {
	start := len(dst)
	dst = binary.LittleEndian.AppendUint32(dst, number)
	dst = binary.LittleEndian.AppendUint32(dst, kind)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(items))
	dst = write(append(dst, 0, 0, 0, 0))
	binary.LittleEndian.PutUint32(dst[start+runHeader-4:], uint32(len(dst)-start-runHeader))
	return dst
}

// Append appends the next bytes, some at least, until dst has enough of them or nothing is left; more tells
// which. What one call appends is to be handed to [Set.Load] as it is.
func (a *Additions) Append(dst []byte, enough int) (all []byte, more bool) {
	before := len(dst)
	dst, a.contents = append(dst, a.contents...), nil
	for ; a.next < len(a.parts); a.next++ {
		p := &a.parts[a.next]
		for p.at < p.len() {
			if len(dst) >= enough && len(dst) > before {
				return dst, true
			}
			from := p.at
			p.at = min(from+runItems, p.len())
			dst = appendRun(dst, p.number, p.kind, p.at-from, func(dst []byte) []byte { return p.append(dst, from, p.at) })
		}
	}
	return dst, false
}

// content is what the contents say of a table.
type content struct {
	mark
	definition string
	member     *member // whose table it is, nil where no member's is
}

func (s *Set) appendContents(dst []byte) []byte {
	return appendRun(dst, 0, contentsRun, len(s.members), func(dst []byte) []byte {
		for i, table := range s.Mark().tables {
			dst = binary.LittleEndian.AppendUint32(dst, table.number)
			dst = binary.LittleEndian.AppendUint64(dst, table.position)
			for _, n := range table.lengths {
				dst = binary.LittleEndian.AppendUint32(dst, n)
			}
			dst = appendText(dst, s.members[i].definition())
		}
		return dst
	})
}

// contentSize is how many bytes a content has before its definition.
const contentSize = 4 + 8 + 4*partCount

// cutContent reads the content that raw begins with, and returns what is behind it.
func cutContent(raw []byte) (c content, rest []byte, ok bool) {
	if len(raw) < contentSize {
		return c, nil, false
	}
	c.number, c.position = binary.LittleEndian.Uint32(raw), binary.LittleEndian.Uint64(raw[4:])
	for i := range c.lengths {
		c.lengths[i] = binary.LittleEndian.Uint32(raw[12+4*i:])
	}
	definition, rest, ok := cutText(raw[contentSize:])
	c.definition = string([]byte(definition))
	return c, rest, ok
}

// errNotSaved is returned for bytes that are not those of additions.
var errNotSaved = errors.New("got bytes that are not those of tables")

// Load adds to the tables what [Additions.Append] appended, but to none whose definition is another than it was. The
// set must have folded nothing. The bytes must have been written by the same program, and be as they were written;
// others may be noticed, with an error, or give tables that panic when they are looked at. After an error the set is
// of no use. Behind all that is to be loaded, [Set.Loaded] is called.
func (s *Set) Load(additions []byte) error {
	for len(additions) > 0 {
		if len(additions) < runHeader {
			return errNotSaved
		}
		number, kind := binary.LittleEndian.Uint32(additions), binary.LittleEndian.Uint32(additions[4:])
		items, size := binary.LittleEndian.Uint32(additions[8:]), binary.LittleEndian.Uint32(additions[12:])
		additions = additions[runHeader:]
		if kind > contentsRun || items > runItems || uint64(size) > uint64(len(additions)) {
			return errNotSaved
		}
		raw := additions[:size]
		additions = additions[size:]
		if kind == contentsRun && !s.loadContents(raw, int(items)) || kind < partCount && !s.loadPart(number, kind, raw, int(items)) {
			return errNotSaved
		}
	}
	return nil
}

// loadContents reads which tables there are. Those that are not what was there before begin anew.
func (s *Set) loadContents(raw []byte, items int) (ok bool) {
	before := s.contents
	s.contents = make([]content, items)
	for i := range s.contents {
		if s.contents[i], raw, ok = cutContent(raw); !ok {
			return false
		}
	}
	for _, m := range s.members {
		c := s.contentOf(m.definition())
		if old := contentOf(before, m); c == nil || old == nil || old.number != c.number {
			m.table = m.projection.start()
		}
		if c != nil {
			c.member = m
		}
	}
	return len(raw) == 0
}

func (s *Set) contentOf(definition string) *content {
	i := slices.IndexFunc(s.contents, func(c content) bool { return c.definition == definition })
	if i < 0 {
		return nil
	}
	return &s.contents[i]
}

// contentOf returns the content that is a member's, nil where there is none.
func contentOf(contents []content, m *member) *content {
	i := slices.IndexFunc(contents, func(c content) bool { return c.member == m })
	if i < 0 {
		return nil
	}
	return &contents[i]
}

func (s *Set) loadPart(number, kind uint32, raw []byte, items int) bool {
	i := slices.IndexFunc(s.contents, func(c content) bool { return c.number == number })
	if i < 0 {
		return false
	}
	m := s.contents[i].member
	return m == nil || m.table.saved().parts(false)[kind].load(raw, items)
}

// Loaded ends the loading of tables: it checks that they are all there is of a set after so many events. Then those of
// the set's own projections that were not there fold these events, which read reads; added ones are at the positions
// that they were at, or at 0. It returns how far the tables were as they were loaded. After an error the set is of no
// use.
func (s *Set) Loaded(events uint64, read Read) (Mark, error) {
	contents := s.contents
	s.contents = nil
	for _, c := range contents {
		s.numbered = max(s.numbered, c.number)
		if m := c.member; m != nil && (c.position > events || m.table.saved().lengths() != c.lengths || !m.table.saved().whole(c.position)) {
			return Mark{}, errNotSaved
		}
	}
	var loaded Mark
	s.prompt.position = events
	for _, m := range s.members {
		it := mark{}
		if c := contentOf(contents, m); c != nil {
			it = c.mark
		} else {
			s.numbered++
			it.number = s.numbered
		}
		m.number = it.number
		if t, ok := m.table.(*states); ok {
			t.see()
		}
		loaded.tables = append(loaded.tables, it)
		s.resume(m, it.position, read)
	}
	return loaded, nil
}

// resume has a member go on from a position: at once to where the others are, where it is one of the set's own.
func (s *Set) resume(m *member, position uint64, read Read) {
	if m.group != s.prompt {
		m.group.position = position
		return
	}
	alone := &group{members: []*member{m}, position: position, routes: map[string][]route{}}
	s.foldTo(alone, s.prompt.position, read)
}
