package shop

import (
	"strconv"
	"strings"

	"hindsight/core/command"
	"hindsight/core/money"
	"hindsight/core/projection"
)

// lookBack is how many rows a suggestion looks at, newest first, so that it costs the same however long
// the log is.
const lookBack = 256

// newest returns the newest row that matches, within lookBack.
func newest(state projection.State, matches func(projection.Row) bool) (projection.Row, bool) {
	looked := 0
	for row := range state.Backward() {
		if matches(row) {
			return row, true
		}
		if looked++; looked == lookBack {
			break
		}
	}
	return projection.Row{}, false
}

// newestOr returns the newest row that matches or, where none does, the newest of all: then the command
// is rejected, and says why.
func newestOr(state projection.State, matches func(projection.Row) bool) (projection.Row, bool) {
	if row, ok := newest(state, matches); ok {
		return row, true
	}
	return newest(state, anyRow)
}

func anyRow(projection.Row) bool { return true }

// newestKey returns the key of the newest row, or a default when there is none.
func newestKey(state projection.State, otherwise string) string {
	if row, ok := newest(state, anyRow); ok {
		return row.Key
	}
	return otherwise
}

// most returns the row with the most of an integer column, or with a sign of -1 the least, within
// lookBack.
func most(state projection.State, column int, sign int64) (best projection.Row, ok bool) {
	var top int64
	newest(state, func(row projection.Row) bool {
		n, _ := strconv.ParseInt(row.Value(column, nil).String(), 10, 64)
		if !ok || sign*n > top {
			best, top, ok = row, sign*n, true
		}
		return false
	})
	return best, ok
}

// unused returns a key that follows the newest one and is free, or first when there is none.
func unused(state projection.State, first string) string {
	row, ok := newest(state, anyRow)
	key := first
	for range lookBack {
		if !ok {
			break
		}
		key = following(row.Key)
		row, ok = state.Row(key)
	}
	return key
}

// following counts the number at the end of a key up: 1002 after 1001, ada-2 after ada.
func following(key string) string {
	end := len(strings.TrimRight(key, "0123456789"))
	digits := key[end:]
	n, err := strconv.ParseUint(digits, 10, 63)
	if err != nil {
		return key + "-2"
	}
	next := strconv.FormatUint(n+1, 10)
	return key[:end] + strings.Repeat("0", max(0, len(digits)-len(next))) + next
}

func status(row projection.Row) string { return row.Value(orderStatus, nil).String() }

func hasStatus(s OrderStatus) func(projection.Row) bool {
	return func(row projection.Row) bool { return status(row) == s.String() }
}

func suggestPlace(read command.Reader) command.Suggestions {
	sku := firstProductID
	if row, ok := most(read("inventory"), stockOnHand, 1); ok {
		sku = row.Key
	}
	return command.Suggestions{
		"orderId":  unused(read("order_totals"), firstOrderID),
		"userId":   newestKey(read("user_activity"), firstUserID),
		"sku":      sku,
		"quantity": "1",
		"amount":   priceOf(sku),
		"currency": currencies[0],
	}
}

func suggestPay(read command.Reader) command.Suggestions {
	s := suggestMoney(read, hasStatus(Placed), orderTotalOf)
	s["method"] = methods[0]
	return s
}

func suggestRefund(read command.Reader) command.Suggestions {
	s := suggestMoney(read, func(row projection.Row) bool { return refundable(row).IsPos() }, func(row projection.Row) string {
		if left := refundable(row); left.IsPos() {
			return left.String()
		}
		return orderTotalOf(row)
	})
	s["reason"] = "returned"
	return s
}

// suggestMoney suggests an order, an amount and its currency. Where there is no order it suggests one all
// the same, as the rejection says more than an empty field.
func suggestMoney(read command.Reader, matches func(projection.Row) bool, amount func(projection.Row) string) command.Suggestions {
	row, ok := newestOr(read("order_totals"), matches)
	if !ok {
		return command.Suggestions{"orderId": firstOrderID, "amount": priceOf(firstProductID), "currency": currencies[0]}
	}
	return command.Suggestions{
		"orderId": row.Key, "amount": amount(row), "currency": row.Value(orderCurrency, nil).String(),
	}
}

func orderTotalOf(row projection.Row) string { return row.Value(orderTotal, nil).String() }

func suggestShip(read command.Reader) command.Suggestions {
	s := command.Suggestions{"orderId": firstOrderID, "carrier": carriers[0]}
	if row, ok := newestOr(read("order_totals"), hasStatus(Paid)); ok {
		s["orderId"] = row.Key
	}
	return s
}

// refundable returns what was paid for an order and not refunded, 0 when that is no amount.
func refundable(row projection.Row) money.Amount {
	paid, err := money.Parse(row.Value(orderPaid, nil).String())
	if err != nil {
		return money.Zero
	}
	refunded, err := money.Parse(row.Value(orderRefunded, nil).String())
	if err != nil {
		return money.Zero
	}
	left, _ := money.Sub(paid, refunded)
	return left
}

func suggestRegister(read command.Reader) command.Suggestions {
	users := read("user_activity")
	for _, name := range firstNames {
		id := strings.ToLower(name)
		if _, taken := users.Row(id); !taken {
			return command.Suggestions{"userId": id, "name": name}
		}
	}
	id := unused(users, firstUserID)
	return command.Suggestions{"userId": id, "name": id}
}

func suggestLogIn(read command.Reader) command.Suggestions {
	return command.Suggestions{"userId": newestKey(read("user_activity"), firstUserID), "device": devices[0]}
}

func suggestAdd(read command.Reader) command.Suggestions {
	s := command.Suggestions{"sku": firstProductID, "quantity": "10"}
	if row, ok := most(read("inventory"), stockOnHand, -1); ok {
		s["sku"] = row.Key
	}
	return s
}

func suggestRemove(read command.Reader) command.Suggestions {
	s := command.Suggestions{"sku": firstProductID, "quantity": "1"}
	if row, ok := most(read("inventory"), stockOnHand, 1); ok {
		s["sku"] = row.Key
	}
	if row, ok := newest(read("order_totals"), hasStatus(Paid)); ok {
		s["orderId"] = row.Key
	}
	return s
}
