package shop

import (
	"hindsight/core/command"
	"hindsight/core/money"
)

// The rules of an order's stream, as a [command.Rejection] names them.
const (
	RulePlaceTwice          = "place_twice"            // an order id is used once
	RuleUnknownOrder        = "unknown_order"          // the order must have been placed
	RulePayTwice            = "pay_twice"              // an order is paid once, in full
	RuleWrongAmount         = "wrong_amount"           // a payment is exactly what was ordered
	RuleWrongCurrency       = "wrong_currency"         // payments and refunds are in the order's currency
	RuleShipBeforePayment   = "ship_before_payment"    // nothing leaves before it is paid
	RuleShipTwice           = "ship_twice"             // an order is shipped once
	RuleShipAfterRefund     = "ship_after_refund"      // nothing leaves when all was paid back
	RuleRefundMoreThanPaid  = "refund_more_than_paid"  // refunds together are at most what was paid
	RuleAmountNotPositive   = "amount_not_positive"    // an amount is more than zero
	RuleQuantityNotPositive = "quantity_not_positive"  // a quantity is at least one
	RuleQuantityOutOfBounds = "quantity_out_of_bounds" // a quantity is at most MaxQuantity
)

// The events' current schema versions.
const (
	orderPlacedVersion = 2
	firstVersion       = 1 // of all the others
)

var (
	orderField    = command.Field{Name: "orderId", Title: "Order", Kind: command.Text, Required: true, Hint: "Its stream is order-<this>"}
	amountField   = command.Field{Name: "amount", Title: "Amount", Kind: command.Decimal, Required: true, Hint: "Exact, such as 12.50"}
	currencyField = command.Field{Name: "currency", Title: "Currency", Kind: command.Text, Required: true, Hint: "That of the order"}
)

// PlaceOrder is the command that starts an order. Its stream knows neither users nor stock, so it takes
// any user and product: rules hold within one stream.
func PlaceOrder() command.Command {
	return command.Define(command.Definition[order]{
		Name: "place-order", Title: "Place order", Types: []string{OrderPlaced},
		Fields: []command.Field{
			{Name: "orderId", Title: "Order", Kind: command.Text, Required: true, Hint: "A new one; its stream is order-<this>"},
			{Name: "userId", Title: "User", Kind: command.Text, Required: true, Hint: "Who orders"},
			{Name: "sku", Title: "Product", Kind: command.Text, Required: true, Hint: "Its stock-keeping unit"},
			{Name: "quantity", Title: "Quantity", Kind: command.Integer, Required: true, Hint: "At least 1"},
			amountField,
			{Name: "currency", Title: "Currency", Kind: command.Choice, Choices: Currencies(), Required: true},
		},
		Stream: streamOfOrder, Evolve: evolveOrder, Decide: decidePlace, Suggest: suggestPlace,
	})
}

func streamOfOrder(v command.Values) string { return orderStream(v.Text("orderId")) }

func decidePlace(o order, v command.Values) ([]command.Draft, error) {
	if o.placed {
		return nil, command.Reject(RulePlaceTwice, "Order %s is placed already; a new order needs a new id.", v.Text("orderId"))
	}
	if err := checkQuantity(v); err != nil {
		return nil, err
	}
	if err := checkAmount(v); err != nil {
		return nil, err
	}
	data := object{}.text("orderId", v.Text("orderId")).text("userId", v.Text("userId")).
		text("sku", v.Text("sku")).integer("quantity", v.Integer("quantity")).
		text("amount", v.Text("amount")).text("currency", v.Text("currency"))
	return []command.Draft{{Type: OrderPlaced, SchemaVersion: orderPlacedVersion, Data: data.String()}}, nil
}

func checkAmount(v command.Values) error {
	if amount := v.Decimal("amount"); !amount.IsPos() {
		return command.Reject(RuleAmountNotPositive, "The amount is %s; it must be more than 0.", amount)
	}
	return nil
}

// Pay is the command that pays an order: once, with exactly the amount and in the currency of the order.
// There are no part payments.
func Pay() command.Command {
	return command.Define(command.Definition[order]{
		Name: "pay", Title: "Pay", Types: []string{PaymentReceived},
		Fields: []command.Field{
			orderField, amountField, currencyField,
			{Name: "method", Title: "Method", Kind: command.Choice, Choices: methods[:], Required: true},
		},
		Stream: streamOfOrder, Evolve: evolveOrder, Decide: decidePay, Suggest: suggestPay,
	})
}

