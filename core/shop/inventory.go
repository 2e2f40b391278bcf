package shop

import (
	"hindsight/core/projection"
)

// stock is a row of inventory.
type stock struct {
	onHand  int64 // never below zero
	shipped int64
}

// The columns of inventory by index.
const (
	stockOnHand = iota
	stockShipped
)

// Inventory is the projection inventory: one row a product, its key the sku. onHand is what was added less
// what was removed; shipped is how much of what was removed left for an order. The removal of more than
// there is is a failure and changes nothing, so that onHand is never below zero.
func Inventory() projection.Projection {
	return projection.Define(projection.Definition[stock]{
		Name: "inventory", Title: "Inventory",
		Types: []string{StockAdded, StockRemoved},
		Columns: []projection.Column[stock]{
			stockOnHand:  projection.IntegerColumn("onHand", func(s *stock) int64 { return s.onHand }),
			stockShipped: projection.IntegerColumn("shipped", func(s *stock) int64 { return s.shipped }),
		},
		Apply: applyInventory,
	})
}

func applyInventory(in *projection.Input, t *projection.Table[stock]) error {
	sku, err := in.Name("sku")
	if err != nil {
		return err
	}
	quantity, err := quantityOf(in.Fields())
	if err != nil {
		return err
	}
	row, _ := t.Get(sku)
	switch {
	case in.Type == StockAdded:
		row.onHand += quantity
	case quantity > row.onHand:
		return contradiction(StockBelowZero, "got %d of %q removed with %d on hand, want at most those", quantity, sku, row.onHand)
	default:
		row.onHand -= quantity
		if in.Fields().Has("orderId") {
			row.shipped += quantity
		}
	}
	t.Put(sku, row)
	return nil
}
