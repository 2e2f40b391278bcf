package logfile

import (
	"io"
)

// File is where a log is kept. An [os.File] is one through [OSFile]; so is a browser's synchronous access
// handle, whose methods are nearly these. A File is used by one goroutine at a time.
//
// The names are not those of os.File, or the linker would keep its methods in the page's program, to no use.
type File interface {
	// Read reads as an io.ReaderAt does.
	Read(p []byte, at int64) (int, error)
	// Write writes as an io.WriterAt does, but may write less than p without an error.
	Write(p []byte, at int64) (int, error)
	// Resize makes the file shorter or, with zeros, longer.
	Resize(size int64) error
	// Flush returns when all that was written, and the file's size, is kept for good.
	Flush() error
	// Size returns how many bytes the file has.
	Size() (int64, error)
	// Close closes the file. Nothing is asked of it afterwards.
	Close() error
}

// readFull fills p from offset on. Where the file ends before, that is an error.
func readFull(file File, p []byte, offset int64) error {
	n, err := file.Read(p, offset)
	switch {
	case n == len(p):
		return nil
	case err == nil || err == io.EOF:
		return io.ErrUnexpectedEOF
	}
	return err
}

// writeFull writes all of p or returns an error.
func writeFull(file File, p []byte, offset int64) error {
	n, err := file.Write(p, offset)
	if err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	return err
}
