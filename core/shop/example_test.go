package shop_test

import (
	"fmt"
	"iter"

	"hindsight/core/command"
	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/shop"
	"hindsight/core/upcast"
)

// The projections of the sample day, as they were at position 6 and at the end.
func ExampleProjections() {
	set := projection.NewSet(upcast.NewChain(shop.Schemas()...).Raise, shop.Projections()...)
	for i, e := range shop.Sample() {
		e.Position = uint64(i + 1)
		set.Fold(e)
	}
	for _, snapshot := range set.Snapshots() {
		fmt.Println(snapshot.Title)
		for _, position := range []uint64{6, 8} {
			for row := range snapshot.At(position).Rows() {
				fmt.Printf("  at %d: %s", position, row.Key)
				for i, column := range snapshot.Columns {
					fmt.Printf(" %s=%s", column.Name, row.Value(i, nil))
				}
				fmt.Println()
			}
		}
	}
	// Output:
	// Order totals
	//   at 6: 1001 status=paid currency=EUR total=25.00 paid=25.00 refunded=0 user=ada
	//   at 6: 1002 status=placed currency=USD total=13.75 paid=0 refunded=0 user=grace
	//   at 8: 1001 status=shipped currency=EUR total=25.00 paid=25.00 refunded=0 user=ada
	//   at 8: 1002 status=placed currency=USD total=13.75 paid=0 refunded=0 user=grace
	// User activity
	//   at 6: ada events=2 lastEvent=OrderPlaced lastSeen=2026-01-06T10:05:00Z
	//   at 6: grace events=2 lastEvent=OrderPlaced lastSeen=2026-01-06T14:10:00Z
	//   at 8: ada events=2 lastEvent=OrderPlaced lastSeen=2026-01-06T10:05:00Z
	//   at 8: grace events=2 lastEvent=OrderPlaced lastSeen=2026-01-06T14:10:00Z
	// Revenue
	//   at 6: EUR orders=1 gross=25.00 refunded=0 net=25.00
	//   at 8: EUR orders=1 gross=25.00 refunded=0 net=25.00
	// Inventory
	//   at 6: mug onHand=20 shipped=0
	//   at 8: mug onHand=18 shipped=2
}

// A command is decided against its stream's events. Here the order was placed and not paid.
func ExampleShip() {
	placed := event.Event{
		Version: 1, Type: shop.OrderPlaced, SchemaVersion: 2,
		Data: `{"orderId":"7","userId":"ada","sku":"mug","quantity":1,"amount":"12.50","currency":"EUR"}`,
	}
	history := func(string) iter.Seq2[event.Event, error] {
		return func(yield func(event.Event, error) bool) { yield(placed, nil) }
	}

	_, err := shop.Ship().Decide(`{"orderId":"7","carrier":"post"}`, history)
	fmt.Println(err.(*command.Rejection).Rule)
	fmt.Println(err)

	decision, err := shop.Pay().Decide(`{"orderId":"7","amount":"12.50","currency":"EUR","method":"card"}`, history)
	fmt.Println(decision.Stream, decision.Version, decision.Drafts[0].Type, decision.Drafts[0].Data, err)
	// Output:
	// ship_before_payment
	// Order 7 costs 12.50 EUR, of which 0 is paid; it must be paid before it is shipped.
	// order-7 1 PaymentReceived {"orderId":"7","amount":"12.50","currency":"EUR","method":"card"} <nil>
}

// The same plan always gives the same history.
func ExampleGenerator() {
	types := map[string]int{}
	for e := range shop.NewGenerator(shop.Plan{Events: 1000, Seed: 2026}).All() {
		if types[e.Type]++; types[e.Type] == 1 {
			fmt.Println(e.Time, e.Stream, e.Type, e.SchemaVersion, e.Data)
		}
	}
	fmt.Println(types)
	// Output:
	// 2025-12-25T00:33:40.605Z user-10001 UserRegistered 1 {"userId":"10001","name":"Grace"}
	// 2025-12-25T02:15:47.46Z product-p1001 StockAdded 1 {"sku":"p1001","quantity":80}
	// 2025-12-25T03:06:54.843Z user-10001 UserLoggedIn 1 {"userId":"10001","device":"laptop"}
	// 2025-12-25T06:25:02.05Z order-100001 OrderPlaced 1 {"orderId":"100001","userId":"10001","sku":"p1001","quantity":2,"amount":5.98}
	// 2025-12-25T08:27:31.218Z order-100002 PaymentReceived 1 {"orderId":"100002","amount":"5.98","currency":"EUR","method":"card"}
	// 2025-12-25T09:05:43.652Z product-p1001 StockRemoved 1 {"sku":"p1001","quantity":2,"orderId":"100002"}
	// 2025-12-25T09:13:03.222Z order-100002 OrderShipped 1 {"orderId":"100002","carrier":"post"}
	// 2025-12-26T12:06:25.187Z order-100024 OrderRefunded 1 {"orderId":"100024","amount":"1.49","currency":"EUR","reason":"returned"}
	// map[OrderPlaced:243 OrderRefunded:8 OrderShipped:194 PaymentReceived:213 StockAdded:8 StockRemoved:215 UserLoggedIn:114 UserRegistered:5]
}

// Old events keep their bytes; what reads them gets the current shape.
func ExampleSchemas() {
	old := shop.Sample()[2]
	current, err := upcast.NewChain(shop.Schemas()...).Current(old)
	fmt.Println(old.SchemaVersion, old.Data)
	fmt.Println(current.SchemaVersion, current.Data, err)
	// Output:
	// 1 {"orderId":"1001","userId":"ada","sku":"mug","quantity":2,"amount":25.00}
	// 2 {"orderId":"1001","userId":"ada","sku":"mug","quantity":2,"amount":"25.00","currency":"EUR"} <nil>
}
