package shop

import (
	"hindsight/core/event"
	"hindsight/core/money"
)

// order is the state of an order's stream: what its commands need to decide. The zero value is that of
// an order that was not placed.
type order struct {
	placed   bool
	shipped  bool
	currency string
	total    money.Amount
	paid     money.Amount
	refunded money.Amount
}

func (o order) isPaid() bool { return o.placed && o.paid.Cmp(o.total) >= 0 }

// isRefunded tells whether all that was paid went back.
func (o order) isRefunded() bool { return o.paid.IsPos() && o.refunded.Cmp(o.paid) >= 0 }

// evolveOrder returns an *[event.FieldError] for an event whose data lacks what the state needs.
func evolveOrder(o order, e event.Event) (order, error) {
	fields := event.FieldsOf(e.Data)
	var err error
	switch e.Type {
	case OrderPlaced:
		o.placed = true
		if o.currency, err = fields.Name("currency"); err == nil {
			o.total, err = amountOf(&fields)
		}
	case PaymentReceived:
		o.paid, err = plusAmount(o.paid, &fields)
	case OrderRefunded:
		o.refunded, err = plusAmount(o.refunded, &fields)
	case OrderShipped:
		o.shipped = true
	}
	return o, err
}

func plusAmount(sum money.Amount, fields *event.Fields) (money.Amount, error) {
	amount, err := amountOf(fields)
	if err != nil {
		return sum, err
	}
	return money.Add(sum, amount)
}

func amountOf(fields *event.Fields) (money.Amount, error) {
	number, err := fields.Number("amount")
	if err != nil {
		return money.Zero, err
	}
	amount, err := money.Parse(number)
	if err != nil {
		e := err.(*money.Error)
		return money.Zero, &event.FieldError{Field: "amount", Got: e.Got, Want: e.Want}
	}
	return amount, nil
}
