package storetest

import (
	"maps"
	"slices"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/store"
)

// machine takes a store and the model through the same steps.
type machine struct {
	store     Store
	model     Model
	events    *Events
	clock     int // seconds; what the store is told about now
	snapshots []kept
	readers   []*reader
	reported  int // how many panics of subscribers were reported
}

// kept is a snapshot with the model as it was when the snapshot was taken.
type kept struct {
	snapshot Snapshot
	model    Model
}

// reader is a subscriber that writes down what it is called with.
type reader struct {
	got    []uint64
	want   []uint64
	panics bool
	live   bool
	cancel func()
}

func newMachine(t *rapid.T, newStore func(report func(error)) Store) *machine {
	m := &machine{events: NewEvents(t)}
	m.store = newStore(func(err error) {
		require.IsType(t, &store.PanicError{}, err)
		m.reported++
	})
	return m
}

func (m *machine) actions() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"":                   m.check,
		"append":             m.appendSome,
		"append a bad batch": m.appendBad,
		"retry":              m.retry,
		"import":             func(t *rapid.T) { m.importSome(t, rapid.IntRange(0, 5).Draw(t, "events")) },
		"import many":        m.importMany,
		"keep a snapshot":    func(*rapid.T) { m.snapshots = append(m.snapshots, kept{m.store.Snapshot(), m.model}) },
		"ask":                m.ask,
		"subscribe":          m.subscribe,
		"replay":             m.replay,
		"cancel":             m.cancel,
	}
}

func drawDemand(t *rapid.T, version uint64) Demand {
	near := rapid.Uint64Range(max(version, 1)-1, version+1).Draw(t, "version")
	demands := []Demand{DemandAny(), DemandNone(), DemandExists(), DemandExactly(version), DemandExactly(near)}
	return demands[rapid.IntRange(0, len(demands)-1).Draw(t, "demand")]
}

func drawBreak(t *rapid.T) string {
	return rapid.SampledFrom(slices.Sorted(maps.Keys(broken))).Draw(t, "what is broken")
}

// append appends to both and demands the same outcome.
func (m *machine) append(t *rapid.T, b store.Batch, d Demand) (store.Result, error) {
	b.Expect = d.Expect
	given := clone(b.Events)
	before := len(m.model.Events)
	want, wantErr := m.model.Append(b, d.Allows)
	got, err := m.store.Append(b)
	require.Equal(t, wantErr, err)
	requireEqual(t, want, got, "the result")
	require.Equal(t, given, b.Events, "the caller's events were changed")
	m.expect(before)
	return got, err
}

// expect notes what the subscribers must have been called with after the model grew.
func (m *machine) expect(before int) {
	for _, r := range m.readers {
		for p := before; r.live && p < len(m.model.Events); p++ {
			r.want = append(r.want, uint64(p)+1)
		}
	}
}

func (m *machine) drawBatch(t *rapid.T) []event.Event {
	batch := []event.Event{m.events.Draw(t)}
	for range rapid.IntRange(0, 3).Draw(t, "more events") {
		e := m.events.Draw(t)
		if rapid.IntRange(0, 3).Draw(t, "other stream") > 0 {
			e.Stream = batch[0].Stream
		}
		batch = append(batch, e)
	}
	return scribble(batch)
}

func (m *machine) appendSome(t *rapid.T) {
	batch := m.drawBatch(t)
	d := drawDemand(t, m.model.StreamVersion(batch[0].Stream))
	m.append(t, store.Batch{Events: batch, Recorded: m.now(t)}, d)
}

// scribble fills in what is the log's to set, and must not be looked at.
func scribble(events []event.Event) []event.Event {
	for i := range events {
		events[i].Position, events[i].Version, events[i].Recorded = 7, 9, At(9e6)
	}
	return events
}

// now moves the clock, which goes back now and then.
func (m *machine) now(t *rapid.T) event.Time {
	m.clock += rapid.IntRange(-5, 10).Draw(t, "clock")
	return At(m.clock)
}

func (m *machine) appendBad(t *rapid.T) {
	batch := m.drawBatch(t)
	victim := &batch[rapid.IntRange(0, len(batch)-1).Draw(t, "victim")]
	switch rapid.IntRange(0, 2).Draw(t, "how") {
	case 0:
		broken[drawBreak(t)](victim)
	case 1:
		victim.ID = batch[0].ID
	case 2:
		if len(m.model.Events) > 0 {
			victim.ID = rapid.SampledFrom(m.model.Events).Draw(t, "stored").ID
		}
	}
	idempotent := rapid.Bool().Draw(t, "idempotent")
	m.append(t, store.Batch{Events: batch, Idempotent: idempotent, Recorded: m.now(t)}, DemandAny())
}

