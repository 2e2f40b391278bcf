//go:build !js

package logfile

import "os"

// OSFile is a [File] of the operating system.
type OSFile struct{ *os.File }

// OpenOSFile opens the file at path, which it makes if there is none.
func OpenOSFile(path string) (OSFile, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	return OSFile{file}, err
}

// Size returns how many bytes the file has.
func (f OSFile) Size() (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
