package shop_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/shop"
	"hindsight/core/upcast"
)

// folded returns the shop's projections after some events, each written as its type and its data.
func folded(lines ...string) map[string]projection.Snapshot {
	set := projection.NewSet(upcast.NewChain(shop.Schemas()...).Raise, shop.Projections()...)
	for i, line := range lines {
		typ, data, _ := strings.Cut(line, " ")
		e := event.Event{
			Position: uint64(i + 1), ID: fmt.Sprint(i), Stream: "any", Type: typ, SchemaVersion: 1,
			Time: event.MinTime + event.Time(i)*1e9, Data: data,
		}
		if typ == shop.OrderPlaced {
			e.SchemaVersion = 2
		}
		set.Fold(e)
	}
	snapshots := map[string]projection.Snapshot{}
	for _, v := range set.Snapshots() {
		snapshots[v.Name] = v
	}
	return snapshots
}

// rows writes a projection's latest rows, each as its key and its values.
func rows(v projection.Snapshot) (all []string) {
	for row := range v.At(1 << 40).Rows() {
		text := row.Key
		for i := range v.Columns {
			text += " " + row.Value(i, nil).String()
		}
		all = append(all, text)
	}
	return all
}

func failures(v projection.Snapshot) (all []string) {
	for f := range v.Failures() {
		all = append(all, fmt.Sprintf("%d %s: %s", f.Position, f.Code, f.Message))
	}
	return all
}

const (
	place7  = `OrderPlaced {"orderId":"7","userId":"ada","sku":"mug","quantity":2,"amount":"19.90","currency":"CHF"}`
	pay7    = `PaymentReceived {"orderId":"7","amount":"19.90","currency":"CHF"}`
	ship7   = `OrderShipped {"orderId":"7"}`
	refund7 = `OrderRefunded {"orderId":"7","amount":"19.90","currency":"CHF"}`
)

func TestProjectionsComeInTheirOrder(t *testing.T) {
	set := projection.NewSet(nil, shop.Projections()...)
	var all []string
	for _, v := range set.Snapshots() {
		all = append(all, v.Name)
	}
	require.Equal(t, []string{"order_totals", "user_activity", "revenue", "inventory"}, all)
}

func TestOrderTotals(t *testing.T) {
	for _, test := range []struct {
		name  string
		lines []string
		row   string
	}{
		{"placed", []string{place7}, "7 placed CHF 19.90 0 0 ada"},
		{"paid", []string{place7, pay7}, "7 paid CHF 19.90 19.90 0 ada"},
		{"paid in part", []string{place7, `PaymentReceived {"orderId":"7","amount":"10","currency":"CHF"}`}, "7 placed CHF 19.90 10 0 ada"},
		{"paid in parts", []string{place7, `PaymentReceived {"orderId":"7","amount":"10","currency":"CHF"}`,
			`PaymentReceived {"orderId":"7","amount":9.9,"currency":"CHF"}`}, "7 paid CHF 19.90 19.9 0 ada"},
		{"shipped", []string{place7, pay7, ship7}, "7 shipped CHF 19.90 19.90 0 ada"},
		{"shipped before payment", []string{place7, ship7, pay7}, "7 shipped CHF 19.90 19.90 0 ada"},
		{"refunded", []string{place7, pay7, ship7, refund7}, "7 refunded CHF 19.90 19.90 19.90 ada"},
		{"refunded in part", []string{place7, pay7, `OrderRefunded {"orderId":"7","amount":"0.90","currency":"CHF"}`}, "7 paid CHF 19.90 19.90 0.90 ada"},
	} {
		t.Run(test.name, func(t *testing.T) {
			snapshot := folded(test.lines...)["order_totals"]
			require.Equal(t, []string{test.row}, rows(snapshot))
			require.Empty(t, failures(snapshot))
		})
	}
}

func TestOrderTotalsFailAtWhatTheyCannotRecord(t *testing.T) {
	for line, want := range map[string]string{
		place7: `2 order_placed_twice: got the order "7" placed again, want an order to be placed once`,
		`PaymentReceived {"orderId":"8","amount":"1","currency":"CHF"}`: `2 unknown_order: got PaymentReceived for the order "8", want one that was placed before`,
		`OrderShipped {"orderId":"8"}`:                                  `2 unknown_order: got OrderShipped for the order "8", want one that was placed before`,
		`PaymentReceived {"orderId":"7","amount":"1","currency":"EUR"}`: `2 currency_mismatch: got PaymentReceived in the currency "EUR", want "CHF" as that is the order's`,
		`PaymentReceived {"orderId":7,"amount":"1","currency":"CHF"}`:   `2 invalid_data: orderId: got a number, want a string`,
		`PaymentReceived {"orderId":"7","currency":"CHF"}`:              `2 invalid_data: amount: got nothing, want a number`,
		`PaymentReceived {"orderId":"7","amount":"1"}`:                  `2 invalid_data: currency: got nothing, want a string`,
		`OrderRefunded {"orderId":"7","amount":"1e2","currency":"CHF"}`: `2 invalid_data: amount: got "1e2", want a plain decimal such as 12.50`,
		`OrderShipped null`: `2 invalid_data: orderId: got nothing, want a string`,
		`OrderPlaced {"orderId":"8","amount":"1","currency":"CHF"}`:             `2 invalid_data: userId: got nothing, want a string`,
		`OrderPlaced {"orderId":"8","userId":"a","amount":"1","currency":""}`:   `2 invalid_data: currency: got an empty string, want a name`,
		`OrderPlaced {"orderId":"8","userId":"a","amount":[],"currency":"CHF"}`: `2 invalid_data: amount: got an array, want a number`,
	} {
		snapshot := folded(place7, line)["order_totals"]
		got := failures(snapshot)
		require.Len(t, got, 1, line)
		require.Equal(t, want, got[0], line)
		require.Equal(t, []string{"7 placed CHF 19.90 0 0 ada"}, rows(snapshot), "no row changes")
	}
}

