package question

import (
	"hindsight/core/projection"
	"hindsight/core/workspace"
)

// TableQuestion asks for rows of a projection.
type TableQuestion struct {
	// The projection's.
	Name string `json:"name"`
	// Absent means the latest.
	At *Moment `json:"at,omitempty"`
	// A column's name, or key; '' is the order in which rows first appeared.
	Sort       string `json:"sort,omitempty"`
	Descending bool   `json:"descending,omitempty"`
	// Only rows with this text in the key or a column, whatever its letters' case; '' for all.
	Search string  `json:"search,omitempty"`
	Offset float64 `json:"offset,omitempty"`
	// 0 to 10,000; usually 100.
	Limit float64 `json:"limit,omitempty"`
	// Has values of json columns come as their text, so that no number in them is rounded.
	Exact bool `json:"exact,omitempty"`
}

// Table is rows of a projection at a moment.
type Table struct {
	At      At         `json:"at"`
	Columns []Column   `json:"columns"`
	Rows    []TableRow `json:"rows"`
	// How many there are in all.
	Total int `json:"total"`
	// How many events up to the moment the projection has not folded yet: the rows are as they were before these.
	Behind uint64 `json:"behind"`
}

// TableRow is a row.
type TableRow struct {
	Key    string `json:"key"`
	Values Values `json:"values"`
	// The position of the event that wrote it last.
	ChangedAt uint64 `json:"changedAt"`
	// The row's state, JSON text: only of a projection that is run elsewhere.
	State *string `json:"state,omitempty"`
}

func (r *TableRow) appendOpen(dst []byte) []byte {
	dst = appendName(appendText(dst, "key", r.Key), "values")
	dst = appendNumber(r.Values.AppendJSON(dst), "changedAt", r.ChangedAt)
	if r.State != nil {
		dst = appendText(dst, "state", *r.State)
	}
	return dst
}

// AppendJSON appends it as an object.
func (t *Table) AppendJSON(dst []byte) []byte {
	dst = t.At.AppendJSON(appendName(append(dst, '{'), "at"))
	dst = appendList(dst, "columns", t.Columns, appendColumn)
	dst = appendList(dst, "rows", t.Rows, func(dst []byte, r *TableRow) []byte {
		return append(r.appendOpen(append(dst, '{')), '}')
	})
	dst = appendNumber(dst, "total", t.Total)
	return append(appendNumber(dst, "behind", t.Behind), '}')
}

// rows makes what answers have of a projection's rows.
type rows struct {
	snapshot *workspace.Snapshot
	table    *projection.Snapshot
	exact    bool
}

func (r rows) values(row projection.Row) Values {
	values := make(Values, len(r.table.Columns))
	for i := range values {
		values[i] = row.Value(i, r.snapshot.Source)
		if r.exact {
			values[i] = values[i].Exact()
		}
	}
	return values
}

func (r rows) row(row projection.Row) TableRow {
	one := TableRow{Key: row.Key, Values: r.values(row), ChangedAt: row.Position}
	if state, ok := row.State(); ok {
		one.State = &state
	}
	return one
}

// Answer is a *[Table]. It is final before the latest moment, once the projection has folded all up to there.
func (q *TableQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	v, err := s.Projection(q.Name)
	if err != nil {
		return nil, false, err
	}
	order, err := q.order(v)
	if err != nil {
		return nil, false, err
	}
	at, err := q.At.in(s, "at")
	if err != nil {
		return nil, false, err
	}
	found, total := v.At(at.Position).Page(order, s.Source)
	table := &Table{
		At: atOf(at), Columns: columnsOf(v), Rows: make([]TableRow, len(found)), Total: total, Behind: v.Behind(at.Position),
	}
	for i, row := range found {
		table.Rows[i] = rows{s, v, q.Exact}.row(row)
	}
	return table, isPassed(v, at), nil
}

func (q *TableQuestion) order(v *projection.Snapshot) (order projection.Order, err error) {
	order = projection.Order{Column: projection.Unsorted, Descending: q.Descending, Search: q.Search}
	if order.Offset, order.Limit, err = part(q.Offset, q.Limit); err != nil {
		return order, err
	}
	switch q.Sort {
	case "":
	case "key":
		order.Column = projection.ByKey
	default:
		if order.Column = v.Column(q.Sort); order.Column < 0 {
			return order, invalidColumn("sort", q.Sort, "key or ", v)
		}
	}
	return order, nil
}

// RowQuestion asks for one row.
type RowQuestion struct {
	// The projection's.
	Name string  `json:"name"`
	Key  *string `json:"key" ts:"string"`
	// Absent means the latest.
	At *Moment `json:"at,omitempty"`
	// Has values of json columns come as their text.
	Exact bool `json:"exact,omitempty"`
}

// Row is a row at a moment; null where there is none, or the projection has not come to it yet.
//
//ts:type (TableRow & { at: At; behind: number }) | null
type Row struct {
	At At `json:"at"`
	TableRow
	// How many events up to the moment the projection has not folded yet.
	Behind uint64 `json:"behind"`
}

// AppendJSON appends it as an object; a nil *Row is null.
func (r *Row) AppendJSON(dst []byte) []byte {
	if r == nil {
		return append(dst, "null"...)
	}
	dst = r.At.AppendJSON(appendName(append(dst, '{'), "at"))
	return append(appendNumber(r.appendOpen(dst), "behind", r.Behind), '}')
}

// Answer is a *[Row]. It is final before the latest moment, once the projection has folded all up to there.
func (q *RowQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	v, err := s.Projection(q.Name)
	if err != nil {
		return nil, false, err
	}
	at, err := q.At.in(s, "at")
	if err != nil {
		return nil, false, err
	}
	key, err := keyOf(q.Key)
	if err != nil {
		return nil, false, err
	}
	found, ok := v.At(at.Position).Row(key)
	if !ok {
		return (*Row)(nil), isPassed(v, at), nil
	}
	row := &Row{At: atOf(at), TableRow: rows{s, v, q.Exact}.row(found), Behind: v.Behind(at.Position)}
	return row, isPassed(v, at), nil
}
