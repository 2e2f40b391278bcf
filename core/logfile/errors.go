package logfile

import (
	"fmt"
	"strconv"
)

// DamagedError is what is wrong with a file that was changed by something else than an append that was
// cut short. Nothing is written to such a file.
type DamagedError struct {
	Offset int64  // where the damaged stretch begins
	Length int64  // how long it is
	Reason string // what is wrong there
}

// Error says what is wrong and where.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("the log file is damaged in the %d bytes from byte %d on: %s", e.Length, e.Offset, e.Reason)
}

// Code is the error's code in the scripting API.
func (e *DamagedError) Code() string { return "storage_damaged" }

// VersionError is returned for a file of a format that this program does not know, most likely since it
// is the older one. Nothing is written to such a file.
type VersionError struct {
	Got uint32 // the file's format version
}

// Error names the versions.
func (e *VersionError) Error() string {
	return "got a log file of format version " + strconv.FormatUint(uint64(e.Got), 10) + ", want " + strconv.Itoa(FormatVersion) +
		": it was written by another version of this program"
}

// Code is the error's code in the scripting API.
func (e *VersionError) Code() string { return "storage_version" }

// FailedError is returned when the file could not be read or written.
type FailedError struct {
	Err error // what the file returned, or why it is not written to any more
	// Stopped tells that the file is not written to any more until it is opened again: it could not be put
	// back to its last whole block, so that only opening it can tell whether it has what was refused.
	Stopped bool
}

// Error says what the file returned and what that means.
func (e *FailedError) Error() string {
	if e.Stopped {
		return "the log file takes no more events until it is opened again: " + e.Err.Error()
	}
	return "the log file refused: " + e.Err.Error()
}

// Unwrap returns what the file returned.
func (e *FailedError) Unwrap() error { return e.Err }

// Code is the error's code in the scripting API.
func (e *FailedError) Code() string { return "storage_failed" }
