package shop

import (
	"fmt"

	"hindsight/core/event"
)

// Sample returns the shop's first day: eight events of Tuesday 6 January 2026, in position order, with
// ids, times and recorded times. The third is of an old schema version. The slice is the caller's.
//
// At 15:00 order 1001 is paid and lies in stock; at the end of the day it is shipped, and order 1002 still
// waits to be paid.
func Sample() []event.Event {
	order1001 := because(3)
	events := []event.Event{
		sample(1, "09:00:00", userStream("ada"), UserRegistered, `{"userId":"ada","name":"Ada"}`, ""),
		sample(2, "09:20:00", productStream("mug"), StockAdded, `{"sku":"mug","quantity":20}`, ""),
		sample(3, "10:05:00", orderStream("1001"), OrderPlaced,
			`{"orderId":"1001","userId":"ada","sku":"mug","quantity":2,"amount":25.00}`, ""),
		sample(4, "10:07:30", orderStream("1001"), PaymentReceived,
			`{"orderId":"1001","amount":"25.00","currency":"EUR","method":"card"}`, order1001),
		sample(5, "13:30:00", userStream("grace"), UserRegistered, `{"userId":"grace","name":"Grace"}`, ""),
		sample(6, "14:10:00", orderStream("1002"), OrderPlaced,
			`{"orderId":"1002","userId":"grace","sku":"mug","quantity":1,"amount":"13.75","currency":"USD"}`, ""),
		sample(7, "15:20:00", productStream("mug"), StockRemoved, `{"sku":"mug","quantity":2,"orderId":"1001"}`, order1001),
		sample(8, "16:45:00", orderStream("1001"), OrderShipped, `{"orderId":"1001","carrier":"post"}`,
			`{"correlationId":"`+sampleID(3)+`","causationId":"`+sampleID(7)+`"}`),
	}
	events[2].SchemaVersion = 1 // its amount is a number
	return events
}

func sampleID(n int) string { return fmt.Sprintf("019b9288-d680-7000-8000-%012d", n) }

// because is the metadata of what the sample's nth event began and led to.
func because(n int) string {
	return `{"correlationId":"` + sampleID(n) + `","causationId":"` + sampleID(n) + `"}`
}

func sample(n int, clock, stream, typ, data, metadata string) event.Event {
	t, err := event.ParseTime("2026-01-06T" + clock + "Z")
	if err != nil {
		panic("shop: Sample: " + err.Error())
	}
	version := uint32(firstVersion)
	if typ == OrderPlaced {
		version = orderPlacedVersion
	}
	return event.Event{
		ID: sampleID(n), Stream: stream, Type: typ, SchemaVersion: version,
		Time: t, Recorded: t + 250e6, // a quarter of a second on the way
		Data: data, Metadata: metadata,
	}
}
