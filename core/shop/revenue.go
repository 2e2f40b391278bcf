package shop

import (
	"hindsight/core/money"
	"hindsight/core/projection"
)

// takings is a row of revenue.
type takings struct {
	orders   uint32 // a log has no more events
	gross    money.Amount
	refunded money.Amount
	net      money.Amount
}

// Revenue is the projection revenue: one row a currency, its key the currency.
//
// Only money that moved counts, at the moment it moved: orders is the number of PaymentReceived, gross
// the sum of their amounts, refunded that of OrderRefunded, and net is gross less refunded. An order that
// is not paid counts nowhere. All sums are exact; a sum that does not fit is a failure.
func Revenue() projection.Projection {
	return projection.Define(projection.Definition[takings]{
		Name: "revenue", Title: "Revenue",
		Types: []string{PaymentReceived, OrderRefunded},
		Columns: []projection.Column[takings]{
			projection.IntegerColumn("orders", func(r *takings) int64 { return int64(r.orders) }),
			projection.MoneyColumn("gross", func(r *takings) money.Amount { return r.gross }),
			projection.MoneyColumn("refunded", func(r *takings) money.Amount { return r.refunded }),
			projection.MoneyColumn("net", func(r *takings) money.Amount { return r.net }),
		},
		Apply: applyRevenue,
	})
}

func applyRevenue(in *projection.Input, t *projection.Table[takings]) error {
	currency, err := in.Name("currency")
	if err != nil {
		return err
	}
	amount, err := in.Money("amount")
	if err != nil {
		return err
	}
	row, _ := t.Get(currency)
	if in.Type == PaymentReceived {
		row.orders++
		row.gross, err = money.Add(row.gross, amount)
	} else {
		row.refunded, err = money.Add(row.refunded, amount)
	}
	if err != nil {
		return err
	}
	if row.net, err = money.Sub(row.gross, row.refunded); err != nil {
		return err
	}
	t.Put(currency, row)
	return nil
}
