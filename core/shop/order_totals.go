package shop

import (
	"hindsight/core/money"
	"hindsight/core/projection"
)

// OrderStatus is how far an order has come.
type OrderStatus uint8

// The statuses, in the order in which they are reached.
const (
	Placed   OrderStatus = iota
	Paid                 // all of the total was received
	Shipped              // it left, paid or not
	Refunded             // all that was paid went back, shipped or not
)

// String returns the status's name outside.
func (s OrderStatus) String() string {
	return [...]string{"placed", "paid", "shipped", "refunded"}[s]
}

// orderRow is a row of order_totals.
type orderRow struct {
	status   OrderStatus
	currency projection.Text
	user     projection.Text
	total    money.Amount
	paid     money.Amount
	refunded money.Amount
}

// The columns of order_totals by index.
const (
	orderStatus = iota
	orderCurrency
	orderTotal
	orderPaid
	orderRefunded
	orderUser
)

// OrderTotals is the projection order_totals: one row an order, its key the orderId.
//
// It records what happened, allowed or not: a payment may be a part, an order may be shipped before it
// is paid. What it can't record is a failure: an order placed twice, an event of an order that was not
// placed, money in another currency than the order's.
func OrderTotals() projection.Projection {
	return projection.Define(projection.Definition[orderRow]{
		Name: "order_totals", Title: "Order totals",
		Types: []string{OrderPlaced, PaymentReceived, OrderShipped, OrderRefunded},
		Columns: []projection.Column[orderRow]{
			orderStatus:   projection.LabelColumn("status", func(r *orderRow) string { return r.status.String() }),
			orderCurrency: projection.TextColumn("currency", func(r *orderRow) projection.Text { return r.currency }),
			orderTotal:    projection.MoneyColumn("total", func(r *orderRow) money.Amount { return r.total }),
			orderPaid:     projection.MoneyColumn("paid", func(r *orderRow) money.Amount { return r.paid }),
			orderRefunded: projection.MoneyColumn("refunded", func(r *orderRow) money.Amount { return r.refunded }),
			orderUser:     projection.TextColumn("user", func(r *orderRow) projection.Text { return r.user }),
		},
		Apply: applyOrderTotals,
	})
}

func applyOrderTotals(in *projection.Input, t *projection.Table[orderRow]) error {
	id, err := in.Name("orderId")
	if err != nil {
		return err
	}
	row, known := t.Get(id)
	switch {
	case in.Type == OrderPlaced && known:
		return contradiction(OrderPlacedTwice, "got the order %q placed again, want an order to be placed once", id)
	case in.Type != OrderPlaced && !known:
		return contradiction(OrderUnknown, "got %s for the order %q, want one that was placed before", in.Type, id)
	}
	switch in.Type {
	case OrderPlaced:
		err = row.place(in, t)
	case PaymentReceived:
		row.paid, err = row.plus(row.paid, in, t)
		if row.status == Placed && row.paid.Cmp(row.total) >= 0 {
			row.status = Paid
		}
	case OrderShipped:
		row.status = max(row.status, Shipped)
	case OrderRefunded:
		row.refunded, err = row.plus(row.refunded, in, t)
		if row.refunded.Cmp(row.paid) >= 0 {
			row.status = Refunded
		}
	}
	if err == nil {
		t.Put(id, row)
	}
	return err
}

func (r *orderRow) place(in *projection.Input, t *projection.Table[orderRow]) error {
	user, err := in.Name("userId")
	if err != nil {
		return err
	}
	currency, err := in.Name("currency")
	if err != nil {
		return err
	}
	if r.total, err = in.Money("amount"); err != nil {
		return err
	}
	r.user, r.currency = t.Text(user), t.Text(currency)
	return nil
}

// plus adds the event's amount to a sum of the order's money.
func (r *orderRow) plus(sum money.Amount, in *projection.Input, t *projection.Table[orderRow]) (money.Amount, error) {
	currency, err := in.Name("currency")
	if err != nil {
		return sum, err
	}
	if want := t.String(r.currency); currency != want {
		return sum, contradiction(CurrencyMismatch, "got %s in the currency %q, want %q as that is the order's", in.Type, currency, want)
	}
	amount, err := in.Money("amount")
	if err != nil {
		return sum, err
	}
	return money.Add(sum, amount)
}
