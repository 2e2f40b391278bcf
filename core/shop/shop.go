// Package shop is the sample domain: a shop with users, orders and products, as one would write it for
// Hindsight. It is the example to copy from.
//
// Its streams are user-<id>, order-<id> and product-<sku>; each is the boundary within which rules
// hold. Orders are placed, paid, shipped and refunded; users register and log in; stock is added and
// removed. [Commands] decides what happens, [Projections] says what it adds up to, [Schemas] knows the
// events' old shapes. [Sample] is a history of eight events, a [Generator] makes one of any length.
//
// To add an event type, a projection or a command, write it in a file of its own and add a line to the
// list here, or to your own.
package shop

import (
	"hindsight/core/command"
	"hindsight/core/projection"
	"hindsight/core/upcast"
)

// Schemas returns the event types that have changed their shape since the shop opened.
func Schemas() []upcast.Schema {
	return []upcast.Schema{orderPlacedSchema()}
}

// Projections returns the shop's projections, in the order in which they are shown.
func Projections() []projection.Projection {
	return []projection.Projection{
		OrderTotals(),
		UserActivity(),
		Revenue(),
		Inventory(),
	}
}

// Commands returns the shop's commands, in the order in which they are shown.
func Commands() []command.Command {
	return []command.Command{
		PlaceOrder(), Pay(), Ship(), Refund(),
		Register(), LogIn(),
		AddStock(), RemoveStock(),
	}
}
