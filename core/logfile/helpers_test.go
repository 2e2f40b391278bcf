package logfile_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/disktest"
	"hindsight/core/event"
	"hindsight/core/logfile"
	"hindsight/core/storetest"
)

// opened is a log with the events that opening it gave.
type opened struct {
	*logfile.Log
	loaded []event.Event
}

// open opens a file and keeps a copy of what is loaded.
func open(file logfile.File) (opened, error) {
	var o opened
	log, err := logfile.Open(file, logfile.Options{Load: func(events []event.Event) error {
		for _, e := range events {
			o.loaded = append(o.loaded, cloned(e))
		}
		return nil
	}})
	o.Log = log
	return o, err
}

func mustOpen(t require.TestingT, file logfile.File) opened {
	o, err := open(file)
	require.NoError(t, err)
	return o
}

// cloned returns an event that shares no memory, since those that are loaded are written over.
func cloned(e event.Event) event.Event {
	e.ID, e.Stream, e.Type = strings.Clone(e.ID), strings.Clone(e.Stream), strings.Clone(e.Type)
	e.Metadata, e.Data = strings.Clone(e.Metadata), strings.Clone(e.Data)
	return e
}

// history makes batches of events as a store would hand them on.
type history struct {
	events storetest.Events
	last   event.Event
}

// batch returns the next n events.
func (h *history) batch(n int, seed uint64) []event.Event {
	return h.numbered(h.events.Bulk(n, seed))
}

// drawBatch draws the next events; some have long data.
func (h *history) drawBatch(t *rapid.T) []event.Event {
	events := h.batch(rapid.IntRange(1, 5).Draw(t, "events"), rapid.Uint64().Draw(t, "seed"))
	long := rapid.SampledFrom([]int{0, 0, 0, 500, 2000}).Draw(t, "long data")
	if long > 0 {
		events[0].Data = `"` + strings.Repeat("d", long+rapid.IntRange(0, 20).Draw(t, "longer")) + `"`
	}
	return events
}

func (h *history) numbered(events []event.Event) []event.Event {
	for i := range events {
		e := &events[i]
		e.Position = h.last.Position + 1
		e.Recorded = max(e.Time, h.last.Recorded)
		h.last = *e
	}
	return events
}

// script returns batches of many sizes, with one that is longer than a few sectors.
func script() (batches [][]event.Event) {
	var h history
	for i, n := range []int{1, 3, 1, 20, 1, 2} {
		batch := h.batch(n, uint64(i))
		if i == 4 {
			batch[0].Data = `{"text":"` + strings.Repeat("long ", 500) + `"}`
		}
		batches = append(batches, batch)
	}
	return batches
}

func flat(batches [][]event.Event) (all []event.Event) {
	for _, batch := range batches {
		all = append(all, batch...)
	}
	return all
}

// written returns a file's bytes as they were after each of the batches, first those of an empty log.
func written(t testing.TB, batches [][]event.Event) (states [][]byte) {
	disk := &disktest.Disk{}
	log := mustOpen(t, disk)
	states = append(states, disk.Bytes())
	for _, batch := range batches {
		require.NoError(t, log.Append(batch))
		states = append(states, disk.Bytes())
	}
	return states
}

// requireUsable appends one more event, opens the file again and wants all of them.
func requireUsable(t require.TestingT, disk *disktest.Disk, o opened) {
	next := event.Event{Position: 1, ID: "one more", Stream: "s", Type: "T", SchemaVersion: 1,
		Time: storetest.Start, Recorded: event.MaxTime, Data: "1"}
	next.Position += o.State().Events
	require.NoError(t, o.Append([]event.Event{next}))
	again := mustOpen(t, disk)
	require.Equal(t, append(o.loaded, next), again.loaded)
	require.Zero(t, again.Recovered().TornBytes)
	require.Equal(t, o.State().Head, again.State().Head)
}
