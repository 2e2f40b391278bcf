package workspace

import (
	"strconv"

	"hindsight/core/event"
	"hindsight/core/jsontext"
	"hindsight/core/logfile"
	"hindsight/core/projection"
	"hindsight/core/store"
)

// errInMemory is returned where a file is asked for and the log is kept in none.
var errInMemory = &Error{Code: CodeStorageFailed, Message: "the log is kept in memory only"}

// keeper is a *[logfile.Log]. As an interface it is no part of a program that opens no file.
type keeper interface {
	Append([]event.Event) error
	Clear() error
	Close() error
	Verification() *logfile.Verification
	State() logfile.State
	Recovered() logfile.Recovery
	Refusal() error
}

// OpenOptions say what opening a file may make use of, and what it calls. The zero value is good.
type OpenOptions struct {
	// Progress is called with how many bytes of the log are read, of how many.
	Progress func(done, total int64)
	// Checkpoints is the file that the projections' tables are saved in, so that events need not be folded again;
	// see [Workspace.Checkpoint]. The workspace closes it with the log's own. nil for none.
	Checkpoints logfile.File
	// Maker names the program, exactly: such as by a hash of its content. What another one saved is not used.
	Maker string
	// Projections are added beside the workspace's own; those that were added before are dropped. Each is where its
	// table was saved, or at position 0: see [Workspace.CatchUp].
	Projections []projection.Projection
}

// Open puts the log that a file holds in place of the workspace's own, and keeps it there from now on: whatever
// is appended, imported or generated is in the file before a caller or a subscriber hears of it, and Clear clears the file too.
// Snapshots taken before stay what they are; subscribers stay subscribed, and are not told of what was
// loaded.
//
// A file that is damaged is opened up to the damage and takes nothing: see [logfile.Recovery]. On an error,
// one of [logfile.Open]'s or an *[Error] of code duplicate_projection, the workspace is as it was, and the files are the
// caller's. Files that the workspace was kept in before are closed. Nothing that is wrong with the checkpoints is an
// error: see [Storage].
func (w *Workspace) Open(file logfile.File, options OpenOptions) (logfile.Recovery, error) {
	opening, err := w.opening(options)
	if err != nil {
		return logfile.Recovery{}, err
	}
	log, err := logfile.Open(file, logfile.Options{
		Progress: options.Progress, Load: opening.load, Loaded: opening.loaded,
	})
	if err != nil {
		return logfile.Recovery{}, err
	}
	opening.end()
	opening.store.Deliver() // to nobody yet: what was loaded is the past
	w.lock()
	defer w.mu.Unlock()
	w.closeLocked() // they have all that they ever took
	w.file, w.checkpoints = log, opening.checkpoints
	w.installLocked(opening.store, opening.projections)
	w.agreeLocked()
	return log.Recovered(), nil
}

// Close closes the file that the log is kept in, if there is one, and leaves an empty log in memory, without
// projections that were added.
func (w *Workspace) Close() error {
	w.lock()
	defer w.mu.Unlock()
	if w.file == nil {
		return nil
	}
	err := w.closeLocked()
	w.installLocked(w.newStore(), w.ownProjections())
	return err
}

// closeLocked closes the files, if there are any.
func (w *Workspace) closeLocked() (err error) {
	if w.file != nil {
		err = w.file.Close()
	}
	if w.checkpoints != nil {
		_ = w.checkpoints.file.Close() // the log has all that it has
	}
	w.file, w.checkpoints = nil, nil
	return err
}

// Storage is how the log is kept.
type Storage struct {
	logfile.State                  // what the file holds
	Recovery      logfile.Recovery // what opening it found
	Refusal       error            // why the file takes no more events, nil while it does
	// Unfolded is of how many events the tables came from checkpoints when the file was opened, and Folded
	// why not of more: "" where they were of use, or no file was there to have some.
	Unfolded uint64
	Folded   string
	// Checkpoint is of how many events the last checkpoint is now.
	Checkpoint uint64
}

// Storage says how the log is kept; ok is false when it is in memory only.
func (w *Workspace) Storage() (s Storage, ok bool) {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.storageLocked()
}

func (w *Workspace) storageLocked() (s Storage, ok bool) {
	if w.file == nil {
		return s, false
	}
	s = Storage{State: w.file.State(), Recovery: w.file.Recovered(), Refusal: w.file.Refusal()}
	if c := w.checkpoints; c != nil {
		s.Unfolded, s.Folded, s.Checkpoint = c.unfolded, c.reason, c.events()
	}
	return s, true
}

// AppendStorage appends {events, blocks, bytes, head, tornBytes, tornAt, damage, refusal, unfolded, folded,
// checkpoint}, or null when the log is kept in memory only. damage is {offset, length, reason} or null;
// refusal says why the file takes no more events and is "" while it does.
func (s *Snapshot) AppendStorage(dst []byte) []byte {
	return s.storage.appendJSON(dst, s.inFile)
}

func (s *Storage) appendJSON(dst []byte, inFile bool) []byte {
	if !inFile {
		return append(dst, "null"...)
	}
	dst = appendState(dst, s.State)
	dst = appendCount(dst, `,"tornBytes":`, int(s.Recovery.TornBytes))
	dst = appendCount(dst, `,"tornAt":`, int(s.Recovery.TornAt))
	dst = append(dst, `,"damage":`...)
	if damage := s.Recovery.Damage; damage != nil {
		dst = append(dst, damageDetails(damage)...)
	} else {
		dst = append(dst, "null"...)
	}
	refusal := ""
	if s.Refusal != nil {
		refusal = s.Refusal.Error()
	}
	dst = append(dst, `,"refusal":`...)
	dst = jsontext.AppendQuoted(dst, refusal)
	dst = appendCount(dst, `,"unfolded":`, int(s.Unfolded))
	dst = append(dst, `,"folded":`...)
	dst = jsontext.AppendQuoted(dst, s.Folded)
	return append(appendCount(dst, `,"checkpoint":`, int(s.Checkpoint)), '}')
}

// appendState appends an object that is not closed yet.
func appendState(dst []byte, s logfile.State) []byte {
	dst = append(dst, `{"events":`...)
	dst = strconv.AppendUint(dst, s.Events, 10)
	dst = appendCount(dst, `,"blocks":`, s.Blocks)
	dst = appendCount(dst, `,"bytes":`, int(s.Bytes))
	dst = append(dst, `,"head":`...)
	return jsontext.AppendQuoted(dst, s.Head.String())
}

// writeAheadLocked is what the store's writes go through: the file, or nothing.
func (w *Workspace) writeAheadLocked() store.WriteAhead {
	if w.file == nil {
		return nil
	}
	return w.file.Append
}
