// Package disktest is a disk for tests: a file in memory that tears, forgets what was not flushed, fails
// and fills up, all on demand.
package disktest

import (
	"errors"
	"io"
	"slices"
)

// SectorSize is the least that a disk keeps or loses as a whole.
const SectorSize = 512

// What a disk fails with.
var (
	ErrFailed = errors.New("the disk failed")
	ErrFull   = errors.New("the disk is full")
)

// Disk is a file on a disk of its own. The zero value is empty, and does all that it is asked for.
type Disk struct {
	// Fail, if not nil, is asked before each operation how it goes.
	Fail func(Operation) Failure
	// Capacity is how many bytes there is room for, 0 for any number. A write that runs into it writes what
	// there is room for; it returns ErrFull, or, with Short, a number less than was asked for and no error.
	Capacity int64
	Short    bool

	now     []byte  // what reads see
	flushed []byte  // what is kept for sure
	wrote   []write // since the last flush
}

// write is a write that may or may not survive a crash.
type write struct {
	offset int64
	data   []byte
}

// Operation is what a disk is asked to do.
type Operation string

// The operations that change a file, and those that don't.
const (
	Writing  Operation = "writing"
	Resizing Operation = "resizing"
	Flushing Operation = "flushing"
	Reading  Operation = "reading"
	Sizing   Operation = "sizing"
)

// Failure is how an operation goes.
type Failure int

// An operation that fails may have been done all the same.
const (
	Works  Failure = iota
	Fails          // it is not done, and says so
	Halves         // half of it is done, and it says that it failed
	Lies           // it is done, and says that it failed
)

// New returns a disk that holds this, for good.
func New(content []byte) *Disk {
	return &Disk{now: slices.Clone(content), flushed: slices.Clone(content)}
}

// Bytes returns a copy of what reads see.
func (d *Disk) Bytes() []byte { return slices.Clone(d.now) }

// Read reads as an io.ReaderAt does.
func (d *Disk) Read(p []byte, offset int64) (int, error) {
	if d.ask(Reading) != Works {
		return 0, ErrFailed
	}
	if offset >= int64(len(d.now)) {
		return 0, io.EOF
	}
	n := copy(p, d.now[offset:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// Write writes as an io.WriterAt does, or less without an error: see Short.
func (d *Disk) Write(p []byte, offset int64) (int, error) {
	how := d.ask(Writing)
	room := len(p)
	if d.Capacity > 0 {
		room = int(max(0, min(int64(len(p)), d.Capacity-offset)))
	}
	n := room
	switch how {
	case Fails:
		return 0, ErrFailed
	case Halves:
		n = room / 2
	}
	d.put(p[:n], offset)
	switch {
	case how != Works:
		return n, ErrFailed
	case n < len(p) && !d.Short:
		return n, ErrFull
	}
	return n, nil
}

func (d *Disk) put(p []byte, offset int64) {
	data := slices.Clone(p)
	d.now = over(d.now, data, offset)
	d.wrote = append(d.wrote, write{offset, data})
}

// over writes over content, which it makes as long as is needed.
func over(content, data []byte, offset int64) []byte {
	if grow := int(offset) + len(data) - len(content); grow > 0 && len(data) > 0 {
		content = append(content, make([]byte, grow)...)
	}
	copy(content[min(int(offset), len(content)):], data)
	return content
}

// Resize sets the size. A disk that crashes has either done that or not, by what Crash is told of sector
// -1.
func (d *Disk) Resize(size int64) error {
	how := d.ask(Resizing)
	if how == Works || how == Lies {
		d.now = resized(d.now, size)
		d.wrote = append(d.wrote, write{offset: size})
	}
	return failure(how)
}

func resized(content []byte, size int64) []byte {
	if int(size) <= len(content) {
		return content[:size:size]
	}
	return append(content, make([]byte, int(size)-len(content))...)
}

// Flush keeps all that was written, for good.
func (d *Disk) Flush() error {
	how := d.ask(Flushing)
	if how == Works || how == Lies {
		d.flushed, d.wrote = slices.Clone(d.now), nil
	}
	return failure(how)
}

// Size returns the number of bytes that reads see.
func (d *Disk) Size() (int64, error) { return int64(len(d.now)), failure(d.ask(Sizing)) }

// Close does nothing.
func (d *Disk) Close() error { return nil }

func (d *Disk) ask(op Operation) Failure {
	if d.Fail == nil {
		return Works
	}
	return d.Fail(op)
}

func failure(how Failure) error {
	if how == Works {
		return nil
	}
	return ErrFailed
}

// Crash returns the disk as it is found after a crash: what was flushed, and of what was written since the
// sectors for which survives is true. It is asked sector by sector, in the order they were written, by
// their number in the file; for a Resize with -1. The file has grown as far as it was to grow if survives
// is true for -2, and otherwise as far as what survived needs.
func (d *Disk) Crash(survives func(sector int64) bool) *Disk {
	content := slices.Clone(d.flushed)
	for _, w := range d.wrote {
		if w.data == nil {
			if survives(-1) {
				content = resized(content, w.offset)
			}
			continue
		}
		for len(w.data) > 0 {
			n := min(len(w.data), int(SectorSize-w.offset%SectorSize))
			if survives(w.offset / SectorSize) {
				content = over(content, w.data[:n], w.offset)
			}
			w.data, w.offset = w.data[n:], w.offset+int64(n)
		}
	}
	if len(d.now) > len(content) && survives(-2) {
		content = resized(content, int64(len(d.now)))
	}
	return New(content)
}
