package main

import (
	"math/rand/v2"
	"slices"
	"strings"

	"hindsight/core/event"
)

// asked is how many questions of a kind there are for each part of the log.
const asked = 1000

// rangeEvents is how many events a range is to hold.
const rangeEvents = 100

// A part is the log up to some position, and what is asked about it.
type part struct {
	Events      int        `json:"events"`
	NDJSONBytes int64      `json:"ndjsonBytes"` // of its lines
	CSVBytes    int64      `json:"csvBytes"`    // of its rows, the header included
	Last        string     `json:"lastTime"`
	Moments     []int      `json:"moments"` // positions
	Ranges      []timeSpan `json:"ranges"`
	Streams     []string   `json:"streams"`
	Filters     []filter   `json:"filters"`
}

// timeSpan is half-open.
type timeSpan struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type filter struct {
	Type string `json:"type"`
	Text string `json:"text"`
}

// survey sees a log go by, draws events from it and makes questions of them.
type survey struct {
	rng   *rand.Rand
	times []event.Time
	parts []*part
	// drawn holds, by position, the parts whose next question of a stream and of a filter it is for.
	drawn map[int][]*part
}

func newSurvey(seed uint64, counts []int) *survey {
	s := &survey{rng: rand.New(rand.NewPCG(seed, 0x6173)), drawn: map[int][]*part{}}
	slices.Sort(counts)
	for _, events := range slices.Compact(counts) {
		p := &part{Events: events}
		for range asked {
			p.Moments = append(p.Moments, 1+s.rng.IntN(events))
			position := 1 + s.rng.IntN(events)
			s.drawn[position] = append(s.drawn[position], p)
		}
		s.parts = append(s.parts, p)
	}
	return s
}

func (s *survey) seen() int { return len(s.times) }

// see takes the next event.
func (s *survey) see(e *event.Event) {
	s.times = append(s.times, e.Time)
	for _, p := range s.drawn[len(s.times)] {
		_, name, _ := strings.Cut(e.Stream, "-")
		p.Streams = append(p.Streams, e.Stream)
		p.Filters = append(p.Filters, filter{Type: e.Type, Text: name})
	}
}

// reach sets down how long the files are after the last event that was seen.
func (s *survey) reach(ndjson, csv int64) {
	for _, p := range s.parts {
		if p.Events == len(s.times) {
			p.NDJSONBytes, p.CSVBytes = ndjson, csv
		}
	}
}

// questions returns the parts, complete, after the whole log was seen.
func (s *survey) questions() []*part {
	for _, p := range s.parts {
		s.rng.Shuffle(len(p.Streams), func(i, j int) {
			p.Streams[i], p.Streams[j] = p.Streams[j], p.Streams[i]
			p.Filters[i], p.Filters[j] = p.Filters[j], p.Filters[i]
		})
		times := slices.Clone(s.times[:p.Events])
		slices.Sort(times)
		p.Last = times[len(times)-1].String()
		span := min(rangeEvents, len(times)-1)
		for range asked {
			i := s.rng.IntN(len(times) - span)
			p.Ranges = append(p.Ranges, timeSpan{From: times[i].String(), To: times[i+span].String()})
		}
	}
	return s.parts
}
