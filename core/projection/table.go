package projection

import (
	"hindsight/core/column"
	"hindsight/core/money"
)

// Table is what a projection writes to. Reading gives a row as it is after all events so far, this one's
// own writes included.
type Table[R comparable] struct {
	history
	defined  *Definition[R]
	columns  []ColumnInfo
	values   column.Column[R]
	texts    column.Symbols
	staged   []staged[R]
	last     found // of this event; its key is not ours to keep longer
	failures failures
}

// found is a key and the number of its row.
type found struct {
	key    string
	number uint32
	ok     bool
}

// staged is a write that waits for Apply to succeed.
type staged[R comparable] struct {
	key     string
	row     R
	removed bool
}

// Get returns the row of this key; ok is false and the row zero when there is none.
func (t *Table[R]) Get(key string) (row R, ok bool) {
	for i := len(t.staged) - 1; i >= 0; i-- {
		if s := &t.staged[i]; s.key == key {
			return s.row, !s.removed
		}
	}
	number, ok := t.number(key)
	if !ok || !t.exists(number) {
		return row, false
	}
	return t.values.At(int(t.heads[number]) - 1), true
}

// number returns the number of a key's row, if it ever had one. It remembers the last, as most events
// read the row that they write.
func (t *Table[R]) number(key string) (number uint32, ok bool) {
	if t.last.ok && t.last.key == key {
		return t.last.number, true
	}
	number, ok = t.index.symbols.Recall(key)
	t.last = found{key, number, ok}
	return number, ok
}

// exists tells whether a row is there, this event's own writes aside.
func (t *Table[R]) exists(number uint32) bool { return !t.absent.has(number) }

// Put writes the row of this key, whether or not there is one.
func (t *Table[R]) Put(key string, row R) { t.stage(staged[R]{key: key, row: row}) }

// Delete removes the row of this key. It does nothing when there is none.
func (t *Table[R]) Delete(key string) {
	if _, ok := t.Get(key); ok {
		t.stage(staged[R]{key: key, removed: true})
	}
}

func (t *Table[R]) stage(write staged[R]) {
	for i := range t.staged {
		if t.staged[i].key == write.key {
			t.staged[i] = write
			return
		}
	}
	t.staged = append(t.staged, write)
}

// Text keeps a string for use in rows of this table.
func (t *Table[R]) Text(s string) Text {
	if s == "" {
		return Text{}
	}
	symbol, _ := t.texts.Intern(s)
	return Text{symbol + 1}
}

// String returns the string that Text was given.
func (t *Table[R]) String(text Text) string { return nameOf(&t.texts.Names, text) }

// apply applies one event: all of its writes or, on an error, none.
func (t *Table[R]) apply(in *Input) {
	t.staged, t.last = t.staged[:0], found{}
	if err := t.attempt(in); err != nil {
		t.fail(in.Position, err)
		return
	}
	for i := range t.staged {
		t.commit(uint32(in.Position), &t.staged[i])
	}
}

func (t *Table[R]) commit(position uint32, s *staged[R]) {
	number, ok := t.number(s.key)
	switch {
	case s.removed && (!ok || !t.exists(number)):
		return // it came and went within this event
	case !ok:
		number = t.addRow(s.key)
	}
	t.write(position, number, s.removed)
	t.values.Append(s.row)
}

func (t *Table[R]) attempt(in *Input) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &panicError{value}
		}
	}()
	return t.defined.Apply(in, t)
}

func (t *Table[R]) fail(position uint64, err error) { t.failures.add(position, err) }

func (t *Table[R]) about() about {
	d := t.defined
	return about{name: d.Name, version: d.Version, types: d.Types, envelope: d.Envelope, columns: t.columns}
}

func (t *Table[R]) snapshot() Snapshot {
	values, texts, columns := t.values, t.texts.Names, t.defined.Columns
	v := Snapshot{
		Name: t.defined.Name, Title: t.defined.Title, Columns: t.columns,
		history: t.history, failures: t.failures.snapshot(),
		value: func(version, column int) Value { return columns[column].value(values.Ref(version), &texts) },
		amounts: func(version int, dst []money.Amount) []money.Amount {
			return appendAmounts(dst, columns, values.Ref(version))
		},
		equal: func(a, b int) bool { return values.At(a) == values.At(b) },
	}
	v.heads, v.absent = nil, nil // the writer's own
	return v
}

func (t *Table[R]) bytes() int {
	return t.history.bytes() + t.values.Bytes() + t.texts.Bytes() + t.failures.bytes()
}
