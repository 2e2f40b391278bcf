package shop_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/shop"
	"hindsight/core/upcast"
)

func lift(data string) (string, error) {
	e := event.Event{ID: "1", Stream: "order-1", Type: shop.OrderPlaced, SchemaVersion: 1, Time: event.MinTime, Data: data}
	e, err := upcast.NewChain(shop.Schemas()...).Current(e)
	return e.Data, err
}

func TestOldOrdersKeepTheirAmountDigitForDigit(t *testing.T) {
	for number, want := range map[string]string{
		"25":                   "25",
		"0.1":                  "0.1",
		"19.90":                "19.90",
		"12345678901234567.89": "12345678901234567.89",
		"-1.50":                "-1.50",
		"1e2":                  "100",
		"1E+2":                 "100",
		"1.25e1":               "12.5",
		"125e-1":               "12.5",
		"1.50e0":               "1.50",
		"5e-3":                 "0.005",
		"-5e-1":                "-0.5",
		"0e5":                  "0",
	} {
		data, err := lift(`{"orderId":"1","userId":"ada","sku":"mug","quantity":2,"amount":` + number + `}`)
		require.NoError(t, err, number)
		require.Equal(t, `{"orderId":"1","userId":"ada","sku":"mug","quantity":2,"amount":"`+want+`","currency":"EUR"}`, data, number)
	}
}

func TestOldOrdersKeepTheirOtherMembersAsTheyAre(t *testing.T) {
	data, err := lift(` { "orderId" : "1" , "note" : [ 1.0 , {"amount":2} ] , "a\"b" : null , "amount" : 3 } `)
	require.NoError(t, err)
	require.Equal(t, `{"orderId":"1","note":[ 1.0 , {"amount":2} ],"a\"b":null,"amount":"3","currency":"EUR"}`, data)
}

func TestOldOrdersThatCannotBeLiftedExactlyAreNot(t *testing.T) {
	for data, want := range map[string]string{
		`{"amount":"1.00"}`:                `amount: got a string, want a number`,
		`{"orderId":"1"}`:                  `amount: got nothing, want a number`,
		`[1]`:                              `amount: got nothing, want a number`,
		`{"amount":123456789012345678.90}`: `amount: got 123456789012345678.90, want a number of at most 19 digits`,
		`{"amount":1e19}`:                  `amount: got 1e19, want a number of at most 19 digits`,
		`{"amount":1e-20}`:                 `amount: got 1e-20, want a number of at most 19 digits`,
		`{"amount":1e999999999999}`:        `amount: got 1e999999999999, want a number of at most 19 digits`,
		`{"amount":1,"currency":"USD"}`:    `currency: got "USD", want none in version 1, as it is always EUR`,
	} {
		_, err := lift(data)
		var broken *upcast.Error
		require.ErrorAs(t, err, &broken, data)
		require.Equal(t, upcast.Failed, broken.Reason)
		require.ErrorContains(t, err, want)
	}
}

// An exponent moves the point and nothing else: held against math/big.
func TestAnExponentIsWrittenOutExactly(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		number := rapid.StringMatching(`-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,8})?([eE][+-]?[0-9]{1,2})?`).Draw(rt, "number")
		data, err := lift(`{"amount":` + number + `}`)
		if err != nil {
			return
		}
		fields := event.FieldsOf(data)
		got, _ := fields.Text("amount")
		require.NotContains(t, strings.ToLower(got), "e")
		wantValue, _ := new(big.Rat).SetString(number)
		gotValue, ok := new(big.Rat).SetString(got)
		require.True(t, ok, got)
		require.Zero(t, wantValue.Cmp(gotValue), "%s became %s", number, got)
	})
}
