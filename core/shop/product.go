package shop

import (
	"hindsight/core/command"
	"hindsight/core/event"
)

// The events of a product's stream, product-<sku>, and the members of their data: sku and orderId are
// strings, quantity is a whole number from 1 to [MaxQuantity].
const (
	// StockAdded: sku, quantity.
	StockAdded = "StockAdded"
	// StockRemoved: sku, quantity and, where the goods left for an order, its orderId.
	StockRemoved = "StockRemoved"
)

// MaxQuantity is the largest quantity of one event. So no number of events a log can hold adds up to
// more than an int64.
const MaxQuantity = 1_000_000_000

// RuleNotEnoughStock says that no more can be removed than there is, as a [command.Rejection] names it.
const RuleNotEnoughStock = "not_enough_stock"

// product is the state of a product's stream. Goods leave by StockRemoved alone, also those for an order,
// so the stream by itself knows how many are on hand.
type product struct{ onHand int64 }

func productStream(sku string) string { return "product-" + sku }

// evolveProduct returns an *[event.FieldError] for an event without a quantity. Like [Inventory] it passes
// over the removal of more than there is, which only a foreign log can hold.
func evolveProduct(p product, e event.Event) (product, error) {
	if e.Type != StockAdded && e.Type != StockRemoved {
		return p, nil
	}
	fields := event.FieldsOf(e.Data)
	quantity, err := quantityOf(&fields)
	switch {
	case e.Type == StockAdded:
		p.onHand += quantity
	case quantity <= p.onHand:
		p.onHand -= quantity
	}
	return p, err
}

// quantityOf reads the quantity of an event, or returns an *[event.FieldError].
func quantityOf(fields *event.Fields) (int64, error) {
	n, err := fields.Integer("quantity")
	if err == nil && (n < 1 || n > MaxQuantity) {
		err = &event.FieldError{Field: "quantity", Got: fields.Raw("quantity"), Want: "1 to 1000000000"}
	}
	if err != nil {
		return 0, err
	}
	return n, nil
}

func streamOfProduct(v command.Values) string { return productStream(v.Text("sku")) }

func checkQuantity(v command.Values) error {
	switch n := v.Integer("quantity"); {
	case n < 1:
		return command.Reject(RuleQuantityNotPositive, "The quantity is %d; it must be at least 1.", n)
	case n > MaxQuantity:
		return command.Reject(RuleQuantityOutOfBounds, "The quantity is %d; it must be at most %d.", n, MaxQuantity)
	}
	return nil
}

var (
	skuField      = command.Field{Name: "sku", Title: "Product", Kind: command.Text, Required: true, Hint: "Its stream is product-<this>"}
	quantityField = command.Field{Name: "quantity", Title: "Quantity", Kind: command.Integer, Required: true, Hint: "At least 1"}
)

// AddStock is the command that brings goods in. The first makes the product known.
func AddStock() command.Command {
	return command.Define(command.Definition[product]{
		Name: "add-stock", Title: "Add stock", Types: []string{StockAdded},
		Fields: []command.Field{skuField, quantityField},
		Stream: streamOfProduct, Evolve: evolveProduct, Decide: decideAdd, Suggest: suggestAdd,
	})
}

func decideAdd(_ product, v command.Values) ([]command.Draft, error) {
	if err := checkQuantity(v); err != nil {
		return nil, err
	}
	return one(StockAdded, object{}.text("sku", v.Text("sku")).integer("quantity", v.Integer("quantity"))), nil
}

// RemoveStock is the command that takes goods out, for an order or because they are lost.
func RemoveStock() command.Command {
	return command.Define(command.Definition[product]{
		Name: "remove-stock", Title: "Remove stock", Types: []string{StockRemoved},
		Fields: []command.Field{
			skuField, quantityField,
			{Name: "orderId", Title: "For order", Kind: command.Text, Hint: "Empty for goods that are lost or broken"},
		},
		Stream: streamOfProduct, Evolve: evolveProduct, Decide: decideRemove, Suggest: suggestRemove,
	})
}

func decideRemove(p product, v command.Values) ([]command.Draft, error) {
	if err := checkQuantity(v); err != nil {
		return nil, err
	}
	if n := v.Integer("quantity"); n > p.onHand {
		return nil, command.Reject(RuleNotEnoughStock, "There are %d of %s on hand, and %d are to be removed; it must be at most what there is.",
			p.onHand, v.Text("sku"), n)
	}
	data := object{}.text("sku", v.Text("sku")).integer("quantity", v.Integer("quantity")).option("orderId", v.Text("orderId"))
	return one(StockRemoved, data), nil
}