func decidePay(o order, v command.Values) ([]command.Draft, error) {
	id, amount := v.Text("orderId"), v.Decimal("amount")
	if err := checkPayment(o, v); err != nil {
		return nil, err
	}
	switch {
	case o.isPaid():
		return nil, command.Reject(RulePayTwice, "Order %s is paid already, with %s %s; an order is paid once.", id, o.paid, o.currency)
	case amount.Cmp(o.total) != 0:
		return nil, command.Reject(RuleWrongAmount, "Order %s costs %s %s, and the payment is %s; it must be exactly that much.", id, o.total, o.currency, amount)
	}
	data := object{}.text("orderId", id).text("amount", v.Text("amount")).
		text("currency", o.currency).text("method", v.Text("method"))
	return one(PaymentReceived, data), nil
}

func one(typ string, data object) []command.Draft {
	return []command.Draft{{Type: typ, SchemaVersion: firstVersion, Data: data.String()}}
}

// checkPayment is what holds for money both ways.
func checkPayment(o order, v command.Values) error {
	if err := checkPlaced(o, v); err != nil {
		return err
	}
	if err := checkAmount(v); err != nil {
		return err
	}
	if got := v.Text("currency"); got != o.currency {
		return command.Reject(RuleWrongCurrency, "Order %s is in %s, and the amount is in %s; it must be in the order's currency.",
			v.Text("orderId"), o.currency, got)
	}
	return nil
}

func checkPlaced(o order, v command.Values) error {
	if !o.placed {
		return command.Reject(RuleUnknownOrder, "There is no order %s; it must be placed first.", v.Text("orderId"))
	}
	return nil
}

// Ship is the command that sends an order off, once it is paid.
func Ship() command.Command {
	return command.Define(command.Definition[order]{
		Name: "ship", Title: "Ship", Types: []string{OrderShipped},
		Fields: []command.Field{
			orderField,
			{Name: "carrier", Title: "Carrier", Kind: command.Choice, Choices: carriers[:], Required: true},
		},
		Stream: streamOfOrder, Evolve: evolveOrder, Decide: decideShip, Suggest: suggestShip,
	})
}

func decideShip(o order, v command.Values) ([]command.Draft, error) {
	id := v.Text("orderId")
	if err := checkPlaced(o, v); err != nil {
		return nil, err
	}
	switch {
	case o.shipped:
		return nil, command.Reject(RuleShipTwice, "Order %s is shipped already; an order is shipped once.", id)
	case !o.isPaid():
		return nil, command.Reject(RuleShipBeforePayment, "Order %s costs %s %s, of which %s is paid; it must be paid before it is shipped.",
			id, o.total, o.currency, o.paid)
	case o.isRefunded():
		return nil, command.Reject(RuleShipAfterRefund, "Order %s was refunded, all %s %s; an order that was paid back is not shipped.",
			id, o.refunded, o.currency)
	}
	data := object{}.text("orderId", id).text("carrier", v.Text("carrier"))
	return one(OrderShipped, data), nil
}

// Refund is the command that pays an order back, in one or more parts, in the order's currency.
func Refund() command.Command {
	return command.Define(command.Definition[order]{
		Name: "refund", Title: "Refund", Types: []string{OrderRefunded},
		Fields: []command.Field{
			orderField, amountField, currencyField,
			{Name: "reason", Title: "Reason", Kind: command.Text, Hint: "May be left empty"},
		},
		Stream: streamOfOrder, Evolve: evolveOrder, Decide: decideRefund, Suggest: suggestRefund,
	})
}

func decideRefund(o order, v command.Values) ([]command.Draft, error) {
	if err := checkPayment(o, v); err != nil {
		return nil, err
	}
	id, amount := v.Text("orderId"), v.Decimal("amount")
	left, err := money.Sub(o.paid, o.refunded)
	if err != nil {
		return nil, err
	}
	if amount.Cmp(left) > 0 {
		return nil, command.Reject(RuleRefundMoreThanPaid, "Order %s: %s %s was paid and %s refunded, so at most %s can be refunded, and not %s.",
			id, o.paid, o.currency, o.refunded, left, amount)
	}
	data := object{}.text("orderId", id).text("amount", v.Text("amount")).
		text("currency", o.currency).option("reason", v.Text("reason"))
	return one(OrderRefunded, data), nil
}
