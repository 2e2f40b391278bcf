package question

import (
	"fmt"

	"hindsight/core/projection"
	"hindsight/core/workspace"
)

// CompareQuestion asks which rows two revisions of an own projection do not have alike.
type CompareQuestion struct {
	// The projection's.
	Name string `json:"name"`
	// Which two: the first is the left one.
	Revisions []float64 `json:"revisions" ts:"[left: number, right: number]"`
	// Absent means the latest.
	At     *Moment `json:"at,omitempty"`
	Offset float64 `json:"offset,omitempty"`
	// 0 to 10,000; usually 100.
	Limit float64 `json:"limit,omitempty"`
}

// Comparison is rows that two revisions do not have alike, in the order of their keys.
type Comparison struct {
	At   At            `json:"at"`
	Rows []ComparedRow `json:"rows"`
	// How many there are in all.
	Total int `json:"total"`
	// The position of the first event after which the two did not have the same rows, null if they had after every one up
	// to the moment.
	Parts *uint64 `json:"parts" ts:"number | null"`
	// How many events up to the moment one of the two has not folded yet: both are compared as they were before these.
	Behind uint64 `json:"behind"`
}

// ComparedRow is a row that two revisions do not have alike: only one has it, or its states are not the same JSON, where
// the order of members does not count.
type ComparedRow struct {
	Key string `json:"key"`
	// added where only the right one has it, removed where only the left one does.
	Kind string `json:"kind" ts:"'added' | 'changed' | 'removed'"`
	// The row's states, JSON text; null where it is not there.
	Left  *string `json:"left" ts:"string | null"`
	Right *string `json:"right" ts:"string | null"`
}

// AppendJSON appends it as an object.
func (c *Comparison) AppendJSON(dst []byte) []byte {
	dst = c.At.AppendJSON(appendName(append(dst, '{'), "at"))
	dst = appendList(dst, "rows", c.Rows, func(dst []byte, r *ComparedRow) []byte {
		dst = appendText(append(dst, '{'), "key", r.Key)
		dst = appendText(dst, "kind", r.Kind)
		dst = appendTextOrNull(dst, "left", r.Left)
		return append(appendTextOrNull(dst, "right", r.Right), '}')
	})
	dst = appendNumber(dst, "total", c.Total)
	if c.Parts != nil {
		dst = appendNumber(dst, "parts", *c.Parts)
	} else {
		dst = appendRaw(dst, "parts", nil)
	}
	return append(appendNumber(dst, "behind", c.Behind), '}')
}

// Answer is a *[Comparison]. It is final before the latest moment, once both have folded all up to there.
func (q *CompareQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	if _, err := s.Projection(q.Name); err != nil {
		return nil, false, err
	}
	offset, limit, err := part(q.Offset, q.Limit)
	if err != nil {
		return nil, false, err
	}
	at, err := q.At.in(s, "at")
	if err != nil {
		return nil, false, err
	}
	left, right, err := q.sides(s)
	if err != nil {
		return nil, false, err
	}
	found, total := projection.Compare(left, right, at.Position, offset, limit)
	comparison := &Comparison{
		At: atOf(at), Rows: make([]ComparedRow, len(found)), Total: total,
		Behind: max(left.Behind(at.Position), right.Behind(at.Position)),
	}
	for i := range found {
		comparison.Rows[i] = compared(&found[i])
	}
	if parts := projection.Parting(left, right); parts > 0 && parts <= at.Position {
		comparison.Parts = &parts
	}
	return comparison, isPassed(left, at) && isPassed(right, at), nil
}

func compared(c *projection.Contrast) ComparedRow {
	row := ComparedRow{Key: c.Key, Kind: c.Kind.String()}
	if c.Kind != projection.Added {
		row.Left = &c.Left
	}
	if c.Kind != projection.Removed {
		row.Right = &c.Right
	}
	return row
}

// sides finds the two revisions.
func (q *CompareQuestion) sides(s *workspace.Snapshot) (left, right *projection.Snapshot, err error) {
	if len(q.Revisions) != 2 {
		return nil, nil, workspace.InvalidQuery("revisions", fmt.Sprintf("%d of them", len(q.Revisions)), "two")
	}
	if left, err = q.side(s, 0); err != nil {
		return nil, nil, err
	}
	right, err = q.side(s, 1)
	return left, right, err
}

func (q *CompareQuestion) side(s *workspace.Snapshot, side int) (*projection.Snapshot, error) {
	field := fmt.Sprintf("revisions.%d", side)
	revision, err := whole(field, q.Revisions[side], maxNumber)
	if err != nil {
		return nil, err
	}
	v, err := s.Revision(q.Name, revision)
	if err != nil {
		return nil, workspace.InvalidQuery(field, fmt.Sprint(revision), "a revision of "+q.Name+" that is kept")
	}
	return v, nil
}
