package workspace

import (
	"strconv"

	"hindsight/core/event"
	"hindsight/core/jsontext"
	"hindsight/core/projection"
	"hindsight/core/store"
	"hindsight/core/upcast"
)

// Snapshot is a log and its tables as they were at one instant: what all queries are asked of. It never
// changes, needs no lock, and each of its answers can be for any moment up to that instant. Answers are
// JSON in the shapes of the scripting API, appended to a slice, because that is how they leave the core.
type Snapshot struct {
	log    store.View
	tables []projection.View
	chain  upcast.Chain
}

// Snapshot takes a snapshot.
func (w *Workspace) Snapshot() *Snapshot {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return &Snapshot{log: w.store.View(), tables: w.projections.Views(), chain: w.chain}
}

// Log returns the snapshot's log.
func (s *Snapshot) Log() *store.View { return &s.log }

// Projection returns the projection of this name. The error is an *[Error] of code unknown_projection.
func (s *Snapshot) Projection(name string) (*projection.View, error) {
	for i := range s.tables {
		if s.tables[i].Name == name {
			return &s.tables[i], nil
		}
	}
	names := make([]string, len(s.tables))
	for i := range s.tables {
		names[i] = s.tables[i].Name
	}
	return nil, unknownName(CodeUnknownProjection, "projection", name, names)
}

// source reads events in their current shape, or as stored where that can't be had.
func (s *Snapshot) source(position uint64) event.Event {
	stored := s.log.Event(position)
	if current, err := s.chain.Current(stored); err == nil {
		return current
	}
	return stored
}

// AppendProjections appends what there is to know of every projection at a moment: {name, title,
// columns, rows, versions, failures, at}.
func (s *Snapshot) AppendProjections(dst []byte, m Moment) []byte {
	at := s.At(m)
	dst = append(dst, '[')
	for i := range s.tables {
		v := &s.tables[i]
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, `{"name":`...)
		dst = jsontext.AppendQuoted(dst, v.Name)
		dst = append(dst, `,"title":`...)
		dst = jsontext.AppendQuoted(dst, v.Title)
		dst = appendColumns(append(dst, ','), v)
		dst = appendCount(dst, `,"rows":`, v.Rows(at.Position))
		dst = appendCount(dst, `,"versions":`, v.Versions(at.Position))
		dst = appendCount(dst, `,"failures":`, v.FailureCount(at.Position))
		dst = append(dst, `,"at":`...)
		dst = append(at.AppendJSON(dst), '}')
	}
	return append(dst, ']')
}

func appendColumns(dst []byte, v *projection.View) []byte {
	dst = append(dst, `"columns":[`...)
	for i, c := range v.Columns {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, `{"name":`...)
		dst = jsontext.AppendQuoted(dst, c.Name)
		dst = append(dst, `,"type":"`...)
		dst = append(dst, c.Kind.String()...)
		dst = append(dst, '"', '}')
	}
	return append(dst, ']')
}

func appendCount(dst []byte, name string, n int) []byte {
	return strconv.AppendInt(append(dst, name...), int64(n), 10)
}

// TableQuery asks for a page of a projection's rows.
type TableQuery struct {
	Name       string // the projection
	At         Moment
	Sort       string // a column's name, key, or "" for the order in which rows first appeared
	Descending bool
	Search     string // only rows that hold this text, whatever its letters' case
	Offset     int
	Limit      int // 0 to MaxPage
}

// MaxPage is how many rows or events a page can have.
const MaxPage = 10_000

// AppendTable appends {at, columns, rows, total}. The error is an *[Error] of code unknown_projection or
// invalid_query.
func (s *Snapshot) AppendTable(dst []byte, q TableQuery) ([]byte, error) {
	v, err := s.Projection(q.Name)
	if err != nil {
		return dst, err
	}
	order, err := orderOf(v, q)
	if err != nil {
		return dst, err
	}
	at := s.At(q.At)
	rows, total := v.At(at.Position).Page(order, s.source)
	dst = append(dst, `{"at":`...)
	dst = at.AppendJSON(dst)
	dst = appendColumns(append(dst, ','), v)
	dst = append(dst, `,"rows":[`...)
	for i, row := range rows {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, '{')
		dst = append(s.appendRow(dst, v, row), '}')
	}
	dst = append(dst, ']')
	return append(appendCount(dst, `,"total":`, total), '}'), nil
}

func orderOf(v *projection.View, q TableQuery) (projection.Order, error) {
	order := projection.Order{Column: projection.Unsorted, Descending: q.Descending,
		Search: q.Search, Offset: q.Offset, Limit: q.Limit}
	if err := checkPage(q.Offset, q.Limit); err != nil {
		return order, err
	}
	switch q.Sort {
	case "":
	case "key":
		order.Column = projection.ByKey
	default:
		if order.Column = v.Column(q.Sort); order.Column < 0 {
			return order, InvalidQuery("sort", strconv.Quote(q.Sort), "key or a column of "+v.Name)
		}
	}
	return order, nil
}

// appendRow appends the members of a row: key, values, changedAt.
func (s *Snapshot) appendRow(dst []byte, v *projection.View, row projection.Row) []byte {
	dst = append(dst, `"key":`...)
	dst = jsontext.AppendQuoted(dst, row.Key)
	dst = append(dst, `,"values":`...)
	dst = s.appendValues(dst, v, row, true)
	dst = append(dst, `,"changedAt":`...)
	return strconv.AppendUint(dst, row.Position, 10)
}

// AppendRow appends {at, key, values, changedAt}, or null when there is no such row at the moment. The
// error is an *[Error] of code unknown_projection.
func (s *Snapshot) AppendRow(dst []byte, name, key string, m Moment) ([]byte, error) {
	v, err := s.Projection(name)
	if err != nil {
		return dst, err
	}
	at := s.At(m)
	row, ok := v.At(at.Position).Row(key)
	if !ok {
		return append(dst, "null"...), nil
	}
	dst = append(dst, `{"at":`...)
	dst = append(at.AppendJSON(dst), ',')
	return append(s.appendRow(dst, v, row), '}'), nil
}

// AppendFailures appends {position, code, message} of each event that a projection could not apply, at
// most MaxPage of them. The error is an *[Error] of code unknown_projection.
func (s *Snapshot) AppendFailures(dst []byte, name string) ([]byte, error) {
	v, err := s.Projection(name)
	if err != nil {
		return dst, err
	}
	dst = append(dst, '[')
	n := 0
	for f := range v.Failures() {
		if n++; n > MaxPage {
			break
		}
		if n > 1 {
			dst = append(dst, ',')
		}
		dst = append(dst, `{"position":`...)
		dst = strconv.AppendUint(dst, f.Position, 10)
		dst = append(dst, `,"code":`...)
		dst = jsontext.AppendQuoted(dst, f.Code)
		dst = append(dst, `,"message":`...)
		dst = append(jsontext.AppendQuoted(dst, f.Message), '}')
	}
	return append(dst, ']'), nil
}
