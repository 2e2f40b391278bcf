package question

import (
	"hindsight/core/projection"
	"hindsight/core/workspace"
)

// DiffQuestion asks what differs in a projection between two moments.
type DiffQuestion struct {
	// The projection's.
	Name string  `json:"name"`
	From *Moment `json:"from"`
	// Absent means the latest; it may be before from.
	To     *Moment `json:"to,omitempty"`
	Offset float64 `json:"offset,omitempty"`
	// 0 to 10,000; usually 100.
	Limit float64 `json:"limit,omitempty"`
	// Has values of json columns come as their text.
	Exact bool `json:"exact,omitempty"`
}

// Diff is what differs between two moments, in the order of the rows.
type Diff struct {
	From At          `json:"from"`
	To   At          `json:"to"`
	Rows []RowChange `json:"rows"`
	// How many rows differ in all.
	Total int `json:"total"`
	// How many events up to the later moment the projection has not folded yet.
	Behind uint64 `json:"behind"`
}

// RowChange is a row that is not the same at both moments.
type RowChange struct {
	Key  string `json:"key"`
	Kind string `json:"kind" ts:"'added' | 'changed' | 'removed'"`
	// null when the row was not there.
	Before Values `json:"before" ts:"unknown[] | null"`
	After  Values `json:"after" ts:"unknown[] | null"`
	// The positions of the events between the moments that wrote it, the first 100 of them.
	Events []uint64 `json:"events"`
}

// mostRowEvents is how many events a row of a diff names at the most.
const mostRowEvents = 100

// AppendJSON appends it as an object.
func (d *Diff) AppendJSON(dst []byte) []byte {
	dst = d.From.AppendJSON(appendName(append(dst, '{'), "from"))
	dst = d.To.AppendJSON(appendName(dst, "to"))
	dst = appendList(dst, "rows", d.Rows, func(dst []byte, r *RowChange) []byte {
		dst = appendText(append(dst, '{'), "key", r.Key)
		dst = appendText(dst, "kind", r.Kind)
		dst = r.Before.AppendJSON(appendName(dst, "before"))
		dst = r.After.AppendJSON(appendName(dst, "after"))
		return append(appendList(dst, "events", r.Events, appendCount), '}')
	})
	dst = appendNumber(dst, "total", d.Total)
	return append(appendNumber(dst, "behind", d.Behind), '}')
}

// Answer is a *[Diff]. It is final when both moments are before the latest, once the projection has folded all up
// to there.
func (q *DiffQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	v, err := s.Projection(q.Name)
	if err != nil {
		return nil, false, err
	}
	if q.From == nil {
		return nil, false, workspace.InvalidQuery("from", "nothing", "an object with a position or a time")
	}
	offset, limit, err := part(q.Offset, q.Limit)
	if err != nil {
		return nil, false, err
	}
	from, err := q.From.in(s, "from")
	if err != nil {
		return nil, false, err
	}
	to, err := q.To.in(s, "to")
	if err != nil {
		return nil, false, err
	}
	found, total := v.Diff(from.Position, to.Position, offset, limit, s.Source)
	diff := &Diff{
		From: atOf(from), To: atOf(to), Rows: make([]RowChange, len(found)), Total: total,
		Behind: v.Behind(max(from.Position, to.Position)),
	}
	for i := range found {
		diff.Rows[i] = rows{s, v, q.Exact}.change(&found[i])
	}
	return diff, isPassed(v, from) && isPassed(v, to), nil
}

func (r rows) change(d *projection.Difference) RowChange {
	change := RowChange{Key: d.Key, Kind: d.Kind.String()}
	if d.Kind != projection.Added {
		change.Before = r.values(d.Before)
	}
	if d.Kind != projection.Removed {
		change.After = r.values(d.After)
	}
	change.Events, _ = d.Events(mostRowEvents)
	return change
}
