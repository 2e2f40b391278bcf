package store

import (
	"slices"
	"sync"

	"hindsight/core/column"
	"hindsight/core/event"
)

// delivery hands batches to subscribers, one batch after the other, whoever appends them.
type delivery struct {
	mu          sync.Mutex // guards what follows; never held while a subscriber is called
	subscribers []*subscriber
	batches     []uint64 // the last positions of the batches that wait
	frontier    uint64   // every batch up to this position was handed to its subscribers or is being
	delivering  bool     // someone is in Deliver's loop
}

type subscriber struct {
	call func(event.Event)
	next uint64 // the first position it is owed
}

func (d *delivery) queue(last uint64) {
	d.mu.Lock()
	d.batches = append(d.batches, last)
	d.mu.Unlock()
}

// Subscribe has call called with each event appended from now on: once, in position order, after its
// append has succeeded. Only one call is under way at a time, in the goroutine of one of those who
// append.
//
// A batch goes to the subscribers there are when its delivery begins. A call may append, subscribe and
// cancel: that changes no iteration under way. What it appends is delivered after the current batch, to
// all; who is cancelled still gets the current batch. A call that panics is reported, and neither the
// others nor the log come to harm; nor do they when a call ends its goroutine.
//
// cancel ends the subscription and may be called more than once.
func (s *Store) Subscribe(call func(event.Event)) (cancel func()) {
	s.mu.RLock() // no append may come between the length and the registration
	defer s.mu.RUnlock()
	return s.delivery.add(&subscriber{call: call, next: uint64(s.log.len()) + 1})
}

func (d *delivery) add(sub *subscriber) (cancel func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.addLocked(sub)
}

func (d *delivery) addLocked(sub *subscriber) (cancel func()) {
	d.subscribers = append(slices.Clip(d.subscribers), sub)
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.subscribers = slices.DeleteFunc(slices.Clone(d.subscribers), func(other *subscriber) bool { return other == sub })
	}
}

// ReplayFrom calls call with every event from the one with this id on, and then goes on live as
// Subscribe does, without a gap or a repetition in between. It returns when the past is replayed, before
// anything new. The error wraps [ErrUnknownID].
func (s *Store) ReplayFrom(id string, call func(event.Event)) (cancel func(), err error) {
	s.mu.RLock()
	position, ok := s.positionOfLocked(id, column.Hash(id))
	s.mu.RUnlock()
	if !ok {
		return nil, &unknownIDError{id}
	}
	sub := &subscriber{call: call, next: position}
	for {
		cancel, upTo := s.delivery.join(sub)
		if cancel != nil {
			return cancel, nil
		}
		s.deliverTo(sub, s.Snapshot(), upTo)
	}
}

// join registers a subscriber that has seen all up to the frontier; otherwise it returns the frontier.
func (d *delivery) join(sub *subscriber) (cancel func(), frontier uint64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if sub.next <= d.frontier {
		return nil, d.frontier
	}
	return d.addLocked(sub), d.frontier
}

// Deliver hands what was written and not delivered yet to the subscribers. When a delivery is under way,
// in this goroutine or another, that one goes on to do it and Deliver returns at once.
func (s *Store) Deliver() {
	d := &s.delivery
	d.mu.Lock()
	if d.delivering {
		d.mu.Unlock()
		return
	}
	d.delivering = true
	defer func() {
		owed := len(d.batches) > 0 // a subscriber ended the goroutine, or the report of its panic panicked
		d.delivering = false
		d.mu.Unlock()
		if owed {
			s.Deliver()
		}
	}()
	for len(d.batches) > 0 {
		last := d.batches[0]
		d.frontier = last
		s.deliverUnlocked(d.subscribers, last) // a snapshot: the slice is replaced, never changed
		d.batches = d.batches[1:]
	}
}

// deliverUnlocked delivers one batch without the lock that its caller holds. It takes the lock again
// even if a subscriber ends the goroutine.
func (s *Store) deliverUnlocked(subscribers []*subscriber, last uint64) {
	s.delivery.mu.Unlock()
	defer s.delivery.mu.Lock()
	if len(subscribers) == 0 {
		return
	}
	v := s.Snapshot()
	for _, sub := range subscribers {
		s.deliverTo(sub, v, last)
	}
}

// deliverTo calls one subscriber with all it is owed up to the position last.
func (s *Store) deliverTo(sub *subscriber, v Snapshot, last uint64) {
	for sub.next <= last {
		e := v.Event(sub.next)
		sub.next++
		s.callOne(sub, e)
	}
}

func (s *Store) callOne(sub *subscriber, e event.Event) {
	defer func() {
		if value := recover(); value != nil {
			s.report(&PanicError{Position: e.Position, Value: value})
		}
	}()
	sub.call(e)
}
