package shop

import "fmt"

// ContradictionError is what a projection fails with at an event that contradicts those before it. The
// shop's commands let none happen; logs from elsewhere hold them.
type ContradictionError struct {
	Reason  Reason
	Message string // what was got and what was wanted
}

// Reason says what an event contradicts. It is the code of the failure.
type Reason string

// The reasons.
const (
	OrderUnknown     Reason = "unknown_order"      // it is about an order that was not placed
	OrderPlacedTwice Reason = "order_placed_twice" // it places an order that was placed
	CurrencyMismatch Reason = "currency_mismatch"  // its money is not in the order's currency
	StockBelowZero   Reason = "stock_below_zero"   // it removes more than there is
)

// Error returns the message.
func (e *ContradictionError) Error() string { return e.Message }

// Code returns the reason as text.
func (e *ContradictionError) Code() string { return string(e.Reason) }

func contradiction(reason Reason, format string, args ...any) error {
	return &ContradictionError{Reason: reason, Message: fmt.Sprintf(format, args...)}
}
