package workspace

import (
	"strconv"

	"hindsight/core/command"
	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/store"
	"hindsight/core/upcast"
)

// Snapshot is a log and its tables as they were at one instant: what all questions are asked of. It never
// changes, may be asked from any goroutine, and each of its answers can be for any moment up to that instant.
type Snapshot struct {
	id       int
	log      store.Snapshot
	tables   []projection.Snapshot
	chain    upcast.Chain
	commands []command.Command
	sizes    Sizes
	sample   bool
	storage  Storage
	inFile   bool
}

// Snapshot takes a snapshot. It is the one that was taken last, where nothing has changed since.
func (w *Workspace) Snapshot() *Snapshot {
	w.mu.RLock()
	defer w.mu.RUnlock()
	s := w.snapshot.Load()
	if s == nil {
		s = w.snapshotLocked()
		w.snapshot.Store(s)
	}
	return s
}

func (w *Workspace) snapshotLocked() *Snapshot {
	s := &Snapshot{
		id: w.id, log: w.store.Snapshot(), tables: w.projections.Snapshots(), chain: w.chain, commands: w.commands,
		sizes: w.sizesLocked(), sample: w.isSample(w.logLocked()),
	}
	s.storage, s.inFile = w.storageLocked()
	return s
}

// ID counts the logs that the workspace has had: it is another one since the log was emptied, or one was opened.
func (s *Snapshot) ID() int { return s.id }

// Log returns the snapshot's log.
func (s *Snapshot) Log() *store.Snapshot { return &s.log }

// Projections returns all projections, in the order in which they are shown: the workspace's own, then those that
// were added, revisions that are kept beside others among them. The slice is the snapshot's.
func (s *Snapshot) Projections() []projection.Snapshot { return s.tables }

// Commands returns the domain's commands. The slice is the snapshot's.
func (s *Snapshot) Commands() []command.Command { return s.commands }

// OnlySample tells whether the domain's sample is all that the log has.
func (s *Snapshot) OnlySample() bool { return s.sample }

// Sizes returns how large the log and its tables are.
func (s *Snapshot) Sizes() Sizes { return s.sizes }

// Sizes are how large a log and its tables are.
type Sizes struct {
	Log         int               // what the log and its indexes take, in bytes
	Projections int               // what the tables take beside that
	Streams     int               // how many streams there are
	Types       []store.TypeCount // in the order in which they first came; nobody's to change
}

func (w *Workspace) sizesLocked() (s Sizes) {
	s.Types, s.Streams = w.store.Types()
	s.Log, s.Projections = w.store.Bytes(), w.projections.Bytes()
	return s
}

// Projection returns the projection of this name. The error is an *[Error] of code unknown_projection.
func (s *Snapshot) Projection(name string) (*projection.Snapshot, error) {
	var names []string
	for i := range s.tables {
		v := &s.tables[i]
		if v.Is(name) {
			return v, nil
		}
		if !v.Beside {
			names = append(names, v.Name)
		}
	}
	return nil, unknownName(CodeUnknownProjection, "projection", name, names)
}

// Current returns an event in its current schema version. The error is one of package upcast's.
func (s *Snapshot) Current(stored event.Event) (event.Event, error) { return s.chain.Current(stored) }

// Source is a [projection.Source]: it reads events in their current shape, or as stored where that can't be had.
func (s *Snapshot) Source(position uint64) event.Event {
	stored := s.log.Event(position)
	if current, err := s.chain.Current(stored); err == nil {
		return current
	}
	return stored
}

func appendCount(dst []byte, name string, n int) []byte {
	return strconv.AppendInt(append(dst, name...), int64(n), 10)
}

// MaxPage is how many rows or events a page can have.
const MaxPage = 10_000
