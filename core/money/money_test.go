package money_test

import (
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/money"
)

// amounts are plain decimals of up to MaxDigits digits, as text.
func amounts() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		digits := rapid.StringOfN(rapid.RuneFrom([]rune("01099")), 1, money.MaxDigits, -1).Draw(t, "digits")
		if rapid.Bool().Draw(t, "few digits") {
			digits = digits[:min(len(digits), 6)]
		}
		point := rapid.IntRange(1, len(digits)).Draw(t, "point")
		if point < len(digits) && rapid.Bool().Draw(t, "below one") {
			return "-0." + digits
		}
		sign := rapid.SampledFrom([]string{"", "-"}).Draw(t, "sign")
		if point == len(digits) {
			return sign + digits
		}
		return sign + digits[:point] + "." + digits[point:]
	})
}

func rational(t require.TestingT, text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	require.True(t, ok, text)
	return r
}

func decimals(text string) int {
	if i := strings.IndexByte(text, '.'); i >= 0 {
		return len(text) - i - 1
	}
	return 0
}

// fits tells whether a result of this scale can be written with MaxDigits digits.
func fits(r *big.Rat, scale int) bool {
	digits := strings.TrimLeft(strings.Trim(strings.Replace(r.FloatString(scale), ".", "", 1), "-"), "0")
	return len(digits) <= money.MaxDigits
}

func TestParse(t *testing.T) {
	t.Run("is exact and keeps the scale", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			text := amounts().Draw(t, "text")
			a, err := money.Parse(text)
			require.NoError(t, err)
			require.Zero(t, rational(t, text).Cmp(rational(t, a.String())), "%s became %s", text, a)
			require.Equal(t, decimals(text), decimals(a.String()))
		})
	})
	for _, text := range []string{
		"", "-", ".", "-.", ".5", "-.5", "5.", "-5.", "1.2.3", "1..2", "--1", "1-", "+1", "1e3", "1E3", "0x10", "1_000",
		"1,5", " 1", "1 ", "NaN", "Infinity", "١", "1.-2", "12\x00",
	} {
		t.Run(fmt.Sprintf("refuses %q", text), func(t *testing.T) {
			_, err := money.Parse(text)
			require.EqualError(t, err, fmt.Sprintf("got the amount %q, want a plain decimal such as 12.50", text))
		})
	}
	t.Run("refuses more digits than it can hold, rather than rounding", func(t *testing.T) {
		most := strings.Repeat("9", money.MaxDigits)
		a, err := money.Parse("-" + most)
		require.NoError(t, err)
		require.Equal(t, "-"+most, a.String())
		a, err = money.Parse("00.0" + most[1:])
		require.NoError(t, err, "zeros in front do not count")
		require.Equal(t, "0.0"+most[1:], a.String())
		_, err = money.Parse("1." + most)
		require.EqualError(t, err, "got the amount 1."+most+", want at most 19 digits")
		_, err = money.Parse("0.0" + most)
		require.EqualError(t, err, "got the amount 0.0"+most+", want at most 19 digits")
		_, err = money.Parse(strings.Repeat("1", 1000))
		require.EqualError(t, err, "got the amount "+strings.Repeat("1", 32)+"…, want at most 19 digits")
	})
	t.Run("never takes what is no decimal", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			text := rapid.StringOfN(rapid.RuneFrom([]rune("0159.-+eE _x")), 0, 24, -1).Draw(t, "text")
			a, err := money.Parse(text)
			if err != nil {
				require.IsType(t, &money.Error{}, err)
				return
			}
			require.Regexp(t, `^-?[0-9]+(\.[0-9]+)?$`, text)
			require.Zero(t, rational(t, text).Cmp(rational(t, a.String())))
		})
	})
}

