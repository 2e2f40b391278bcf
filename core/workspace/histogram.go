package workspace

import (
	"strconv"

	"hindsight/core/event"
	"hindsight/core/jsontext"
	"hindsight/core/store"
)

// HistogramQuery asks how many events there are where; see [store.HistogramQuery].
type HistogramQuery struct {
	Buckets  int      // 1 to [store.MaxBuckets]
	Axis     string   // time, the default, recorded or position
	From, To string   // RFC 3339 or positions, half-open; "" for the log's own
	By       string   // type, or nothing
	Types    []string // by type: only these on their own; nil or none for every type
}

func (q HistogramQuery) stored() (store.HistogramQuery, error) {
	found := store.HistogramQuery{Buckets: q.Buckets, ByType: q.By == "type"}
	if len(q.Types) > 0 {
		found.Types = q.Types
	}
	if q.Buckets < 1 || q.Buckets > store.MaxBuckets {
		return found, InvalidQuery("buckets", strconv.Itoa(q.Buckets), "1 to "+strconv.Itoa(store.MaxBuckets))
	}
	if q.By != "" && q.By != "type" {
		return found, InvalidQuery("by", strconv.Quote(q.By), "type, or nothing")
	}
	place := timePlace
	switch q.Axis {
	case "", "time":
	case "recorded":
		found.Axis = store.OverRecorded
	case "position":
		found.Axis, place = store.OverPositions, positionPlace
	default:
		return found, InvalidQuery("axis", strconv.Quote(q.Axis), "time, recorded or position")
	}
	var err error
	if found.From, err = place("from", q.From); err != nil {
		return found, err
	}
	found.To, err = place("to", q.To)
	return found, err
}

func timePlace(field, text string) (int64, error) {
	t, err := bound(field, text)
	return int64(t), err
}

func positionPlace(field, text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	p, err := strconv.ParseUint(text, 10, 53)
	if err != nil || p == 0 {
		return 0, InvalidQuery(field, strconv.Quote(text), "a position, from 1")
	}
	return int64(p), nil
}

// AppendHistogram appends {from, to, width, counts}, with width in milliseconds; over positions all
// three are numbers of positions. By type, counts is [{type, counts}]. The error is an *[Error] of code
// invalid_query.
func (s *Snapshot) AppendHistogram(dst []byte, q HistogramQuery) ([]byte, error) {
	asked, err := q.stored()
	if err != nil {
		return dst, err
	}
	h := s.log.Histogram(asked)
	unit, appendPlace := 1e6, appendTimePlace
	if asked.Axis == store.OverPositions {
		unit, appendPlace = 1, appendPositionPlace
	}
	width := 0.0
	if h.To > h.From {
		width = float64(h.To-h.From) / float64(q.Buckets) / unit
	}
	dst = append(dst, `{"from":`...)
	dst = appendPlace(dst, h.From)
	dst = append(dst, `,"to":`...)
	dst = appendPlace(dst, h.To)
	dst = append(dst, `,"width":`...)
	dst = strconv.AppendFloat(dst, width, 'g', -1, 64)
	dst = append(dst, `,"counts":`...)
	if q.By == "" {
		return append(appendCounts(dst, h.Counts), '}'), nil
	}
	dst = append(dst, '[')
	for i, t := range h.ByType {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, `{"type":`...)
		dst = jsontext.AppendQuoted(dst, t.Type)
		dst = append(dst, `,"counts":`...)
		dst = append(appendCounts(dst, t.Counts), '}')
	}
	return append(dst, ']', '}'), nil
}

func appendTimePlace(dst []byte, place int64) []byte {
	return jsontext.AppendQuoted(dst, event.Time(place).String())
}

func appendPositionPlace(dst []byte, place int64) []byte { return strconv.AppendInt(dst, place, 10) }

//go:noinline
func appendCounts(dst []byte, counts []int) []byte {
	dst = append(dst, '[')
	for i, n := range counts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(dst, int64(n), 10)
	}
	return append(dst, ']')
}
