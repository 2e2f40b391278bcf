package workspace

import (
	"hindsight/core/logfile"
	"hindsight/core/store"
)

// Verification is the check of the file that the log is kept in, step by step, as it takes long: queries are
// answered and events appended in between. Make one with [Workspace.Verify].
type Verification struct {
	workspace *Workspace
	store     *store.Store // of the log that the file held
	file      *logfile.Verification
}

// errGivenUp is returned where there is no such file any more.
var errGivenUp = &Error{Code: CodeStorageFailed, Message: "the log was emptied, or another one opened, while its file was being checked"}

// Verify begins to check every byte of the file that the log is kept in, as far as it is written by now. The
// error, where it is in memory only, is an *[Error] of code storage_failed.
func (w *Workspace) Verify() (*Verification, error) {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.file == nil {
		return nil, errInMemory
	}
	return &Verification{workspace: w, store: w.store, file: w.file.Verification()}, nil
}

// Step checks about so many bytes, and tells whether all are checked. The error ends the check: it is one of
// [logfile.Verification.Step], or an *[Error] of code storage_failed when the log was cleared or another one
// opened meanwhile.
func (v *Verification) Step(bytes int) (done bool, err error) {
	v.workspace.mu.Lock() // the file is for one at a time
	defer v.workspace.mu.Unlock()
	if v.workspace.store != v.store {
		return false, errGivenUp
	}
	return v.file.Step(int64(bytes))
}

// Checked returns how many bytes are checked, of how many.
func (v *Verification) Checked() (done, total int64) { return v.file.Checked() }

// AppendJSON appends {events, blocks, bytes, head}: what the file holds, as far as it is checked.
func (v *Verification) AppendJSON(dst []byte) []byte {
	return append(appendState(dst, v.file.State()), '}')
}
