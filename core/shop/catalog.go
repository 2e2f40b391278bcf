package shop

import "slices"

// What the fields of commands and events can be, in the order in which a form offers them.
var (
	currencies = [...]string{"EUR", "USD", "GBP", "CHF", "JPY"}
	methods    = [...]string{"card", "transfer", "invoice"}
	carriers   = [...]string{"post", "courier", "freight"}
	devices    = [...]string{"phone", "laptop", "tablet"}
)

// Currencies returns the currencies that an order can be placed in. The slice is the caller's.
func Currencies() []string { return slices.Clone(currencies[:]) }

// firstNames are suggested to those who register, as long as they are free.
var firstNames = [...]string{"Ada", "Grace", "Alan", "Barbara", "Edsger", "Frances", "Ken", "Radia"}

// What is suggested while there is nothing yet.
const (
	firstOrderID   = "1001"
	firstUserID    = "ada"
	firstProductID = "mug"
)

// priceOf suggests what one of a product costs, in any currency.
func priceOf(sku string) string {
	switch sku {
	case "mug":
		return "12.50"
	case "lamp":
		return "39.90"
	}
	return "19.90"
}
