package lab

import (
	"hindsight/core/event"
	"hindsight/core/logfile"
	"hindsight/core/store"
)

// errInMemory is returned where a file is asked for and the log is kept in none.
var errInMemory = &Error{Code: CodeStorageFailed, Message: "the log is kept in memory only"}

// keeper is a *[logfile.Log]. As an interface it is no part of a program that opens no file.
type keeper interface {
	Append([]event.Event) error
	Clear() error
	Close() error
	Verify(progress func(done, total int64)) (logfile.State, error)
	State() logfile.State
	Recovered() logfile.Recovery
	Refusal() error
}

// Open puts the log that a file holds in place of the lab's own, and keeps it there from now on: whatever
// is appended, imported or generated is in the file before anybody is told, and Clear clears the file too.
// Snapshots taken before stay what they are; subscribers stay subscribed, and are not told of what was
// loaded. progress, if not nil, is called with how many bytes are read, of how many.
//
// A file that is damaged is opened up to the damage and takes nothing: see [logfile.Recovery]. On an error,
// one of [logfile.Open]'s, the lab is as it was, and the file is the caller's. A file that the lab was kept
// in before is closed.
func (l *Lab) Open(file logfile.File, progress func(done, total int64)) (logfile.Recovery, error) {
	s, projections := l.fresh()
	log, err := logfile.Open(file, logfile.Options{Progress: progress, Load: func(events []event.Event) error {
		loaded, err := s.Load(events)
		for i := range events[:loaded] {
			projections.Fold(events[i])
		}
		return err
	}})
	if err != nil {
		return logfile.Recovery{}, err
	}
	s.Deliver() // to nobody yet: what was loaded is the past
	l.mu.Lock()
	defer l.mu.Unlock()
	before := l.file
	l.file = log
	l.installLocked(s, projections)
	if before != nil {
		_ = before.Close() // it has all that it ever took
	}
	return log.Recovered(), nil
}

// Close closes the file that the log is kept in, if there is one, and leaves an empty log in memory.
func (l *Lab) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return nil
	}
	err := l.file.Close()
	l.file = nil
	l.installLocked(l.fresh())
	return err
}

// Verify checks the file that the log is kept in; see [logfile.Log.Verify]. Nothing is appended meanwhile.
// In memory only, the error is an *[Error] of code storage_failed.
func (l *Lab) Verify(progress func(done, total int64)) (logfile.State, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return logfile.State{}, errInMemory
	}
	return l.file.Verify(progress)
}

// Storage is how the log is kept.
type Storage struct {
	logfile.State                  // what the file holds
	Recovery      logfile.Recovery // what opening it found
	Refusal       error            // why the file takes no more events, nil while it does
}

// Storage says how the log is kept; ok is false when it is in memory only.
func (l *Lab) Storage() (s Storage, ok bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.file == nil {
		return s, false
	}
	return Storage{l.file.State(), l.file.Recovered(), l.file.Refusal()}, true
}

// journalLocked is what the store's writes go through: the file, or nothing.
func (l *Lab) journalLocked() store.Journal {
	if l.file == nil {
		return nil
	}
	return l.file.Append
}

// How many events an import writes at once. To keep each batch in a file takes a while however small it
// is, so those are larger.
const (
	memoryBatch = 256
	fileBatch   = 4096
)

func (l *Lab) batchSize() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.file == nil {
		return memoryBatch
	}
	return fileBatch
}
