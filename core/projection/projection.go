// Package projection folds events into tables that can be rewound.
//
// A projection is a [Definition]: which events it takes, how it applies one, and which columns its rows
// show. A [Set] folds events through several of them. Each keeps a [Table] in which nothing is ever
// overwritten: every write adds a version of a row. So the table at any position is its versions up to
// there, and a [Snapshot] of it answers for any moment while the fold goes on.
//
// The package knows no log. It is handed events, and where a column shows the event behind a version,
// a function that reads it.
package projection

import (
	"hindsight/core/column"
	"hindsight/core/event"
	"hindsight/core/money"
)

// Definition is how a projection is written. R is its row: a plain struct without pointers, with
// [Text] for strings, so that a million versions are nothing to the garbage collector.
type Definition[R comparable] struct {
	Name  string // unique in a Set, such as order_totals
	Title string // for people, such as Order totals
	// Version tells definitions of one name apart: tables that were saved under another one are not taken, but folded
	// anew. So it changes with what Apply does. It may stay "" where that only changes with the program itself.
	Version string
	// Types are the event types it takes; none means all.
	Types []string
	// Envelope tells that Apply does not look at the data. Then it is handed events that can't be
	// brought to their current schema version too, as they are.
	Envelope bool
	Columns  []Column[R]
	// Apply writes what the event changes to the table. When it returns an error or panics, nothing it
	// wrote counts and the failure is noted with the event's position; the fold goes on. It must be
	// pure: what it writes depends on nothing but the event and the table.
	Apply func(in *Input, t *Table[R]) error
}

// Projection is a [Definition] for a [Set], whatever its rows are. Only this package makes them.
type Projection interface {
	Name() string // the definition's
	start() folding
}

// Define makes a projection of its definition.
func Define[R comparable](d Definition[R]) Projection { return definition[R]{&d} }

type definition[R comparable] struct{ *Definition[R] }

func (d definition[R]) Name() string { return d.Definition.Name }

func (d definition[R]) start() folding {
	columns := make([]ColumnInfo, len(d.Columns))
	for i, c := range d.Columns {
		columns[i] = ColumnInfo{Name: c.name, Kind: c.kind}
	}
	t := &Table[R]{defined: d.Definition, columns: columns}
	t.recent, t.index = &recentState{}, &keyIndex{}
	return t
}

// Text is a string kept once for a whole table; [Table.Text] makes one. Each table has its own. The zero
// value is the empty string.
type Text struct{ symbol uint32 }

// Column is one column of a projection whose row is R.
type Column[R any] struct {
	name   string
	kind   Kind
	value  func(row *R, texts *column.Names) Value
	amount func(row *R) money.Amount // the number that the value is; nil where the kind is none
}

// ColumnInfo is what there is to know of a column without its projection's row.
type ColumnInfo struct {
	Name string
	Kind Kind
	// OfState tells that the column is a member of the row's state; see [RunElsewhere].
	OfState bool
}

// ofEvent tells whether the column shows the data of the event that wrote the version.
func (c ColumnInfo) ofEvent() bool { return c.Kind == JSONKind && !c.OfState }

func nameOf(texts *column.Names, t Text) string {
	if t.symbol == 0 {
		return ""
	}
	return texts.Name(t.symbol - 1)
}

// TextColumn shows a text of the row.
func TextColumn[R any](name string, of func(*R) Text) Column[R] {
	return Column[R]{name: name, kind: TextKind, value: func(row *R, texts *column.Names) Value {
		return Value{kind: TextKind, text: nameOf(texts, of(row))}
	}}
}

// LabelColumn shows one of a few texts that the program itself knows, such as a status, so that the row
// needs no Text for it.
func LabelColumn[R any](name string, of func(*R) string) Column[R] {
	return Column[R]{name: name, kind: TextKind, value: func(row *R, _ *column.Names) Value {
		return Value{kind: TextKind, text: of(row)}
	}}
}

// TypeColumn shows a text of the row that is the name of an event type.
func TypeColumn[R any](name string, of func(*R) Text) Column[R] {
	return Column[R]{name: name, kind: TypeKind, value: func(row *R, texts *column.Names) Value {
		return Value{kind: TypeKind, text: nameOf(texts, of(row))}
	}}
}

// IntegerColumn shows a whole number of the row.
func IntegerColumn[R any](name string, of func(*R) int64) Column[R] {
	return Column[R]{name: name, kind: IntegerKind, value: func(row *R, _ *column.Names) Value {
		return Value{kind: IntegerKind, number: of(row)}
	}, amount: func(row *R) money.Amount { return money.Whole(of(row)) }}
}

// MoneyColumn shows an exact amount of the row.
func MoneyColumn[R any](name string, of func(*R) money.Amount) Column[R] {
	return Column[R]{name: name, kind: MoneyKind, value: func(row *R, _ *column.Names) Value {
		return Value{kind: MoneyKind, amount: of(row)}
	}, amount: of}
}

// TimeColumn shows a time of the row.
func TimeColumn[R any](name string, of func(*R) event.Time) Column[R] {
	return Column[R]{name: name, kind: TimeKind, value: func(row *R, _ *column.Names) Value {
		return Value{kind: TimeKind, number: int64(of(row))}
	}}
}

// DataColumn shows the data of the event that wrote the version.
func DataColumn[R any](name string) Column[R] {
	return Column[R]{name: name, kind: JSONKind}
}
