package shop

import (
	"fmt"
	"strings"

	"hindsight/core/event"
	"hindsight/core/jsontext"
	"hindsight/core/money"
	"hindsight/core/upcast"
)

// The events of an order's stream, order-<orderId>, and the members of their data. Every amount is a
// plain decimal in a string; orderId, userId, sku and currency are strings that are not empty.
const (
	// OrderPlaced: orderId, userId, sku, quantity (a whole number), amount, currency. It is at schema
	// version 2; in version 1 amount was a number and, there being no currency, euros.
	OrderPlaced = "OrderPlaced"
	// PaymentReceived: orderId, amount, currency, method.
	PaymentReceived = "PaymentReceived"
	// OrderShipped: orderId, carrier.
	OrderShipped = "OrderShipped"
	// OrderRefunded: orderId, amount, currency, reason. It may be a part of what was paid.
	OrderRefunded = "OrderRefunded"
)

// firstCurrency is that of OrderPlaced's version 1, when the shop knew no other.
const firstCurrency = "EUR"

func orderStream(id string) string { return "order-" + id }

// orderPlacedSchema knows the way from version 1 to 2.
func orderPlacedSchema() upcast.Schema {
	return upcast.Schema{Type: OrderPlaced, Steps: []upcast.Step{orderPlacedWithCurrency}}
}

// orderPlacedWithCurrency makes amount the exact decimal that the number's text says, digit for digit,
// and adds the currency. The other members stay as they are. It returns an *[event.FieldError] when
// amount is no number, or one that an amount can't hold exactly, or when there is another currency.
func orderPlacedWithCurrency(data string) (string, error) {
	fields := event.FieldsOf(data)
	raw := fields.Raw("amount")
	if jsontext.Kind(raw) != "a number" {
		return "", &event.FieldError{Field: "amount", Got: jsontext.Kind(raw), Want: "a number"}
	}
	amount, err := plainDecimal(raw)
	if err != nil {
		return "", err
	}
	if raw := fields.Raw("currency"); raw != "" && raw != `"`+firstCurrency+`"` {
		return "", &event.FieldError{Field: "currency", Got: cut(raw), Want: "none in version 1, as it is always " + firstCurrency}
	}
	var v2 object
	for name, value := range jsontext.Members(data) {
		if name != "amount" && name != "currency" {
			v2 = append(append(jsontext.AppendQuoted(v2.separated(), name), ':'), value...)
		}
	}
	return v2.text("amount", amount).text("currency", firstCurrency).String(), nil
}

// plainDecimal writes a JSON number without an exponent: 1e2 is 100 and 125e-1 is 12.5. Nothing is
// rounded: what needs more than [money.MaxDigits] digits is an *[event.FieldError].
func plainDecimal(number string) (string, error) {
	mantissa, exponent, scientific := strings.Cut(strings.ToLower(number), "e")
	plain := number
	if scientific {
		var ok bool
		if plain, ok = shiftPoint(mantissa, exponent); !ok {
			return "", &event.FieldError{Field: "amount", Got: cut(number), Want: wantDigits}
		}
	}
	if _, err := money.Parse(plain); err != nil {
		return "", &event.FieldError{Field: "amount", Got: cut(number), Want: wantDigits}
	}
	return plain, nil
}

var wantDigits = fmt.Sprintf("a number of at most %d digits", money.MaxDigits)

func cut(text string) string {
	if len(text) > 32 {
		return text[:32] + "…"
	}
	return text
}

// shiftPoint moves the point of a plain decimal by an exponent's number of digits, dropping no digit. It
// is not ok when that is further than an amount has digits.
func shiftPoint(mantissa, exponent string) (plain string, ok bool) {
	shift, ok := smallInteger(exponent)
	if !ok {
		return "", false
	}
	mantissa, negative := strings.CutPrefix(mantissa, "-")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	for ; shift > 0; shift-- {
		if fraction == "" {
			fraction = "0"
		}
		whole, fraction = whole+fraction[:1], fraction[1:]
	}
	for ; shift < 0; shift++ {
		if whole == "" {
			whole = "0"
		}
		last := len(whole) - 1
		whole, fraction = whole[:last], whole[last:]+fraction
	}
	plain = strings.TrimLeft(whole, "0")
	if plain == "" {
		plain = "0"
	}
	if fraction != "" {
		plain += "." + fraction
	}
	if negative {
		plain = "-" + plain
	}
	return plain, true
}

// smallInteger reads an exponent of at most money.MaxDigits either way.
func smallInteger(text string) (n int, ok bool) {
	digits := strings.TrimLeft(text, "+-")
	for i := 0; i < len(digits) && n <= money.MaxDigits; i++ {
		n = n*10 + int(digits[i]-'0')
	}
	if strings.HasPrefix(text, "-") {
		return -n, n <= money.MaxDigits
	}
	return n, n <= money.MaxDigits
}
