// Package column holds the containers that everything else is made of: sequences that only grow.
//
// A [Column] holds values, a [Slab] text, a [Symbols] each distinct text once, an [Index] finds a
// number by a hash. None of them holds pointers per entry, so the collector has nothing to trace in a
// log of millions, and none ever changes what it holds. Copying the struct of a Column, a Slab or a
// [Names] is therefore a snapshot: it costs a few words, it stays what it is while the original grows,
// and it may be read from any goroutine without a lock. Appending is for one goroutine at a time.
package column

import "iter"

const (
	chunkBits = 11
	chunkSize = 1 << chunkBits
	chunkMask = chunkSize - 1
)

// Column is a growing sequence of values, kept in chunks so that growing never copies nor moves what
// is there. The zero value is empty and ready to use.
type Column[T any] struct {
	chunks []*[chunkSize]T
	length int
}

// Append adds v at the end.
func (c *Column[T]) Append(v T) {
	if c.length&chunkMask == 0 {
		c.chunks = append(c.chunks, new([chunkSize]T))
	}
	c.chunks[c.length>>chunkBits][c.length&chunkMask] = v
	c.length++
}

// Len returns the number of values.
func (c *Column[T]) Len() int { return c.length }

// At returns the value at i, counted from 0. It panics when i is not in [0, Len()).
func (c *Column[T]) At(i int) T { return *c.Ref(i) }

// Ref returns a pointer to the value at i, for reading a large value without a copy; what it points to
// belongs to the column and is not to be changed. It panics when i is not in [0, Len()).
func (c *Column[T]) Ref(i int) *T {
	if uint(i) >= uint(c.length) {
		panic(outOfRange("Column", i, c.length))
	}
	return &c.chunks[i>>chunkBits][i&chunkMask]
}

// Spans yields the values in [from, to) as runs that lie together, each with the index of its first
// value: the quickest way over many. The runs belong to the column and are not to be changed.
func (c *Column[T]) Spans(from, to int) iter.Seq2[int, []T] {
	to = min(to, c.length)
	return func(yield func(int, []T) bool) {
		for i := from; i < to; {
			chunk := c.chunks[i>>chunkBits][i&chunkMask:]
			chunk = chunk[:min(len(chunk), to-i)]
			if !yield(i, chunk) {
				return
			}
			i += len(chunk)
		}
	}
}

// Search returns the smallest index in [from, to) whose value satisfies at, or to where none does. The
// values must be ordered so that at is false for a prefix and true from there on.
func (c *Column[T]) Search(from, to int, at func(T) bool) int {
	for from < to {
		mid := int(uint(from+to) >> 1)
		if at(c.At(mid)) {
			to = mid
		} else {
			from = mid + 1
		}
	}
	return from
}

// Bytes returns how many bytes the values take. The chunks they are in may take a little more.
func (c *Column[T]) Bytes() int { return c.length * sizeOf[T]() }
