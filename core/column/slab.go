package column

import (
	"fmt"
	"unsafe"
)

const (
	firstSlab = 4 << 10
	slabSize  = 1 << 20
)

// Text says where a slab keeps a text. The zero value is the empty text.
type Text struct {
	slab   uint32
	offset uint32
	length uint32
}

// Len returns the text's length in bytes.
func (t Text) Len() int { return int(t.length) }

// Slab keeps text end to end in blocks of up to 1 MiB; a longer text gets a block of its own. The zero
// value is empty and ready to use.
type Slab struct {
	blocks [][]byte // every block at its full length: an entry is set once, so copies can share them
	used   int      // bytes used of the last block
	bytes  int      // of all texts
}

// Append keeps a copy of the parts, end to end as one text, and returns where.
func (s *Slab) Append(parts ...string) Text {
	n := 0
	for _, part := range parts {
		n += len(part)
	}
	if n == 0 {
		return Text{}
	}
	if len(s.blocks) == 0 || len(s.blocks[len(s.blocks)-1])-s.used < n {
		s.grow(n)
	}
	last := len(s.blocks) - 1
	at := Text{slab: uint32(last), offset: uint32(s.used), length: uint32(n)}
	s.bytes += n
	for _, part := range parts {
		s.used += copy(s.blocks[last][s.used:], part)
	}
	return at
}

// grow starts a block that takes n bytes. Blocks double up to 1 MiB, so that a small log is small.
func (s *Slab) grow(n int) {
	size := max(n, min(slabSize, firstSlab<<min(len(s.blocks), 8)))
	s.blocks = append(s.blocks, make([]byte, size))
	s.used = 0
}

// Text returns the text kept at t. It shares the slab's memory, which never changes, and stays valid
// for as long as it is held.
func (s *Slab) Text(t Text) string {
	if t.length == 0 {
		return ""
	}
	block := s.blocks[t.slab][t.offset : t.offset+t.length]
	return unsafe.String(&block[0], len(block))
}

// Bytes returns how many bytes the texts take. The blocks they are in may take a little more.
func (s *Slab) Bytes() int { return s.bytes }

func sizeOf[T any]() int {
	var v T
	return int(unsafe.Sizeof(v))
}

func outOfRange(what string, i, n int) string {
	return fmt.Sprintf("column: %s index %d is out of range [0, %d)", what, i, n)
}
