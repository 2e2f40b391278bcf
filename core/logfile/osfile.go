//go:build !js

package logfile

import "os"

// OSFile is a [File] of the operating system.
type OSFile struct{ file *os.File }

// OpenOSFile opens the file at path, which it makes if there is none.
func OpenOSFile(path string) (OSFile, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	return OSFile{file}, err
}

// ReadOSFile opens the file at path for reading: it can be verified, and every write to it fails.
func ReadOSFile(path string) (OSFile, error) {
	file, err := os.Open(path)
	return OSFile{file}, err
}

// Read is os.File's ReadAt.
func (f OSFile) Read(p []byte, at int64) (int, error) { return f.file.ReadAt(p, at) }

// Write is os.File's WriteAt.
func (f OSFile) Write(p []byte, at int64) (int, error) { return f.file.WriteAt(p, at) }

// Resize is os.File's Truncate.
func (f OSFile) Resize(size int64) error { return f.file.Truncate(size) }

// Flush is os.File's Sync.
func (f OSFile) Flush() error { return f.file.Sync() }

// Size returns how many bytes the file has.
func (f OSFile) Size() (int64, error) {
	info, err := f.file.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// Close closes the file.
func (f OSFile) Close() error { return f.file.Close() }