func TestArithmetic(t *testing.T) {
	// holds checks one operation: the result is exact, or it is an error and does not fit.
	holds := func(t *rapid.T, want *big.Rat, scale int, got money.Amount, err error) {
		if fits(want, scale) {
			require.NoError(t, err)
			require.Zero(t, want.Cmp(rational(t, got.String())), "got %s, want %s", got, want.FloatString(scale))
			require.Equal(t, scale, decimals(got.String()), "as many decimals as the one that has more")
			return
		}
		require.IsType(t, &money.Error{}, err)
		require.Contains(t, err.Error(), "want a result of at most 19 digits")
		require.Equal(t, money.Zero, got)
	}
	t.Run("adds and subtracts exactly, or says that the result does not fit", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			x, y := amounts().Draw(t, "x"), amounts().Draw(t, "y")
			a, b := money.MustParse(x), money.MustParse(y)
			larger := max(decimals(x), decimals(y))
			sum, err := money.Add(a, b)
			holds(t, new(big.Rat).Add(rational(t, x), rational(t, y)), larger, sum, err)
			difference, err := money.Sub(a, b)
			holds(t, new(big.Rat).Sub(rational(t, x), rational(t, y)), larger, difference, err)
		})
	})
	t.Run("multiplies by a whole number exactly, or says that the result does not fit", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			x := amounts().Draw(t, "x")
			n := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-1000, 1000),
				rapid.SampledFrom([]int64{math.MinInt64, math.MaxInt64, 0, -1})).Draw(t, "n")
			product, err := money.Times(money.MustParse(x), n)
			want := new(big.Rat).Mul(rational(t, x), new(big.Rat).SetInt64(n))
			holds(t, want, decimals(x), product, err)
		})
	})
	t.Run("finds room for a result that fits, though it is on the way of what does not", func(t *testing.T) {
		sum, err := money.Add(money.MustParse("1000000000000000000"), money.MustParse("-0.5"))
		require.NoError(t, err)
		require.Equal(t, "999999999999999999.5", sum.String())
		sum, err = money.Add(money.MustParse("1844674407370955162"), money.MustParse("-999999999999999999.9"))
		require.NoError(t, err)
		require.Equal(t, "844674407370955162.1", sum.String())
	})
	t.Run("names both sides of what does not fit", func(t *testing.T) {
		most := money.MustParse(strings.Repeat("9", money.MaxDigits))
		_, err := money.Add(most, money.MustParse("1"))
		require.EqualError(t, err, "got the amount 9999999999999999999 + 1, want a result of at most 19 digits")
		_, err = money.Sub(money.MustParse("0.01"), most)
		require.EqualError(t, err, "got the amount 0.01 - 9999999999999999999, want a result of at most 19 digits")
		_, err = money.Times(money.MustParse("5000000000000000000"), 3)
		require.EqualError(t, err, "got the amount 5000000000000000000 * 3, want a result of at most 19 digits")
		_, err = money.Times(most, -2)
		require.EqualError(t, err, "got the amount 9999999999999999999 * -2, want a result of at most 19 digits")
	})
	t.Run("adds what binary floating point can't", func(t *testing.T) {
		sum := money.Zero
		for range 1000 {
			var err error
			sum, err = money.Add(sum, money.MustParse("0.10"))
			require.NoError(t, err)
		}
		require.Equal(t, "100.00", sum.String())
	})
}

func TestCmp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := amounts().Draw(t, "x")
		y := rapid.OneOf(amounts(), rapid.SampledFrom([]string{x, "-" + strings.TrimPrefix(x, "-"), "0", "-0.00"})).Draw(t, "y")
		a, b := money.MustParse(x), money.MustParse(y)
		want := rational(t, x).Cmp(rational(t, y))
		require.Equal(t, want, a.Cmp(b))
		require.Equal(t, -want, b.Cmp(a))
		require.Equal(t, rational(t, x).Sign() > 0, a.IsPos())
	})
	require.Zero(t, money.MustParse("1.5").Cmp(money.MustParse("1.50")))
	require.Equal(t, money.Zero, money.MustParse("-0"), "there is one zero")
}

func TestMustParse(t *testing.T) {
	require.PanicsWithValue(t, `money: MustParse: got the amount "1e3", want a plain decimal such as 12.50`,
		func() { money.MustParse("1e3") })
}

func ExampleAdd() {
	sum, err := money.Add(money.MustParse("0.10"), money.MustParse("0.2"))
	fmt.Println(sum, err)
	_, err = money.Add(money.MustParse("9999999999999999999"), money.MustParse("0.01"))
	fmt.Println(err)
	// Output:
	// 0.30 <nil>
	// got the amount 9999999999999999999 + 0.01, want a result of at most 19 digits
}

func ExampleParse() {
	a, err := money.Parse("12.50")
	fmt.Println(a, err)
	_, err = money.Parse("1e3")
	fmt.Println(err)
	// Output:
	// 12.50 <nil>
	// got the amount "1e3", want a plain decimal such as 12.50
}
