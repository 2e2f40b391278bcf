// Package workspace is one open log with its projections and commands, a clock and a source of ids. It is where the
// parts of the core meet, and all that the page or a test talks to.
//
// Commands and queries are apart. The methods of [Workspace] write; a query is asked of a [Snapshot], which
// holds the log and all tables as they were at one instant and never changes.
package workspace

import (
	"sync"
	"sync/atomic"

	"hindsight/core/command"
	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/store"
	"hindsight/core/upcast"
)

// Options say what a workspace is made of. Now and NewID are needed; the rest may be zero.
type Options struct {
	Now   func() event.Time // the clock, such as [event.Now]
	NewID func() string     // makes an id that was never there before

	// Domain is what the events are about; nil for nothing in particular. Its projections come beside the two that
	// every workspace has, streams and event_types.
	Domain Domain

	// MostStateBytes is how much memory the table of a projection that is run elsewhere may take: behind the event with
	// which it takes more, it takes no other. 0 stands for 512 MiB.
	MostStateBytes int

	// Report is told of a subscriber's panic; nil writes to standard error.
	Report func(error)
}

// Workspace is one open log with its projections. All its methods may be called from any goroutine.
type Workspace struct {
	options  Options
	chain    upcast.Chain
	commands []command.Command
	sample   []string // the ids of the domain's sample

	snapshot atomic.Pointer[Snapshot] // the last one, as long as nothing has changed since; nil for none

	mu          sync.RWMutex // guards what follows; taken before the store's own, for writing by lock
	id          int          // see [Snapshot.ID]
	store       *store.Store
	projections *projection.Set
	subscribers map[*subscription]struct{}
	file        keeper       // where the log is kept, nil for in memory only
	checkpoints *checkpoints // the tables that are saved beside it, nil without a file for them
}

// subscription is a subscriber of the workspace, whichever store it has.
type subscription struct {
	call   func(event.Event)
	cancel func()
}

// New returns a workspace with an empty log.
func New(options Options) *Workspace {
	if options.Domain == nil {
		options.Domain = noDomain{}
	}
	if options.MostStateBytes == 0 {
		options.MostStateBytes = 512 << 20
	}
	w := &Workspace{
		options:     options,
		chain:       upcast.NewChain(options.Domain.Schemas()...),
		commands:    options.Domain.Commands(),
		subscribers: map[*subscription]struct{}{},
	}
	for _, e := range options.Domain.Sample() {
		w.sample = append(w.sample, e.ID)
	}
	w.installLocked(w.newStore(), w.ownProjections())
	return w
}

// lock takes the lock for writing.
func (w *Workspace) lock() {
	w.mu.Lock()
	w.snapshot.Store(nil)
}

func (w *Workspace) newStore() *store.Store {
	return store.New(store.Options{Report: w.options.Report})
}

// installLocked puts a store and its projections in place of what is there.
func (w *Workspace) installLocked(s *store.Store, projections *projection.Set) {
	w.id++
	w.store, w.projections = s, projections
	for s := range w.subscribers {
		s.cancel = w.store.Subscribe(s.call)
	}
}

// Clear makes the log empty, and the file that it is kept in. Snapshots taken before stay what they are;
// subscribers stay subscribed, and projections that were added stay, with empty tables. It clears nothing when it returns an error, a *[logfile.FailedError]; what
// the file then has shows when it is opened again.
func (w *Workspace) Clear() error {
	w.lock()
	defer w.mu.Unlock()
	return w.clearLocked()
}

func (w *Workspace) clearLocked() error {
	if w.file != nil {
		if err := w.file.Clear(); err != nil {
			return err
		}
	}
	if w.checkpoints != nil {
		w.checkpoints.clear()
	}
	w.installLocked(w.newStore(), w.freshLocked())
	return nil
}

// write runs one write on the store and brings the workspace's own projections up to date, so that no snapshot
// ever sees one without the other; then the subscribers are told. do is called with the lock and returns the events as
// stored; those of position 0 were not.
func (w *Workspace) write(do func() ([]event.Event, error)) error {
	s, err := w.writeAndFold(do)
	s.Deliver()
	return err
}

func (w *Workspace) writeAndFold(do func() ([]event.Event, error)) (*store.Store, error) {
	w.lock()
	defer w.mu.Unlock()
	stored, err := do()
	for i := range stored {
		if stored[i].Position > 0 {
			w.projections.Fold(stored[i])
		}
	}
	return w.store, err
}

// logLocked is the log as it is.
func (w *Workspace) logLocked() *store.Snapshot {
	log := w.store.Snapshot()
	return &log
}

// Subscribe has call called with each event appended from now on; see [store.Store.Subscribe].
func (w *Workspace) Subscribe(call func(event.Event)) (cancel func()) {
	cancel, _ = w.subscribe(call, func(s *store.Store) (func(), error) { return s.Subscribe(call), nil })
	return cancel
}

// ReplayFrom calls call with every event from the one with this id on and then goes on live; see
// [store.Store.ReplayFrom].
func (w *Workspace) ReplayFrom(id string, call func(event.Event)) (cancel func(), err error) {
	return w.subscribe(call, func(s *store.Store) (func(), error) { return s.ReplayFrom(id, call) })
}

// subscribe runs start without the lock, as it may call call, which may call the workspace.
func (w *Workspace) subscribe(call func(event.Event), start func(*store.Store) (func(), error)) (func(), error) {
	w.mu.RLock()
	s := w.store
	w.mu.RUnlock()
	cancel, err := start(s)
	if err != nil {
		return nil, err
	}
	sub := &subscription{call: call, cancel: cancel}
	w.lock()
	defer w.mu.Unlock()
	w.subscribers[sub] = struct{}{}
	if w.store != s { // cleared meanwhile
		sub.cancel = w.store.Subscribe(call)
	}
	return func() { w.unsubscribe(sub) }, nil
}

func (w *Workspace) unsubscribe(sub *subscription) {
	w.lock()
	defer w.mu.Unlock()
	delete(w.subscribers, sub)
	sub.cancel()
}
