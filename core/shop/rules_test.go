package shop_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/command"
	"hindsight/core/event"
	"hindsight/core/shop"
)

func TestRules(t *testing.T) {
	const (
		place  = `place-order {"orderId":"7","userId":"ada","sku":"mug","quantity":2,"amount":"19.90","currency":"CHF"}`
		pay    = `pay {"orderId":"7","amount":"19.90","currency":"CHF","method":"card"}`
		ship   = `ship {"orderId":"7","carrier":"post"}`
		refund = `refund {"orderId":"7","amount":"19.90","currency":"CHF"}`
		ada    = `register {"userId":"ada","name":"Ada"}`
		add    = `add-stock {"sku":"mug","quantity":5}`
	)
	for _, test := range []struct {
		name  string
		given []string
		when  string
		rule  string // "" when it is done
	}{
		{"an order is placed", nil, place, ""},
		{"placed twice", []string{place}, place, shop.RulePlaceTwice},
		{"an amount of nothing", nil, `place-order {"orderId":"7","userId":"ada","sku":"mug","quantity":2,"amount":"0.00","currency":"CHF"}`, shop.RuleAmountNotPositive},
		{"an amount below zero", nil, `place-order {"orderId":"7","userId":"ada","sku":"mug","quantity":2,"amount":"-1","currency":"CHF"}`, shop.RuleAmountNotPositive},
		{"a quantity of none", nil, `place-order {"orderId":"7","userId":"ada","sku":"mug","quantity":0,"amount":"1","currency":"CHF"}`, shop.RuleQuantityNotPositive},
		{"a quantity beyond all bounds", nil, `place-order {"orderId":"7","userId":"ada","sku":"mug","quantity":1000000001,"amount":"1","currency":"CHF"}`, shop.RuleQuantityOutOfBounds},

		{"an order is paid", []string{place}, pay, ""},
		{"the same amount with fewer decimals", []string{place}, `pay {"orderId":"7","amount":19.9,"currency":"CHF","method":"card"}`, ""},
		{"paying no order", nil, pay, shop.RuleUnknownOrder},
		{"paying twice", []string{place, pay}, pay, shop.RulePayTwice},
		{"paying too little", []string{place}, `pay {"orderId":"7","amount":"19.89","currency":"CHF","method":"card"}`, shop.RuleWrongAmount},
		{"paying too much", []string{place}, `pay {"orderId":"7","amount":"19.91","currency":"CHF","method":"card"}`, shop.RuleWrongAmount},
		{"paying nothing", []string{place}, `pay {"orderId":"7","amount":"0","currency":"CHF","method":"card"}`, shop.RuleAmountNotPositive},
		{"paying other money", []string{place}, `pay {"orderId":"7","amount":"19.90","currency":"EUR","method":"card"}`, shop.RuleWrongCurrency},

		{"an order is shipped", []string{place, pay}, ship, ""},
		{"shipping no order", nil, ship, shop.RuleUnknownOrder},
		{"shipping before payment", []string{place}, ship, shop.RuleShipBeforePayment},
		{"shipping twice", []string{place, pay, ship}, ship, shop.RuleShipTwice},
		{"shipping what was paid back", []string{place, pay, refund}, ship, shop.RuleShipAfterRefund},
		{"shipping what was paid back in part", []string{place, pay, `refund {"orderId":"7","amount":"5","currency":"CHF"}`}, ship, ""},

		{"an order is refunded", []string{place, pay, ship}, refund, ""},
		{"refunding no order", nil, refund, shop.RuleUnknownOrder},
		{"refunding what was not paid", []string{place}, refund, shop.RuleRefundMoreThanPaid},
		{"refunding twice", []string{place, pay, refund}, refund, shop.RuleRefundMoreThanPaid},
		{"refunding too much in parts", []string{place, pay, `refund {"orderId":"7","amount":"0.01","currency":"CHF"}`}, refund, shop.RuleRefundMoreThanPaid},
		{"refunding all in parts", []string{place, pay, `refund {"orderId":"7","amount":"0.01","currency":"CHF"}`}, `refund {"orderId":"7","amount":"19.89","currency":"CHF"}`, ""},
		{"refunding less than nothing", []string{place, pay}, `refund {"orderId":"7","amount":"-1","currency":"CHF"}`, shop.RuleAmountNotPositive},
		{"refunding other money", []string{place, pay}, `refund {"orderId":"7","amount":"1","currency":"USD"}`, shop.RuleWrongCurrency},

		{"a user registers", nil, ada, ""},
		{"registering twice", []string{ada}, ada, shop.RuleRegisterTwice},
		{"a user logs in", []string{ada}, `log-in {"userId":"ada","device":"phone"}`, ""},
		{"nobody logs in", nil, `log-in {"userId":"ada","device":"phone"}`, shop.RuleUnknownUser},

		{"stock is added", nil, add, ""},
		{"adding nothing", nil, `add-stock {"sku":"mug","quantity":0}`, shop.RuleQuantityNotPositive},
		{"all stock is removed", []string{add, add}, `remove-stock {"sku":"mug","quantity":10}`, ""},
		{"removing more than there is", []string{add, add}, `remove-stock {"sku":"mug","quantity":11}`, shop.RuleNotEnoughStock},
		{"removing what is gone", []string{add, `remove-stock {"sku":"mug","quantity":5,"orderId":"7"}`}, `remove-stock {"sku":"mug","quantity":1}`, shop.RuleNotEnoughStock},
		{"removing what never was", nil, `remove-stock {"sku":"mug","quantity":1}`, shop.RuleNotEnoughStock},
		{"removing less than nothing", []string{add}, `remove-stock {"sku":"mug","quantity":-1}`, shop.RuleQuantityNotPositive},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newPlay()
			for _, line := range test.given {
				require.NoError(t, p.line(line))
			}
			before := p.store.Snapshot()
			err := p.line(test.when)
			after := p.store.Snapshot()
			if test.rule == "" {
				require.NoError(t, err)
				require.Equal(t, before.Len()+1, after.Len())
				name, _, _ := strings.Cut(test.when, " ")
				require.Contains(t, find(name).Types(), after.Event(after.Len()).Type)
			} else {
				require.Equal(t, test.rule, rule(err), "%v", err)
				require.Equal(t, before.Len(), after.Len())
			}
			require.Empty(t, p.failures())
		})
	}
}

