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
	// Has the answer count and sum up all rows that differ, also those that are on no page.
	Sums bool `json:"sums,omitempty"`
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
	// How many rows differ in which way; only where sums are asked for.
	Kinds *ChangeKinds `json:"kinds,omitzero"`
	// By how much the sum of each column of numbers changed from one moment to the other, over all rows, in the order of
	// the columns and then of the currencies; only where sums are asked for. A sum that did not change is left out.
	Sums []SumChange `json:"sums,omitzero"`
}

// ChangeKinds are how many rows there are of each kind.
type ChangeKinds struct {
	Added   int `json:"added"`
	Changed int `json:"changed"`
	Removed int `json:"removed"`
}

// SumChange is by how much the sum of a column over all rows changed.
type SumChange struct {
	Column string `json:"column"`
	// Amounts of different currencies are different sums; '' for what is no money.
	Currency string `json:"currency"`
	// A plain decimal, exact however large it is: '-0.70'.
	Change string `json:"change"`
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
	dst = appendNumber(dst, "behind", d.Behind)
	if d.Kinds != nil {
		dst = d.Kinds.AppendJSON(appendName(dst, "kinds"))
		dst = appendList(dst, "sums", d.Sums, appendSum)
	}
	return append(dst, '}')
}

// AppendJSON appends them as an object.
func (k *ChangeKinds) AppendJSON(dst []byte) []byte {
	dst = appendNumber(append(dst, '{'), "added", k.Added)
	dst = appendNumber(dst, "changed", k.Changed)
	return append(appendNumber(dst, "removed", k.Removed), '}')
}

func appendSum(dst []byte, s *SumChange) []byte {
	dst = appendText(append(dst, '{'), "column", s.Column)
	dst = appendText(dst, "currency", s.Currency)
	return append(appendText(dst, "change", s.Change), '}')
}

// Answer is a *[Diff]. It is final when both moments are before the latest, once the projection has folded all up
// to there.
func (q *DiffQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	v, err := s.Projection(q.Name)
	if err != nil {
		return nil, false, err
	}
	offset, limit, err := part(q.Offset, q.Limit)
	if err != nil {
		return nil, false, err
	}
	from, to, err := q.ends(s)
	if err != nil {
		return nil, false, err
	}
	diff := &Diff{From: atOf(from), To: atOf(to)}
	var found []projection.Difference
	if q.Sums {
		var totals projection.Totals
		found, diff.Total, totals = v.DiffTotals(from.Position, to.Position, offset, limit, s.Source)
		diff.count(&totals)
	} else {
		found, diff.Total = v.Diff(from.Position, to.Position, offset, limit, s.Source)
	}
	diff.Behind = v.Behind(max(from.Position, to.Position))
	diff.Rows = make([]RowChange, len(found))
	for i := range found {
		diff.Rows[i] = rows{s, v, q.Exact}.change(&found[i])
	}
	return diff, isPassed(v, from) && isPassed(v, to), nil
}

// ends finds the two moments.
func (q *DiffQuestion) ends(s *workspace.Snapshot) (from, to workspace.At, err error) {
	if q.From == nil {
		return from, to, workspace.InvalidQuery("from", "nothing", "an object with a position or a time")
	}
	if from, err = q.From.in(s, "from"); err != nil {
		return from, to, err
	}
	to, err = q.To.in(s, "to")
	return from, to, err
}

func (d *Diff) count(totals *projection.Totals) {
	kinds := totals.Kinds
	d.Kinds = &ChangeKinds{Added: kinds[projection.Added], Changed: kinds[projection.Changed], Removed: kinds[projection.Removed]}
	d.Sums = make([]SumChange, len(totals.Sums))
	for i := range totals.Sums {
		sum := &totals.Sums[i]
		d.Sums[i] = SumChange{Column: sum.Column, Currency: sum.Currency, Change: sum.Change.String()}
	}
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