func TestUserActivityCountsWhatUsersDo(t *testing.T) {
	snapshots := folded(`UserRegistered {"userId":"ada"}`, `UserLoggedIn {"userId":"ada"}`, place7, pay7, `UserLoggedIn {"userId":"bob"}`, `UserLoggedIn {}`)
	require.Equal(t, []string{
		"ada 3 OrderPlaced 1678-01-01T00:00:02Z", "bob 1 UserLoggedIn 1678-01-01T00:00:04Z",
	}, rows(snapshots["user_activity"]))
	require.Equal(t, []string{"6 invalid_data: userId: got nothing, want a string"}, failures(snapshots["user_activity"]))
}

func TestUserActivityIsNotTurnedBackByALateEvent(t *testing.T) {
	set := projection.NewSet(nil, shop.UserActivity())
	late := event.Event{Position: 1, Type: shop.UserLoggedIn, Time: event.MinTime + 9e9, Data: `{"userId":"ada"}`}
	set.Fold(late)
	late.Position, late.Type, late.Time = 2, shop.UserRegistered, event.MinTime+4e9
	set.Fold(late)
	require.Equal(t, []string{"ada 2 UserLoggedIn 1678-01-01T00:00:09Z"}, rows(set.Snapshots()[0]))
}

func TestRevenueCountsMoneyThatMovedByCurrency(t *testing.T) {
	snapshots := folded(place7, pay7, refund7,
		`PaymentReceived {"orderId":"8","amount":"0.1","currency":"EUR"}`,
		`PaymentReceived {"orderId":"9","amount":"0.2","currency":"EUR"}`,
		`OrderRefunded {"orderId":"9","amount":"0.05","currency":"EUR"}`,
		`PaymentReceived {"orderId":"9","amount":"one","currency":"EUR"}`)
	require.Equal(t, []string{"CHF 1 19.90 19.90 0.00", "EUR 2 0.3 0.05 0.25"}, rows(snapshots["revenue"]))
	require.Equal(t, []string{"7 invalid_data: amount: got a string, want a number"}, failures(snapshots["revenue"]))
}

func TestRevenueThatDoesNotFitIsAFailureAndIsNotRounded(t *testing.T) {
	snapshot := folded(
		`PaymentReceived {"amount":"9999999999999999999","currency":"EUR"}`,
		`PaymentReceived {"amount":"0.1","currency":"EUR"}`)["revenue"]
	require.Equal(t, []string{"EUR 1 9999999999999999999 0 9999999999999999999"}, rows(snapshot))
	require.Len(t, failures(snapshot), 1)
}

func TestInventoryIsNeverBelowZero(t *testing.T) {
	snapshot := folded(`StockAdded {"sku":"mug","quantity":5}`, `StockRemoved {"sku":"mug","quantity":2,"orderId":"7"}`,
		`StockRemoved {"sku":"mug","quantity":4}`, `StockRemoved {"sku":"mug","quantity":3}`, `StockRemoved {"sku":"cap","quantity":1}`,
		`StockAdded {"sku":"mug","quantity":0}`, `StockAdded {"sku":"mug","quantity":1.5}`, `StockAdded {"sku":"mug","quantity":1000000001}`)["inventory"]
	require.Equal(t, []string{"mug 0 2"}, rows(snapshot))
	require.Equal(t, []string{
		`3 stock_below_zero: got 4 of "mug" removed with 3 on hand, want at most those`,
		`5 stock_below_zero: got 1 of "cap" removed with 0 on hand, want at most those`,
		`6 invalid_data: quantity: got 0, want 1 to 1000000000`,
		`7 invalid_data: quantity: got 1.5, want a whole number`,
		`8 invalid_data: quantity: got 1000000001, want 1 to 1000000000`,
	}, failures(snapshot))
}

func TestFoldingAllocatesNextToNothing(t *testing.T) {
	events := generate(shop.Plan{Events: 20_000, Seed: 1})
	for i := range events {
		events[i].Position = uint64(i + 1)
	}
	allocations := testing.AllocsPerRun(3, func() {
		set := newSet()
		for i := range events {
			set.Fold(events[i])
		}
	})
	require.Less(t, allocations/float64(len(events)), 0.25, "allocations an event")
}
