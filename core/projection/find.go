package projection

import (
	"errors"
	"strconv"

	"hindsight/core/event"
	"hindsight/core/money"
)

// Operator compares a row's value with a wanted one.
type Operator string

// The operators. Exists holds for every row that is there, whatever its values.
const (
	Equal       Operator = "="
	NotEqual    Operator = "!="
	Less        Operator = "<"
	LessOrEqual Operator = "<="
	Greater     Operator = ">"
	AtLeast     Operator = ">="
	Exists      Operator = "exists"
)

// Condition is a condition on a column of a row. It holds for no row that is not there.
type Condition struct {
	Column   int // by index; not looked at for Exists
	Operator Operator
	Value    Value // of the column's kind; see [ParseValue]
}

// holds tells whether a value satisfies the condition.
func (c Condition) holds(v Value) bool {
	order := v.Compare(c.Value)
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
func (v *View) Find(key string, c Condition, offset, limit int, source Source) (flips []Flip, total int) {
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
			holds := !r.removed() && (c.Operator == Exists || c.holds(v.valueAt(base+i, c.Column, source)))
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
