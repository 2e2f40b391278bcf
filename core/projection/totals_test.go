package projection_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/money"
	"hindsight/core/projection"
)

// account is a row of numbers, as an event's data has it.
type account struct {
	Key      string
	Gone     bool // the event removes the row
	Currency string
	Amount   string
	Number   int64
}

// accountRow is the same in a table.
type accountRow struct {
	currency projection.Text
	amount   money.Amount
	number   int64
}

// accounts is a projection of accounts. Without a column of currencies, keys have to tell them.
func accounts(currencies bool) projection.Projection {
	columns := []projection.Column[accountRow]{
		projection.MoneyColumn("amount", func(r *accountRow) money.Amount { return r.amount }),
		projection.IntegerColumn("number", func(r *accountRow) int64 { return r.number }),
		projection.DataColumn[accountRow]("data"),
	}
	if currencies {
		columns = slices.Insert(columns, 1, projection.TextColumn("currency", func(r *accountRow) projection.Text { return r.currency }))
	}
	return projection.Define(projection.Definition[accountRow]{
		Name: "accounts", Title: "Accounts", Columns: columns,
		Apply: func(in *projection.Input, t *projection.Table[accountRow]) error {
			var a account
			if err := json.Unmarshal([]byte(in.Data), &a); err != nil {
				return err
			}
			if a.Gone {
				t.Delete(a.Key)
			} else {
				t.Put(a.Key, accountRow{t.Text(a.Currency), money.MustParse(a.Amount), a.Number})
			}
			return nil
		},
	})
}

func drawAccounts(t *rapid.T) (changes []account) {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) account {
		return account{
			Key:      rapid.SampledFrom([]string{"a", "b", "EUR", "USD", "usd", "EURO"}).Draw(t, "key"),
			Gone:     rapid.IntRange(0, 4).Draw(t, "gone") == 0,
			Currency: rapid.SampledFrom([]string{"EUR", "EUR", "USD", "", "points"}).Draw(t, "currency"),
			Amount: rapid.SampledFrom([]string{"0", "0.00", "1", "1.00", "-0.70", "12.5", "0.1", "0.0000000000000000001",
				"9999999999999999999", "-9999999999999999999", "9007199254740993"}).Draw(t, "amount"),
			Number: rapid.SampledFrom([]int64{0, 0, 1, -3, 1<<53 + 1, math.MaxInt64, math.MinInt64}).Draw(t, "number"),
		}
	}), 0, 30).Draw(t, "changes")
}

func accountEvents(changes []account) (events []event.Event) {
	for i, change := range changes {
		data, _ := json.Marshal(change)
		events = append(events, event.Event{Position: uint64(i) + 1, Stream: "s", Type: "Changed", SchemaVersion: 1, Data: string(data)})
	}
	return events
}

// at returns the accounts after so many changes.
func at(changes []account, position uint64) map[string]account {
	all := map[string]account{}
	for _, change := range changes[:position] {
		if change.Gone {
			delete(all, change.Key)
		} else {
			all[change.Key] = change
		}
	}
	return all
}

// sumOf names one sum; columns are numbered.
type sumOf struct {
	column   int
	currency string
}

// sumsOf adds all rows up, exactly.
func sumsOf(rows map[string]account, currencies bool) map[sumOf]*big.Rat {
	sums := map[sumOf]*big.Rat{}
	add := func(of sumOf, number string) {
		if sums[of] == nil {
			sums[of] = new(big.Rat)
		}
		n, _ := new(big.Rat).SetString(number)
		sums[of].Add(sums[of], n)
	}
	for key, row := range rows {
		currency := row.Currency
		if !currencies {
			currency = regexp.MustCompile(`^[A-Z]{3}$`).FindString(key)
		}
		add(sumOf{0, currency}, row.Amount)
		add(sumOf{1, ""}, fmt.Sprint(row.Number))
	}
	return sums
}

