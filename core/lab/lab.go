// Package lab is one playground: a store, its projections and its commands, a clock and a source of
// ids. It is where the parts of the core meet, and all that the page or a test talks to.
//
// Commands and queries are apart. The methods of [Lab] write; a query is asked of a [Snapshot], which
// holds the log and all tables as they were at one instant, never changes and needs no lock.
package lab

import (
	"sync"

	"hindsight/core/command"
	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/store"
	"hindsight/core/upcast"
)

// Options say what a lab is made of. Now and NewID are needed; the rest may be empty.
type Options struct {
	Now   func() event.Time // the clock, such as [event.Now]
	NewID func() string     // makes an id that was never there before

	Schemas     []upcast.Schema
	Projections []projection.Projection // beside the two that every lab has: streams and event_types
	Commands    []command.Command

	// Report is told of a subscriber's panic; nil writes to standard error.
	Report func(error)
}

// Lab is a playground. All its methods may be called from any goroutine.
type Lab struct {
	options Options
	chain   upcast.Chain

	mu          sync.RWMutex // guards what follows; taken before the store's own
	store       *store.Store
	projections *projection.Set
	subscribers map[*subscription]struct{}
	file        keeper  // where the log is kept, nil for in memory only
	tables      *tables // where the projections' tables are kept beside it, nil for nowhere
}

// subscription is a subscriber of the lab, whichever store it has.
type subscription struct {
	call   func(event.Event)
	cancel func()
}

// New returns a lab with an empty log.
func New(options Options) *Lab {
	l := &Lab{
		options:     options,
		chain:       upcast.NewChain(options.Schemas...),
		subscribers: map[*subscription]struct{}{},
	}
	l.installLocked(l.fresh())
	return l
}

// fresh returns an empty store and empty projections.
func (l *Lab) fresh() (*store.Store, *projection.Set) {
	projections := append([]projection.Projection{projection.Streams(), projection.EventTypes()}, l.options.Projections...)
	return store.New(store.Options{Report: l.options.Report}), projection.NewSet(l.chain.Raise, projections...)
}

// installLocked puts a store and its projections in place of what is there.
func (l *Lab) installLocked(s *store.Store, projections *projection.Set) {
	l.store, l.projections = s, projections
	for s := range l.subscribers {
		s.cancel = l.store.Subscribe(s.call)
	}
}

// Clear makes the log empty, and the file that it is kept in. Snapshots taken before stay what they are;
// subscribers stay subscribed. It clears nothing when it returns an error, a *[logfile.FailedError]; what
// the file then has shows when it is opened again.
func (l *Lab) Clear() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.clearLocked()
}

func (l *Lab) clearLocked() error {
	if l.file != nil {
		if err := l.file.Clear(); err != nil {
			return err
		}
	}
	if l.tables != nil {
		l.tables.clear()
	}
	l.installLocked(l.fresh())
	return nil
}

// write runs one write on the store and brings the projections up to date, so that no snapshot ever
// sees one without the other; then the subscribers are told. do returns the events as stored; those of
// position 0 were not.
func (l *Lab) write(do func(*store.Store) ([]event.Event, error)) error {
	s, err := l.writeAndFold(do)
	s.Deliver()
	return err
}

func (l *Lab) writeAndFold(do func(*store.Store) ([]event.Event, error)) (*store.Store, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	stored, err := do(l.store)
	for i := range stored {
		if stored[i].Position > 0 {
			l.projections.Fold(stored[i])
		}
	}
	return l.store, err
}

// Subscribe has call called with each event appended from now on; see [store.Store.Subscribe].
func (l *Lab) Subscribe(call func(event.Event)) (cancel func()) {
	cancel, _ = l.subscribe(call, func(s *store.Store) (func(), error) { return s.Subscribe(call), nil })
	return cancel
}

// ReplayFrom calls call with every event from the one with this id on and then goes on live; see
// [store.Store.ReplayFrom].
func (l *Lab) ReplayFrom(id string, call func(event.Event)) (cancel func(), err error) {
	return l.subscribe(call, func(s *store.Store) (func(), error) { return s.ReplayFrom(id, call) })
}

// subscribe runs start without the lock, as it may call call, which may call the lab.
func (l *Lab) subscribe(call func(event.Event), start func(*store.Store) (func(), error)) (func(), error) {
	l.mu.RLock()
	s := l.store
	l.mu.RUnlock()
	cancel, err := start(s)
	if err != nil {
		return nil, err
	}
	sub := &subscription{call: call, cancel: cancel}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.subscribers[sub] = struct{}{}
	if l.store != s { // cleared meanwhile
		sub.cancel = l.store.Subscribe(call)
	}
	return func() { l.unsubscribe(sub) }, nil
}

func (l *Lab) unsubscribe(sub *subscription) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.subscribers, sub)
	sub.cancel()
}
