package projection

import (
	"cmp"
	"strconv"
	"strings"

	"hindsight/core/event"
	"hindsight/core/jsontext"
	"hindsight/core/money"
)

// Kind is the type of a column.
type Kind uint8

// The kinds, each with the Go type that its values have in a row.
const (
	TextKind    Kind = iota // Text
	TypeKind                // Text: the name of an event type
	IntegerKind             // int64
	MoneyKind               // money.Amount; its currency is another column's or the key
	TimeKind                // event.Time
	JSONKind                // the data of the event that wrote the version, or a member of a state
)

// String returns the kind's name outside.
func (k Kind) String() string {
	return [...]string{"text", "type", "integer", "money", "time", "json"}[k]
}

// IsNumber tells whether values of this kind can be added up.
func (k Kind) IsNumber() bool { return k == IntegerKind || k == MoneyKind }

// Value is what stands in one column of one row. It is made when it is looked at.
type Value struct {
	kind   Kind
	text   string // Text and JSON
	number int64  // Integer and, as a uint64, Time
	amount money.Amount
}

// Kind returns the value's kind.
func (v Value) Kind() Kind { return v.kind }

// String returns the value as text: an amount with all its decimals, a time in RFC 3339, JSON as it is
// stored.
func (v Value) String() string {
	switch v.kind {
	case IntegerKind:
		return strconv.FormatInt(v.number, 10)
	case MoneyKind:
		return v.amount.String()
	case TimeKind:
		return event.Time(v.number).String()
	}
	return v.text
}

// AppendJSON appends the value: an integer as a number, JSON as it is stored, all else as a string.
func (v Value) AppendJSON(dst []byte) []byte {
	switch v.kind {
	case IntegerKind:
		return strconv.AppendInt(dst, v.number, 10)
	case JSONKind:
		return append(dst, v.text...)
	}
	return jsontext.AppendQuoted(dst, v.String())
}

// Exact returns the value as it has to cross where numbers are rounded: of JSON, its text as a text. All other values
// are as they are.
func (v Value) Exact() Value {
	if v.kind == JSONKind {
		v.kind = TextKind
	}
	return v
}

// Compare orders values of one kind: numbers, amounts and times by what they are, the rest as text. JSON that is a number
// comes in the order of numbers; two that are equal as such, but not written alike, are not the same.
func (v Value) Compare(w Value) int {
	switch v.kind {
	case IntegerKind:
		return cmp.Compare(v.number, w.number)
	case TimeKind:
		return cmp.Compare(uint64(v.number), uint64(w.number))
	case MoneyKind:
		return v.amount.Cmp(w.amount)
	case JSONKind:
		if jsontext.IsNumber(v.text) && jsontext.IsNumber(w.text) {
			return cmp.Or(jsontext.CompareNumbers(v.text, w.text), strings.Compare(v.text, w.text))
		}
	}
	return strings.Compare(v.text, w.text)
}
