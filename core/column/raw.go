package column

import (
	"slices"
	"unsafe"
)

// Raw is a [Column] whatever its values are: bytes as they lie in memory, of which only the same program can
// make values again. They must have no pointers. Make one with [RawOf].
//
// It is written without a type parameter, since the compiler would make the code anew for each column there
// is.
type Raw struct {
	chunks *[]unsafe.Pointer // the column's
	length *int              // the column's
	width  int               // of a value
	grow   func()            // adds a chunk to the column
}

// RawOf returns the bytes of a column, which grow with it.
func RawOf[T any](c *Column[T]) Raw {
	return Raw{
		chunks: (*[]unsafe.Pointer)(unsafe.Pointer(&c.chunks)), // pointers to arrays are nothing else
		length: &c.length,
		width:  sizeOf[T](),
		grow:   func() { c.chunks = append(c.chunks, new([chunkSize]T)) },
	}
}

// Snapshot returns the bytes that there are by now. It can't be loaded into.
func (r Raw) Snapshot() Raw {
	chunks, length := slices.Clip(*r.chunks), *r.length
	return Raw{chunks: &chunks, length: &length, width: r.width}
}

// Len returns the number of values.
func (r Raw) Len() int { return *r.length }

// Width returns how many bytes a value takes.
func (r Raw) Width() int { return r.width }

// run returns the room from a value on to the end of its chunk.
func (r Raw) run(i int) []byte {
	chunk := unsafe.Slice((*byte)((*r.chunks)[i>>chunkBits]), chunkSize*r.width)
	return chunk[(i&chunkMask)*r.width:]
}

// Append appends the values in [from, to). It panics when they are not there.
func (r Raw) Append(dst []byte, from, to int) []byte {
	if from < 0 || from > to || to > *r.length {
		panic(outOfRange("Raw", to, *r.length+1))
	}
	for left := (to - from) * r.width; left > 0; {
		run := r.run(from)
		run = run[:min(len(run), left)]
		dst = append(dst, run...)
		left -= len(run)
		from += len(run) / r.width
	}
	return dst
}

// Load appends values to the column that Append gave. It panics when raw is no whole number of them.
func (r Raw) Load(raw []byte) {
	if len(raw)%r.width != 0 {
		panic(outOfRange("Raw", len(raw), len(raw)/r.width*r.width))
	}
	for len(raw) > 0 {
		if *r.length&chunkMask == 0 {
			r.grow()
		}
		n := copy(r.run(*r.length), raw)
		*r.length += n / r.width
		raw = raw[n:]
	}
}
