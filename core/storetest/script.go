package storetest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"

	"hindsight/core/event"
)

// Script is the data of an event that says itself what a projection is to do, in this order.
type Script struct {
	Changes []Change `json:"changes"`
}

// Change is one thing that a scripted projection does.
type Change struct {
	Do     string `json:"do"`
	Key    string `json:"key,omitempty"`
	Number int64  `json:"number,omitempty"`
	Text   string `json:"text,omitempty"`
	Amount string `json:"amount,omitempty"`
}

// What a change can do.
const (
	Put    = "put"    // write the row, with all that the change says
	Add    = "add"    // read the row, if there is one, and write it with Number added
	Delete = "delete" // remove the row
	Fail   = "fail"   // return an error
	Panic  = "panic"
)

var (
	words   = []string{"", "b", "a", "Ä", "zz", "b"}
	monies  = []string{"0", "1.50", "1.5", "-2", "10", "9.99"}
	changes = []string{Put, Put, Put, Put, Add, Add, Add, Delete, Delete, Fail, Panic}
)

// Scripts returns n scripted events over this many keys, at the positions from 1 on. They are the same
// for the same seed.
func Scripts(n, keys int, seed uint64) []event.Event {
	random := rand.New(rand.NewPCG(seed, 1))
	events := make([]event.Event, n)
	for i := range events {
		var s Script
		for range 1 + random.IntN(3) {
			s.Changes = append(s.Changes, Change{
				Do:     changes[random.IntN(len(changes))],
				Key:    fmt.Sprintf("key-%d", random.IntN(keys)),
				Number: random.Int64N(7) - 3,
				Text:   words[random.IntN(len(words))],
				Amount: monies[random.IntN(len(monies))],
			})
		}
		data, err := json.Marshal(s)
		if err != nil {
			panic(err)
		}
		events[i] = event.Event{
			Position: uint64(i) + 1, ID: fmt.Sprint("e", i+1), Stream: streams[random.IntN(len(streams))],
			Type: types[random.IntN(len(types))], SchemaVersion: 1, Time: At(random.IntN(50)), Data: string(data),
		}
	}
	return events
}

// Row is a row of a scripted projection.
type Row struct {
	Key      string
	Position uint64 // the event that wrote it
	Number   int64
	Text     string
	Amount   string
	Type     string
	Time     event.Time
	Data     string
}

// Rows is the naive model of a scripted projection: the rows there are now, and nothing of the past.
type Rows struct {
	Keys     []string // in the order they first appeared, those of removed rows among them
	Now      map[string]Row
	seen     map[string]bool
	Versions int      // how many versions of rows were written
	Failures []uint64 // the positions of the events that failed
}

// Replay folds events from the first one on.
func Replay(events []event.Event) *Rows {
	r := &Rows{Now: map[string]Row{}, seen: map[string]bool{}}
	for _, e := range events {
		r.Fold(e)
	}
	return r
}

// Fold does all that one event says, or nothing of it.
func (r *Rows) Fold(e event.Event) {
	var script Script
	if err := json.Unmarshal([]byte(e.Data), &script); err != nil {
		panic(err)
	}
	touched := []string{}
	after := map[string]*Row{} // of the rows touched; nil when removed
	get := func(key string) *Row {
		if row, ok := after[key]; ok {
			return row
		}
		if row, ok := r.Now[key]; ok {
			return &row
		}
		return nil
	}
	set := func(key string, row *Row) {
		if _, ok := after[key]; !ok {
			touched = append(touched, key)
		}
		after[key] = row
	}
	for _, c := range script.Changes {
		switch c.Do {
		case Put:
			set(c.Key, &Row{Number: c.Number, Text: c.Text, Amount: c.Amount, Type: e.Type, Time: e.Time})
		case Add:
			row := Row{Amount: "0"}
			if old := get(c.Key); old != nil {
				row = *old
			}
			row.Number += c.Number
			set(c.Key, &row)
		case Delete:
			if get(c.Key) != nil {
				set(c.Key, nil)
			}
		default:
			r.Failures = append(r.Failures, e.Position)
			return
		}
	}
	for _, key := range touched {
		r.write(e, key, after[key])
	}
}

// write adds a version, unless it removes a row that there is not.
func (r *Rows) write(e event.Event, key string, row *Row) {
	if row == nil {
		if _, ok := r.Now[key]; ok {
			delete(r.Now, key)
			r.Versions++
		}
		return
	}
	if !r.seen[key] {
		r.seen[key] = true
		r.Keys = append(r.Keys, key)
	}
	row.Key, row.Position, row.Data = key, e.Position, e.Data
	r.Now[key] = *row
	r.Versions++
}

// List returns the rows there are, in the order in which their keys first appeared.
func (r *Rows) List() []Row {
	list := []Row{}
	for _, key := range r.Keys {
		if row, ok := r.Now[key]; ok {
			list = append(list, row)
		}
	}
	return list
}
