package projection

import (
	"errors"
	"strconv"

	"hindsight/core/event"
	"hindsight/core/money"
)

// Operator compares a row's value with a wanted one.
type Operator string

// The operators. Exists holds for every row that is there, whatever its values, or for every member that is.
const (
	Equal       Operator = "="
	NotEqual    Operator = "!="
	Less        Operator = "<"
	LessOrEqual Operator = "<="
	Greater     Operator = ">"
	AtLeast     Operator = ">="
	Exists      Operator = "exists"
)

// Condition is a condition on a column of a row, or on a member of it. It holds for no row that is not
// there, and for no member that is not.
type Condition struct {
	Column   int  // by index; not looked at for Exists without a Member
	Member   Path // inside a column of [JSONKind]; nil for all of the column
	Operator Operator
	// Value is what to compare with, of the column's kind; see [ParseValue]. Beside a Member it is text as
	// it was typed: a number is compared as one, exactly, with numbers and with strings that hold a plain
	// one; what stands in double quotes with strings only. Values that have no order satisfy NotEqual alone.
	Value Value
}

// holds tells whether a value of the column satisfies the condition.
func (c Condition) holds(v Value) bool {
	member, ok := v.text, true
	if c.Member == nil && !v.isPlain() {
		return c.allows(v.Compare(c.Value))
	}
	if c.Member != nil {
		if member, ok = c.Member.find(v.text); !ok || c.Operator == Exists {
			return ok
		}
	}
	order, comparable := compareMember(member, c.Value.text)
	if !comparable {
		return c.Operator == NotEqual
	}
	return c.allows(order)
}

// isPlain tells whether the value is JSON that is compared with what was typed as a member is: no object and no array.
func (v Value) isPlain() bool {
	return v.kind == JSONKind && v.text != "" && v.text[0] != '{' && v.text[0] != '['
}

// allows tells whether the operator holds for a value that compares like this with the wanted one.
func (c Condition) allows(order int) bool {
	switch c.Operator {
	case Equal:
		return order == 0
	case NotEqual:
		return order != 0
	case Less:
		return order < 0
	case LessOrEqual:
		return order <= 0
	case Greater:
		return order > 0
	case AtLeast:
		return order >= 0
	}
	return true
}

// asksForRow tells whether it is enough that the row is there.
func (c Condition) asksForRow() bool { return c.Operator == Exists && c.Member == nil }

// ParseValue reads a value of a column's kind from text, as [Value.String] writes it. The error names
// what was got and what was wanted.
func ParseValue(kind Kind, text string) (Value, error) {
	switch kind {
	case IntegerKind:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return Value{}, errors.New("got " + strconv.Quote(text) + ", want a whole number")
		}
		return Value{kind: kind, number: n}, nil
	case MoneyKind:
		amount, err := money.Parse(text)
		return Value{kind: kind, amount: amount}, err
	case TimeKind:
		t, err := event.ParseTime(text)
		return Value{kind: kind, number: int64(t)}, err
	}
	return Value{kind: kind, text: text}, nil
}

// Flip is a moment at which a condition turned true or false for a row.
type Flip struct {
	Position uint64 // the event that turned it
	Key      string
	Becomes  bool
}

// Find returns every event at which the condition turned true or false for a row, in position order:
// all of them, a dip that recovered with the next event too. A row that appears and satisfies the
// condition turns it true, one that is removed turns it false. With key, only that row's. The first
// offset flips are passed over, at most limit are returned, and total is how many there are.
func (v *Snapshot) Find(key string, c Condition, offset, limit int, source Source) (flips []Flip, total int) {
	only, known := v.index.find(key)
	if key != "" && !known {
		return nil, 0
	}
	held := make([]bool, v.keys.Len())
	for base, records := range v.versions.Spans(0, v.versions.Len()) {
		for i := range records {
			r := &records[i]
			number := r.row()
			if key != "" && number != only {
				continue
			}
			holds := !r.removed() && (c.asksForRow() || c.holds(v.valueAt(base+i, c.Column, source)))
			if holds == held[number] {
				continue
			}
			held[number] = holds
			if total++; total > offset && total-offset <= limit {
				flips = append(flips, Flip{uint64(r.position), v.keys.Name(number), holds})
			}
		}
	}
	return flips, total
}