// line executes a command written as its name and its fields.
func (p *play) line(line string) error {
	for i := range line {
		if line[i] == ' ' {
			return p.execute(line[:i], line[i+1:])
		}
	}
	panic("no fields: " + line)
}

func TestARejectionSaysWhatIsAndWhatWasWanted(t *testing.T) {
	p := newPlay()
	require.NoError(t, p.append(shop.Sample()...))
	require.EqualError(t, p.execute("ship", `{"orderId":"1002","carrier":"post"}`),
		"Order 1002 costs 13.75 USD, of which 0 is paid; it must be paid before it is shipped.")
	require.EqualError(t, p.execute("refund", `{"orderId":"1001","amount":"25.01","currency":"EUR"}`),
		"Order 1001: 25.00 EUR was paid and 0 refunded, so at most 25.00 can be refunded, and not 25.01.")
	require.EqualError(t, p.execute("remove-stock", `{"sku":"mug","quantity":19}`),
		"There are 18 of mug on hand, and 19 are to be removed; it must be at most what there is.")
}

func TestAnOrderPlacedInTheOldShapeCanBePaid(t *testing.T) {
	p := newPlay()
	require.NoError(t, p.append(shop.Sample()[:3]...))
	require.NoError(t, p.execute("pay", `{"orderId":"1001","amount":"25.00","currency":"EUR","method":"card"}`))
}

func TestACommandOnAStreamOfForeignEventsSaysWhichIsWrong(t *testing.T) {
	foreign := func(stream, typ, data string) event.Event {
		return event.Event{ID: "x", Stream: stream, Type: typ, SchemaVersion: 1, Time: event.MinTime, Data: data}
	}
	for _, e := range []event.Event{
		foreign("order-7", shop.PaymentReceived, `{"orderId":"7"}`),
		foreign("order-7", shop.OrderRefunded, `{"orderId":"7","amount":true}`),
		foreign("order-7", shop.OrderPlaced, `{"orderId":"7"}`),
	} {
		p := newPlay()
		require.NoError(t, p.append(e))
		var history *command.HistoryError
		err := p.execute("ship", `{"orderId":"7","carrier":"post"}`)
		require.ErrorAs(t, err, &history, e.Type)
		require.Equal(t, "order-7", history.Stream)
		require.EqualValues(t, 1, history.Position)
	}
	p := newPlay()
	require.NoError(t, p.append(foreign("product-mug", shop.StockAdded, `{"quantity":"3"}`)))
	var field *event.FieldError
	require.True(t, errors.As(p.execute("add-stock", `{"sku":"mug","quantity":1}`), &field))
	require.Equal(t, "quantity", field.Field)
}

func TestCommandsPassOverTheImpossibleAsTheInventoryDoes(t *testing.T) {
	p := newPlay()
	require.NoError(t, p.execute("add-stock", `{"sku":"mug","quantity":5}`))
	require.NoError(t, p.append(event.Event{
		ID: "x", Stream: "product-mug", Type: shop.StockRemoved, SchemaVersion: 1, Time: event.MinTime, Data: `{"sku":"mug","quantity":9}`,
	}))
	require.NoError(t, p.execute("remove-stock", `{"sku":"mug","quantity":5}`))
	require.Equal(t, shop.RuleNotEnoughStock, rule(p.execute("remove-stock", `{"sku":"mug","quantity":1}`)))
	require.Len(t, p.failures(), 1, "of the foreign event")
}

func TestCommandsAreNamedAndTitled(t *testing.T) {
	var names []string
	for _, c := range shop.Commands() {
		names = append(names, c.Name())
		require.NotEmpty(t, c.Title())
	}
	require.Equal(t, []string{"place-order", "pay", "ship", "refund", "register", "log-in", "add-stock", "remove-stock"}, names)
}
