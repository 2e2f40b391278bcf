package jsontext_test

import (
	"encoding/json"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/jsontext"
)

func TestIsNumber(t *testing.T) {
	for _, s := range []string{"0", "-0", "12", "-1.50", "1e9", "1E+9", "0.1e-7"} {
		require.True(t, jsontext.IsNumber(s), s)
	}
	for _, s := range []string{"", "-", "01", "1.", ".5", "+1", "1e", " 1", "1 ", "1,5", "NaN", "0x1", "true", `"1"`} {
		require.False(t, jsontext.IsNumber(s), s)
	}
}

func TestCompareNumbers(t *testing.T) {
	numbers := rapid.StringMatching(`-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,5})?([eE][+-]?[0-9]{1,2})?`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := numbers.Draw(t, "a"), numbers.Draw(t, "b")
		require.True(t, jsontext.IsNumber(a))
		x, _ := new(big.Rat).SetString(a)
		y, _ := new(big.Rat).SetString(b)
		require.Equal(t, x.Cmp(y), jsontext.CompareNumbers(a, b), "%s and %s", a, b)
		require.Zero(t, jsontext.CompareNumbers(a, a))
	})
}

func TestNumbersAreTheSameHoweverTheyAreWritten(t *testing.T) {
	for _, same := range [][]string{
		{"0", "-0", "0.00", "-0e9", "0e99999999999999999999"},
		{"100", "100.0", "1e2", "1E+2", "0.1e3", "1000e-1"},
		{"9007199254740993", "9007199254740993.0", "9.007199254740993e15"},
		{"-0.05", "-5e-2"},
	} {
		for _, a := range same {
			for _, b := range same {
				require.Zero(t, jsontext.CompareNumbers(a, b), "%s and %s", a, b)
			}
		}
	}
}

func TestNumbersBeyondFloatingPointAreToldApart(t *testing.T) {
	ascending := []string{
		"-1e99999999999999999999", "-1e400", "-1", "-1e-99999999999999999999", "0", "1e-99999999999999999999",
		"1e-400", "9007199254740992", "9007199254740993", "1e400", "1.0000000000000000000000001e400",
		"1e99999999999999999999",
	}
	for i, a := range ascending {
		require.True(t, json.Valid([]byte(a)))
		for k, b := range ascending {
			require.Equal(t, big.NewInt(int64(i)).Cmp(big.NewInt(int64(k))), jsontext.CompareNumbers(a, b), "%s and %s", a, b)
		}
	}
}