// changesOfSums returns what the sums at a later moment are more than at an earlier one, where they differ.
func changesOfSums(from, to map[sumOf]*big.Rat) map[sumOf]*big.Rat {
	changes := map[sumOf]*big.Rat{}
	for of := range maps.Keys(from) {
		changes[of] = new(big.Rat).Neg(from[of])
	}
	for of, sum := range to {
		changes[of] = new(big.Rat).Add(sum, cmp.Or(changes[of], new(big.Rat)))
	}
	maps.DeleteFunc(changes, func(_ sumOf, change *big.Rat) bool { return change.Sign() == 0 })
	return changes
}

func TestDiffTotals(t *testing.T) {
	columns := []string{"amount", "number"}
	rapid.Check(t, func(t *rapid.T) {
		changes, currencies := drawAccounts(t), rapid.Bool().Draw(t, "a column of currencies")
		events := accountEvents(changes)
		_, v := fold(events, accounts(currencies))
		from := rapid.Uint64Range(0, uint64(len(changes))).Draw(t, "from")
		to := rapid.Uint64Range(0, uint64(len(changes))).Draw(t, "to")
		offset, limit := rapid.IntRange(0, 3).Draw(t, "offset"), rapid.IntRange(0, 3).Draw(t, "limit")
		page, total, got := v.DiffTotals(from, to, offset, limit, sourceOf(events))

		wantPage, wantTotal := v.Diff(from, to, offset, limit, sourceOf(events))
		require.Equal(t, wantTotal, total)
		require.Len(t, page, len(wantPage))
		for i := range page {
			require.Equal(t, wantPage[i].Key, page[i].Key)
		}
		var kinds [3]int
		all, _ := v.Diff(from, to, 0, math.MaxInt, sourceOf(events))
		for _, d := range all {
			kinds[d.Kind]++
		}
		require.Equal(t, kinds, got.Kinds)

		want := changesOfSums(sumsOf(at(changes, from), currencies), sumsOf(at(changes, to), currencies))
		var order []sumOf
		for i := range got.Sums {
			sum := &got.Sums[i]
			of := sumOf{slices.Index(columns, sum.Column), sum.Currency}
			order = append(order, of)
			text := sum.Change.String()
			require.Contains(t, want, of, text)
			_, fraction, _ := strings.Cut(text, ".")
			require.Equal(t, want[of].FloatString(len(fraction)), text, "%s, %s", sum.Column, sum.Currency)
			exact, _ := new(big.Rat).SetString(text)
			require.Zero(t, want[of].Cmp(exact), "got %s, want %s", text, want[of])
		}
		require.Len(t, order, len(want), "each that changed once")
		require.True(t, slices.IsSortedFunc(order, func(a, b sumOf) int {
			return cmp.Or(cmp.Compare(a.column, b.column), cmp.Compare(a.currency, b.currency))
		}))
	})
}

// The decimals of a sum are those of the amounts that changed it, as somebody would write it by hand.
func TestTotalsHaveTheDecimalsOfWhatChanged(t *testing.T) {
	events := accountEvents([]account{
		{Key: "a", Currency: "EUR", Amount: "1.0000"},
		{Key: "b", Currency: "EUR", Amount: "5.00"},
		{Key: "c", Currency: "EUR", Amount: "0.000"},
		{Key: "a", Currency: "EUR", Amount: "1", Number: 1}, // the same amount, written otherwise
		{Key: "b", Currency: "EUR", Amount: "4.3"},
	})
	_, v := fold(events, accounts(true))
	_, _, totals := v.DiffTotals(2, 5, 0, 0, sourceOf(events))
	require.Equal(t, [3]int{projection.Added: 1, projection.Changed: 2}, totals.Kinds)
	require.Len(t, totals.Sums, 2)
	require.Equal(t, "-0.70", totals.Sums[0].Change.String())
	require.Equal(t, "1", totals.Sums[1].Change.String())
}
