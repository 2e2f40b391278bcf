package question

import (
	"hindsight/core/projection"
	"hindsight/core/workspace"
)

// ProjectionsQuestion asks which projections there are.
type ProjectionsQuestion struct {
	// Absent means the latest.
	At *Moment `json:"at,omitempty"`
	// Also own projections' revisions that do not answer for their name. They are called name@revision.
	Revisions bool `json:"revisions,omitempty"`
}

// Projections are all projections, in the order in which they are shown.
type Projections []Projection

// Projection is a projection at a moment.
type Projection struct {
	Name    string   `json:"name"`
	Title   string   `json:"title"`
	Columns []Column `json:"columns"`
	// Rows at the moment.
	Rows int `json:"rows"`
	// Row versions it had written by then.
	Versions int `json:"versions"`
	// Events it could not apply by then.
	Failures int `json:"failures"`
	At       At  `json:"at"`
	// How many events up to the moment it has not folded yet.
	Behind uint64 `json:"behind"`
	// Which revision of an own projection it is.
	Revision int `json:"revision,omitempty"`
}

// Column is a column of a projection.
type Column struct {
	Name string `json:"name"`
	// What the column holds: money and decimal are exact, as text.
	Type string `json:"type" ts:"'text' | 'integer' | 'decimal' | 'money' | 'time' | 'json' | 'type'"`
}

func columnsOf(v *projection.Snapshot) []Column {
	columns := make([]Column, len(v.Columns))
	for i, c := range v.Columns {
		columns[i] = Column{Name: c.Name, Type: c.Kind.String()}
	}
	return columns
}

func appendColumn(dst []byte, c *Column) []byte {
	dst = appendText(append(dst, '{'), "name", c.Name)
	return append(appendText(dst, "type", c.Type), '}')
}

// AppendJSON appends it as an object.
func (p *Projection) AppendJSON(dst []byte) []byte {
	dst = appendText(append(dst, '{'), "name", p.Name)
	dst = appendText(dst, "title", p.Title)
	dst = appendList(dst, "columns", p.Columns, appendColumn)
	dst = appendNumber(dst, "rows", p.Rows)
	dst = appendNumber(dst, "versions", p.Versions)
	dst = appendNumber(dst, "failures", p.Failures)
	dst = p.At.AppendJSON(appendName(dst, "at"))
	dst = appendNumber(dst, "behind", p.Behind)
	if p.Revision > 0 {
		dst = appendNumber(dst, "revision", p.Revision)
	}
	return append(dst, '}')
}

// AppendJSON appends them as an array.
func (p Projections) AppendJSON(dst []byte) []byte {
	return appendArray(dst, p, func(dst []byte, one *Projection) []byte { return one.AppendJSON(dst) })
}

// Answer is [Projections]. It is final before the latest moment, once all of them have folded all up to there.
func (q *ProjectionsQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	at, err := q.At.in(s, "at")
	if err != nil {
		return nil, false, err
	}
	all, final := Projections{}, !at.Latest
	for _, v := range s.Projections() {
		if v.Beside && !q.Revisions {
			continue
		}
		all = append(all, Projection{
			Name: v.Name, Title: v.Title, Columns: columnsOf(&v), Rows: v.Rows(at.Position),
			Versions: v.Versions(at.Position), Failures: v.FailureCount(at.Position), At: atOf(at),
			Behind: v.Behind(at.Position), Revision: v.Revision,
		})
		final = final && isPassed(&v, at)
	}
	return all, final, nil
}

// FailuresQuestion asks which events a projection could not apply.
type FailuresQuestion struct {
	// The projection's.
	Name string `json:"name"`
}

// Failures are the first 10,000 of these, in the order of their positions, among the events that the projection has
// folded: the question projections tells how many it has not.
type Failures []Failure

// Failure is an event that a projection could not apply.
type Failure struct {
	Position uint64 `json:"position"`
	Code     string `json:"code"`
	Message  string `json:"message"`
}

// AppendJSON appends them as an array.
func (f Failures) AppendJSON(dst []byte) []byte {
	return appendArray(dst, f, func(dst []byte, one *Failure) []byte {
		dst = appendNumber(append(dst, '{'), "position", one.Position)
		dst = appendText(dst, "code", one.Code)
		return append(appendText(dst, "message", one.Message), '}')
	})
}

// Answer is [Failures].
func (q *FailuresQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	v, err := s.Projection(q.Name)
	if err != nil {
		return nil, false, err
	}
	all := Failures{}
	for f := range v.Failures() {
		if len(all) == MaxLimit {
			break
		}
		all = append(all, Failure{Position: f.Position, Code: f.Code, Message: f.Message})
	}
	return all, false, nil
}
