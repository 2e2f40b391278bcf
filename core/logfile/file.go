package logfile

import (
	"errors"
	"io"
)

// File is where a log is kept. An [os.File] is one through [OSFile]; so is a browser's synchronous access
// handle, whose methods are nearly these. A File is used by one goroutine at a time.
type File interface {
	io.ReaderAt
	io.WriterAt
	// Truncate makes the file shorter or, with zeros, longer.
	Truncate(size int64) error
	// Sync returns when all that was written, and the file's size, is kept for good.
	Sync() error
	// Size returns how many bytes the file has.
	Size() (int64, error)
	Close() error
}

// readFull fills p from offset on. Where the file ends before, that is an error.
func readFull(file File, p []byte, offset int64) error {
	n, err := file.ReadAt(p, offset)
	switch {
	case n == len(p):
		return nil
	case err == nil || errors.Is(err, io.EOF):
		return io.ErrUnexpectedEOF
	}
	return err
}

// writeFull writes all of p or returns an error.
func writeFull(file File, p []byte, offset int64) error {
	n, err := file.WriteAt(p, offset)
	if err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	return err
}
