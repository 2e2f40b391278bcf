package question

import (
	"encoding/json"

	"hindsight/core/jsontext"
	"hindsight/core/projection"
	"hindsight/core/workspace"
)

// FindQuestion asks when a condition on a projection's rows turned true or false.
type FindQuestion struct {
	// The projection's.
	Name string `json:"name"`
	// Only this row; '' for all.
	Key string `json:"key,omitempty"`
	// Not needed for exists without a member, which asks whether the row is there.
	Column string `json:"column,omitempty"`
	// Inside a column of type json: amount, customer.name, lines.0.sku, or "a.b" for a name with a dot in it; '' for
	// all of it. exists asks whether it is there then; no other condition holds where it is not.
	Member string `json:"member,omitempty"`
	Op     string `json:"op" ts:"'=' | '!=' | '<' | '<=' | '>' | '>=' | 'exists'"`
	// As the column shows it. Of a member, a number is compared as a number, exactly, with numbers and with strings
	// that hold a plain one; text in double quotes with strings only.
	Value  json.RawMessage `json:"value,omitempty" ts:"unknown"`
	Offset float64         `json:"offset,omitempty"`
	// 0 to 10,000; usually 100.
	Limit float64 `json:"limit,omitempty"`
}

// Flips are the events at which a condition turned true or false, in the order of their positions.
type Flips struct {
	Flips []Flip `json:"flips"`
	// How many there are in all.
	Total int `json:"total"`
	// How many events of the log the projection has not folded yet.
	Behind uint64 `json:"behind"`
}

// Flip is an event at which a condition turned true or false for a row.
type Flip struct {
	Position uint64 `json:"position"`
	// When the event happened, RFC 3339 in UTC.
	Time string `json:"time"`
	Key  string `json:"key"`
	// What the condition is from this position on.
	Becomes bool `json:"becomes"`
}

// AppendJSON appends it as an object.
func (f *Flips) AppendJSON(dst []byte) []byte {
	dst = appendList(append(dst, '{'), "flips", f.Flips, func(dst []byte, one *Flip) []byte {
		dst = appendNumber(append(dst, '{'), "position", one.Position)
		dst = appendText(dst, "time", one.Time)
		dst = appendText(dst, "key", one.Key)
		return append(appendBool(dst, "becomes", one.Becomes), '}')
	})
	dst = appendNumber(dst, "total", f.Total)
	return append(appendNumber(dst, "behind", f.Behind), '}')
}

// Answer is a *[Flips].
func (q *FindQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	v, err := s.Projection(q.Name)
	if err != nil {
		return nil, false, err
	}
	offset, limit, err := part(q.Offset, q.Limit)
	if err != nil {
		return nil, false, err
	}
	condition, err := q.condition(v)
	if err != nil {
		return nil, false, err
	}
	found, total := v.Find(q.Key, condition, offset, limit, s.Source)
	flips := &Flips{Flips: make([]Flip, len(found)), Total: total, Behind: v.Behind(s.Log().Len())}
	for i, f := range found {
		flips.Flips[i] = Flip{Position: f.Position, Time: s.Log().Time(f.Position).String(), Key: f.Key, Becomes: f.Becomes}
	}
	return flips, false, nil
}

func (q *FindQuestion) condition(v *projection.Snapshot) (c projection.Condition, err error) {
	op, err := one("op", q.Op, "=", "!=", "<", "<=", ">", ">=", "exists")
	if err != nil || q.Op == "" {
		return c, workspace.InvalidQuery("op", quoted(q.Op), "one of = != < <= > >= exists")
	}
	c = projection.Condition{Column: v.Column(q.Column), Operator: projection.Operator(op)}
	if c.Operator == projection.Exists && q.Column == "" && q.Member == "" {
		return c, nil
	}
	if c.Column < 0 {
		return c, invalidColumn("column", q.Column, "", v)
	}
	column := v.Columns[c.Column]
	if c.Member, err = memberOf(column, q.Member); err != nil || c.Operator == projection.Exists {
		return c, err
	}
	text := textOf(q.Value)
	value, err := projection.ParseValue(column.Kind, text)
	if err != nil {
		return c, workspace.InvalidQuery("value", quoted(text), "a value of the column: "+err.Error())
	}
	c.Value = value
	return c, nil
}

// textOf is a value as text: a string is what it says, all else is its JSON.
func textOf(value json.RawMessage) string {
	if len(value) > 0 && value[0] == '"' {
		return jsontext.Unquote(string(value))
	}
	return string(value)
}

// memberOf reads the path of a member of a column's values; "" is none.
func memberOf(column projection.ColumnInfo, text string) (projection.Path, error) {
	if text == "" {
		return nil, nil
	}
	if column.Kind != projection.JSONKind {
		return nil, workspace.InvalidQuery("member", quoted(text), "none, as "+column.Name+" is no json column")
	}
	path, err := projection.ParsePath(text)
	if err != nil {
		return nil, workspace.InvalidQuery("member", quoted(text), "the path of a member: "+err.Error())
	}
	return path, nil
}
