package money_test

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/money"
)

func TestSum(t *testing.T) {
	t.Run("is exact, whatever the amounts are", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			var sum money.Sum
			want, scale := new(big.Rat), 0
			for _, text := range rapid.SliceOf(amounts()).Draw(t, "amounts") {
				amount := rational(t, text)
				if amount.Sign() != 0 {
					scale = max(scale, decimals(text))
				}
				if rapid.Bool().Draw(t, "taken off") {
					sum.Sub(money.MustParse(text))
					want.Sub(want, amount)
				} else {
					sum.Add(money.MustParse(text))
					want.Add(want, amount)
				}
			}
			require.Equal(t, want.FloatString(scale), sum.String())
			require.Equal(t, want.Sign() == 0, sum.IsZero())
		})
	})
	t.Run("has room for many of the largest amounts and the smallest one", func(t *testing.T) {
		most := strings.Repeat("9", money.MaxDigits)
		var sum money.Sum
		for range 1_000_000 {
			sum.Add(money.MustParse(most))
		}
		sum.Add(money.MustParse("0." + strings.Repeat("0", money.MaxDigits-1) + "1"))
		require.Equal(t, "9999999999999999999000000.0000000000000000001", sum.String())
		for range 2_000_000 {
			sum.Sub(money.MustParse(most))
		}
		require.Equal(t, "-9999999999999999998999999.9999999999999999999", sum.String())
	})
	t.Run("of nothing is 0, and 0 brings no decimals", func(t *testing.T) {
		var sum money.Sum
		require.Equal(t, "0", sum.String())
		sum.Add(money.MustParse("0.000"))
		sum.Sub(money.MustParse("-0.00"))
		require.Equal(t, "0", sum.String())
		require.True(t, sum.IsZero())
		sum.Add(money.MustParse("1.5"))
		sum.Sub(money.MustParse("1.50"))
		require.Equal(t, "0.00", sum.String())
		require.True(t, sum.IsZero())
	})
}

func TestWhole(t *testing.T) {
	for _, n := range []int64{0, 1, -1, 42, math.MaxInt64, math.MinInt64, 1<<53 + 1} {
		require.Equal(t, money.MustParse(strconv.FormatInt(n, 10)), money.Whole(n))
	}
}
