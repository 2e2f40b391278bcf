package projection

import (
	"slices"

	"hindsight/core/money"
)

// Totals are what the rows that differ between two moments come to.
type Totals struct {
	Kinds [Removed + 1]int // how many rows there are of each [Change]
	// By how much the sums over all rows changed, in the order of the columns and then of the currencies. One that
	// is the same at both moments is left out.
	Sums []SumChange
}

// SumChange says by how much the sum of a column over all rows changed from one moment to the other.
type SumChange struct {
	Column   string
	Currency string // amounts of different currencies are different sums; "" for what is no money
	Change   money.Sum
}

// sums adds up what changes in the columns that are numbers.
type sums struct {
	snapshot *Snapshot
	source   Source
	columns  []ColumnInfo   // those that are numbers
	changes  [][]money.Sum  // by column, then by the number of the currency; 0 for what is no money
	was, is  []money.Amount // of a row, by column

	money    bool           // whether a column is of money
	currency int            // the column that names the currency of a row's amounts; -1 where there is none
	names    []string       // of the currencies, by number
	numbers  map[string]int // by name
	last     int            // the currency that was looked up last: neighbours mostly have the same one
}

func newSums(v *Snapshot, source Source) *sums {
	s := &sums{snapshot: v, source: source, currency: v.Column("currency"), numbers: map[string]int{}}
	for _, c := range v.Columns {
		if c.Kind.IsNumber() {
			s.columns = append(s.columns, c)
			s.money = s.money || c.Kind == MoneyKind
		}
	}
	s.changes = make([][]money.Sum, len(s.columns))
	s.name("")
	return s
}

// name gives a currency the next number.
func (s *sums) name(currency string) {
	s.last = len(s.names)
	s.numbers[currency] = s.last
	s.names = append(s.names, currency)
	for i := range s.changes {
		s.changes[i] = append(s.changes[i], money.Sum{})
	}
}

// add adds what changed in a row from one version of it to another; -1 stands for none.
func (s *sums) add(row uint32, before, after int) {
	from, to := s.currencyOf(row, before), s.currencyOf(row, after)
	s.was, s.is = s.amounts(s.was, before), s.amounts(s.is, after)
	for i, c := range s.columns {
		was, is := s.was[i], s.is[i]
		switch {
		case c.Kind != MoneyKind:
			s.changes[i][0].Change(was, is)
		case from == to:
			s.changes[i][to].Change(was, is)
		default:
			s.changes[i][from].Sub(was)
			s.changes[i][to].Add(is)
		}
	}
}

// amounts returns the numbers of a version, in room that they may take.
func (s *sums) amounts(room []money.Amount, version int) []money.Amount {
	if version >= 0 {
		return s.snapshot.amounts(version, room[:0])
	}
	clear(room)
	return append(room, make([]money.Amount, len(s.columns)-len(room))...)
}

// currencyOf returns the number of the currency that a row's amounts are in.
func (s *sums) currencyOf(row uint32, version int) int {
	if version < 0 || !s.money {
		return 0
	}
	name := s.currencyName(row, version)
	if name == s.names[s.last] {
		return s.last
	}
	if known, ok := s.numbers[name]; ok {
		s.last = known
	} else {
		s.name(name)
	}
	return s.last
}

// currencyName returns what the row's column of that name says, or its key where the row is a currency's own; "" where
// nothing says it.
func (s *sums) currencyName(row uint32, version int) string {
	if s.currency >= 0 {
		return s.snapshot.valueAt(version, s.currency, s.source).String()
	}
	if key := s.snapshot.keys.Name(row); isCurrency(key) {
		return key
	}
	return ""
}

// isCurrency tells whether a key looks like a currency's code: three capital letters.
func isCurrency(key string) bool {
	if len(key) != 3 {
		return false
	}
	for i := range len(key) {
		if key[i] < 'A' || key[i] > 'Z' {
			return false
		}
	}
	return true
}

func (s *sums) all() []SumChange {
	var all []SumChange
	byName := slices.Sorted(slices.Values(s.names))
	for i, c := range s.columns {
		for _, currency := range byName {
			if sum := s.changes[i][s.numbers[currency]]; !sum.IsZero() {
				all = append(all, SumChange{Column: c.Name, Currency: currency, Change: sum})
			}
		}
	}
	return all
}

// appendAmounts appends the amounts of a row's columns that are numbers.
func appendAmounts[R any](dst []money.Amount, columns []Column[R], row *R) []money.Amount {
	for i := range columns {
		if of := columns[i].amount; of != nil {
			dst = append(dst, of(row))
		}
	}
	return dst
}
