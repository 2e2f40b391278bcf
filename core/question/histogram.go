package question

import (
	"encoding/json"
	"strconv"

	"hindsight/core/event"
	"hindsight/core/jsontext"
	"hindsight/core/store"
	"hindsight/core/workspace"
)

// HistogramQuestion asks how many events there are where, in buckets of equal width.
type HistogramQuestion struct {
	// 1 to 10,000.
	Buckets float64 `json:"buckets"`
	// What the buckets are parts of: when events happened (usual), when the log took them, or their positions.
	Axis string `json:"axis,omitempty" ts:"'time' | 'recorded' | 'position'"`
	// Inclusive: an RFC 3339 time, or on the axis of positions a position; absent means the first event's.
	From json.RawMessage `json:"from,omitempty" ts:"string | number"`
	// Exclusive; absent means just after the last event's.
	To json.RawMessage `json:"to,omitempty" ts:"string | number"`
	// Counts each type on its own.
	By string `json:"by,omitempty" ts:"'type' | ''"`
	// By type: only these are counted on their own, all others together as type ''; none for every type.
	Types []string `json:"types,omitempty"`
}

// Histogram is how many events are in each bucket.
type Histogram struct {
	From Place `json:"from"`
	To   Place `json:"to"`
	// Of a bucket: in milliseconds, or on the axis of positions in positions; not always whole.
	Width  float64 `json:"width"`
	Counts Counts  `json:"counts"`
}

// Place is a place on a histogram's axis: a time as text, or a position.
//
//ts:type string | number
type Place struct {
	axis  store.Axis
	place uint64
}

// AppendJSON appends it as a string or a number.
func (p Place) AppendJSON(dst []byte) []byte {
	if p.axis == store.OverPositions {
		return strconv.AppendUint(dst, p.place, 10)
	}
	return jsontext.AppendQuoted(dst, event.Time(p.place).String())
}

// MarshalJSON makes encoding/json write what AppendJSON does.
func (p Place) MarshalJSON() ([]byte, error) { return p.AppendJSON(nil), nil }

// Counts are how many events are in each bucket, or that for each of the types that occur.
//
//ts:type number[] | { type: string; counts: number[] }[]
type Counts struct {
	all    []int
	byType []store.TypeBuckets // nil where types were not asked for
}

// AppendJSON appends them as an array.
func (c Counts) AppendJSON(dst []byte) []byte {
	if c.byType == nil {
		return appendArray(dst, c.all, appendCount)
	}
	return appendArray(dst, c.byType, func(dst []byte, t *store.TypeBuckets) []byte {
		dst = appendText(append(dst, '{'), "type", t.Type)
		return append(appendList(dst, "counts", t.Counts, appendCount), '}')
	})
}

// MarshalJSON makes encoding/json write what AppendJSON does.
func (c Counts) MarshalJSON() ([]byte, error) { return c.AppendJSON(nil), nil }

// AppendJSON appends it as an object.
func (h *Histogram) AppendJSON(dst []byte) []byte {
	dst = h.From.AppendJSON(appendName(append(dst, '{'), "from"))
	dst = h.To.AppendJSON(appendName(dst, "to"))
	dst = strconv.AppendFloat(appendName(dst, "width"), h.Width, 'g', -1, 64)
	return append(h.Counts.AppendJSON(appendName(dst, "counts")), '}')
}

// Answer is a *[Histogram]. It is final when it ends before the last event of an axis on which nothing comes late.
func (q *HistogramQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	asked, err := q.stored()
	if err != nil {
		return nil, false, err
	}
	h := s.Log().Histogram(asked)
	answer := &Histogram{From: Place{asked.Axis, h.From}, To: Place{asked.Axis, h.To}, Counts: Counts{all: h.Counts}}
	if q.By != "" {
		answer.Counts.byType = append([]store.TypeBuckets{}, h.ByType...)
	}
	unit := 1e6
	if asked.Axis == store.OverPositions {
		unit = 1
	}
	if h.To > h.From {
		answer.Width = float64(h.To-h.From) / float64(asked.Buckets) / unit
	}
	return answer, isPast(s.Log(), asked), nil
}

// isPast tells whether all events that can ever be in a histogram's range are there.
func isPast(log *store.Snapshot, q store.HistogramQuery) bool {
	if q.From == 0 || q.To == 0 || log.Len() == 0 {
		return false
	}
	switch q.Axis {
	case store.OverPositions:
		return q.To <= log.Len()+1
	case store.OverRecorded:
		return event.Time(q.To) <= log.Recorded(log.Len())
	}
	return false // an event may come that happened at any time
}

func (q *HistogramQuestion) stored() (h store.HistogramQuery, err error) {
	if h.Buckets, err = whole("buckets", q.Buckets, store.MaxBuckets); err != nil {
		return h, err
	}
	if h.Buckets < 1 {
		return h, workspace.InvalidQuery("buckets", "0", "1 to "+strconv.Itoa(store.MaxBuckets))
	}
	if q.By != "" && q.By != "type" {
		return h, workspace.InvalidQuery("by", quoted(q.By), "type, or nothing")
	}
	h.ByType = q.By == "type"
	if len(q.Types) > 0 {
		h.Types = q.Types
	}
	axis, err := one("axis", q.Axis, "time", "recorded", "position")
	if err != nil {
		return h, err
	}
	place := timePlace
	switch axis {
	case "recorded":
		h.Axis = store.OverRecorded
	case "position":
		h.Axis, place = store.OverPositions, positionPlace
	}
	if h.From, err = place("from", q.From); err != nil {
		return h, err
	}
	h.To, err = place("to", q.To)
	return h, err
}

// placeText is a place's text; null is as good as absent.
func placeText(place json.RawMessage) string {
	if string(place) == "null" {
		return ""
	}
	return textOf(place)
}

func timePlace(field string, place json.RawMessage) (uint64, error) {
	t, err := bound(field, placeText(place))
	return uint64(t), err
}

func positionPlace(field string, place json.RawMessage) (uint64, error) {
	text := placeText(place)
	if text == "" {
		return 0, nil
	}
	p, err := strconv.ParseUint(text, 10, 53)
	if err != nil || p == 0 {
		return 0, workspace.InvalidQuery(field, quoted(text), "a position, from 1")
	}
	return p, nil
}
