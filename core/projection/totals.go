package projection

import (
	"maps"
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
	view     *View
	source   Source
	columns  []columnSums
	money    bool // whether one of these is of money
	currency int  // the column that names the currency of a row's amounts; -1 where there is none
}

// columnSums are one column's sums.
type columnSums struct {
	index      int
	kind       Kind
	byCurrency map[string]*money.Sum
	// The sum that was added to last: neighbours mostly have the same currency.
	last         *money.Sum
	lastCurrency string
}

func newSums(v *View, source Source) *sums {
	s := &sums{view: v, source: source, currency: v.Column("currency")}
	for i, c := range v.Columns {
		if c.Kind.IsNumber() {
			s.columns = append(s.columns, columnSums{index: i, kind: c.Kind, byCurrency: map[string]*money.Sum{}})
			s.money = s.money || c.Kind == MoneyKind
		}
	}
	return s
}

// add adds what changed in a row from one version of it to another; -1 stands for none.
func (s *sums) add(number uint32, before, after int) {
	var from, to string // the currencies
	if s.money {
		from, to = s.currencyOf(number, before), s.currencyOf(number, after)
	}
	for i := range s.columns {
		c := &s.columns[i]
		was, is := s.amount(before, c.index), s.amount(after, c.index)
		if c.kind != MoneyKind {
			c.change("", was, "", is)
		} else {
			c.change(from, was, to, is)
		}
	}
}

func (s *sums) amount(version, column int) money.Amount {
	if version < 0 {
		return money.Zero
	}
	return s.view.value(version, column).Amount()
}

// currencyOf returns the currency of a row's amounts: what its column of that name says, or the key of a row that is a
// currency's own; "" where nothing says it.
func (s *sums) currencyOf(number uint32, version int) string {
	if version < 0 {
		return ""
	}
	if s.currency >= 0 {
		return s.view.valueAt(version, s.currency, s.source).String()
	}
	if key := s.view.keys.Name(number); isCurrency(key) {
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

// change takes off what was and adds what is. What did not change brings no decimals into a sum.
func (c *columnSums) change(from string, was money.Amount, to string, is money.Amount) {
	if from == to && was.Cmp(is) == 0 {
		return
	}
	if was != money.Zero {
		c.of(from).Sub(was)
	}
	if is != money.Zero {
		c.of(to).Add(is)
	}
}

// of returns the sum of a currency.
func (c *columnSums) of(currency string) *money.Sum {
	if c.last == nil || c.lastCurrency != currency {
		sum := c.byCurrency[currency]
		if sum == nil {
			sum = &money.Sum{}
			c.byCurrency[currency] = sum
		}
		c.last, c.lastCurrency = sum, currency
	}
	return c.last
}

func (s *sums) changes() []SumChange {
	var all []SumChange
	for _, c := range s.columns {
		for _, currency := range slices.Sorted(maps.Keys(c.byCurrency)) {
			if sum := c.byCurrency[currency]; !sum.IsZero() {
				all = append(all, SumChange{Column: s.view.Columns[c.index].Name, Currency: currency, Change: *sum})
			}
		}
	}
	return all
}