// retry appends stored events again: as they were, partly, in another order, or with a change.
func (m *machine) retry(t *rapid.T) {
	if len(m.model.Events) == 0 {
		t.Skip("nothing to retry")
	}
	from := rapid.IntRange(0, len(m.model.Events)-1).Draw(t, "from")
	batch := clone(m.model.Events[from:min(from+rapid.IntRange(1, 4).Draw(t, "events"), len(m.model.Events))])
	victim := &batch[rapid.IntRange(0, len(batch)-1).Draw(t, "victim")]
	switch rapid.IntRange(0, 6).Draw(t, "change") {
	case 0:
		victim.Data = `"other"`
	case 1:
		victim.Stream = "other"
	case 2:
		victim.Type = "Other"
	case 3:
		slices.Reverse(batch)
	case 4:
		batch = append(batch, m.events.Draw(t))
	case 5:
		batch = append(batch, batch[0])
	}
	d := drawDemand(t, m.model.StreamVersion(batch[0].Stream))
	idempotent := rapid.IntRange(0, 3).Draw(t, "idempotent") > 0
	m.append(t, store.Batch{Events: batch, Idempotent: idempotent, Recorded: m.now(t)}, d)
}

// importSome imports events of which some have a recorded time, no time, a known id or a defect.
func (m *machine) importSome(t *rapid.T, n int) {
	batch := make([]event.Event, n)
	for i := range batch {
		e := m.events.Draw(t)
		e.Position, e.Version = 7, 9 // the log's to set
		switch rapid.IntRange(0, 7).Draw(t, "peculiarity") {
		case 0:
			e.Recorded = At(rapid.IntRange(-10, 100).Draw(t, "recorded"))
		case 1:
			e.Time = 0
		case 2:
			e.Time, e.Recorded = 0, At(rapid.IntRange(-10, 100).Draw(t, "recorded"))
		case 3:
			e.ID = batch[rapid.IntRange(0, max(i, 1)-1).Draw(t, "twin")].ID
		case 4:
			if len(m.model.Events) > 0 {
				e.ID = rapid.SampledFrom(m.model.Events).Draw(t, "stored").ID
			}
		case 5:
			broken[rapid.SampledFrom(brokenEnvelope).Draw(t, "what is broken")](&e)
		}
		batch[i] = e
	}
	m.importBatch(t, batch, m.now(t))
}

// importMany imports so many that the store's larger structures come to be used.
func (m *machine) importMany(t *rapid.T) {
	if len(m.model.Events) > 1000 || rapid.IntRange(0, 19).Draw(t, "really") > 0 {
		t.Skip("once is enough")
	}
	seed := rapid.Uint64().Draw(t, "seed")
	m.importBatch(t, m.events.Bulk(2600, seed), m.now(t))
}

func (m *machine) importBatch(t *rapid.T, batch []event.Event, now event.Time) {
	type rejection struct {
		index int
		err   error
	}
	var want, got []rejection
	before := len(m.model.Events)
	wantDone := m.model.Import(clone(batch), now, func(i int, err error) { want = append(want, rejection{i, err}) })
	gotDone := m.store.Import(batch, now, func(i int, err error) { got = append(got, rejection{i, err}) })
	m.store.Deliver()
	require.Equal(t, wantDone, gotDone)
	require.Equal(t, want, got)
	appended := slices.DeleteFunc(batch, func(e event.Event) bool { return e.Position == 0 })
	requireEqual(t, m.model.Events[before:], appended, "the events that went in")
	m.expect(before)
}

func (m *machine) ask(t *rapid.T) {
	k := kept{m.store.Snapshot(), m.model}
	if len(m.snapshots) > 0 {
		k = rapid.SampledFrom(m.snapshots).Draw(t, "snapshot")
	}
	q := drawQuery(t, &k.model)
	requireEqual(t, k.model.Find(q), k.snapshot.Find(q), "the answer to %+v", q)
}

func (m *machine) subscribe(t *rapid.T) {
	r := &reader{live: true, panics: rapid.IntRange(0, 3).Draw(t, "panics") == 0}
	r.cancel = m.store.Subscribe(r.call)
	m.readers = append(m.readers, r)
}

// replay subscribes from a stored event on.
func (m *machine) replay(t *rapid.T) {
	from := drawPosition(t, &m.model)
	r := &reader{live: true}
	for p := from; p <= uint64(len(m.model.Events)); p++ {
		r.want = append(r.want, p)
	}
	id := "unknown"
	if len(r.want) > 0 {
		id = m.model.Events[from-1].ID
	}
	var err error
	r.cancel, err = m.store.ReplayFrom(id, r.call)
	if len(r.want) == 0 {
		require.ErrorIs(t, err, store.ErrUnknownID)
		return
	}
	require.NoError(t, err)
	m.readers = append(m.readers, r)
}

func (r *reader) call(e event.Event) {
	r.got = append(r.got, e.Position)
	if r.panics {
		panic("a reader that fails")
	}
}

func (m *machine) cancel(t *rapid.T) {
	if len(m.readers) == 0 {
		t.Skip("nobody subscribed")
	}
	r := rapid.SampledFrom(m.readers).Draw(t, "reader")
	r.cancel()
	r.live = false
}
