// Package money is exact decimal arithmetic for amounts: a result is either exact or an error, never
// rounded.
//
// It does little, on purpose. The decimal libraries there are round what does not fit, and bring big
// integers along that would be a twelfth of all that the page may load.
package money

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
)

// Amount is an exact decimal of up to [MaxDigits] digits. It has no currency; whoever adds amounts up
// keeps currencies apart. The zero value is 0. Compare amounts with Cmp: 1.5 and 1.50 are == only
// if they were written with the same decimals.
type Amount struct {
	// All digits, without the point; at most maxDigits. In halves, an amount takes 12 bytes instead of 16, and tables keep
	// one for each time that a row was written.
	low, high uint32
	decimals  uint8 // how many of the digits are behind the point, at most MaxDigits
	negative  bool  // never for 0
}

func (a Amount) digits() uint64 { return uint64(a.high)<<32 | uint64(a.low) }

// of returns the amount of these digits. 0 has no sign.
func of(digits uint64, decimals uint8, negative bool) Amount {
	return Amount{uint32(digits), uint32(digits >> 32), decimals, negative && digits != 0}
}

// MaxDigits is how many digits an amount can have, before and behind the point together.
const MaxDigits = 19

const maxDigits = 1e19 - 1

// Zero is no money.
var Zero Amount

// Error is returned for an amount that can't be held exactly.
type Error struct {
	Got  string // the text, or the sum, that does not fit
	Want string
}

// Error names what was got and what was wanted.
func (e *Error) Error() string { return fmt.Sprintf("got the amount %s, want %s", e.Got, e.Want) }

// Parse reads a plain decimal such as 12.50, -3 or 0.001, and keeps its decimals: 12.50 stays 12.50. It
// returns an *[Error] for anything else, an exponent and more than MaxDigits digits among them; zeros in
// front do not count.
func Parse(text string) (Amount, error) {
	digits, negative := strings.CutPrefix(text, "-")
	value, count, point := uint64(0), 0, -1
	for i := 0; i < len(digits); i++ {
		c := digits[i]
		if c == '.' && point < 0 && i > 0 && i < len(digits)-1 {
			point = i
			continue
		}
		if c < '0' || c > '9' {
			return Zero, notPlain(text)
		}
		if count > 0 || c != '0' || point >= 0 {
			count++
		}
		if count > MaxDigits {
			return Zero, &Error{Got: cut(text), Want: fmt.Sprintf("at most %d digits", MaxDigits)}
		}
		value = value*10 + uint64(c-'0')
	}
	if digits == "" {
		return Zero, notPlain(text)
	}
	decimals := 0
	if point >= 0 {
		decimals = len(digits) - point - 1
	}
	return of(value, uint8(decimals), negative), nil
}

func notPlain(text string) error {
	return &Error{Got: strconv.Quote(cut(text)), Want: "a plain decimal such as 12.50"}
}

func cut(text string) string {
	if len(text) > 32 {
		return text[:32] + "…"
	}
	return text
}

// MustParse is Parse for amounts in the program's own text; it panics where Parse returns an error.
func MustParse(text string) Amount {
	a, err := Parse(text)
	if err != nil {
		panic("money: MustParse: " + err.Error())
	}
	return a
}

// Whole returns the amount that a whole number is.
func Whole(n int64) Amount {
	if n < 0 {
		return of(-uint64(n), 0, true)
	}
	return of(uint64(n), 0, false)
}

// String returns the amount as Parse reads it, with all its decimals.
func (a Amount) String() string {
	return plain(strconv.FormatUint(a.digits(), 10), int(a.decimals), a.negative)
}

// plain writes a plain decimal of all its digits and how many of them are behind the point.
func plain(digits string, decimals int, negative bool) string {
	if len(digits) <= decimals {
		digits = strings.Repeat("0", decimals-len(digits)+1) + digits
	}
	if decimals > 0 {
		digits = digits[:len(digits)-decimals] + "." + digits[len(digits)-decimals:]
	}
	if negative {
		return "-" + digits
	}
	return digits
}

// IsPos tells whether a > 0.
func (a Amount) IsPos() bool { return a.digits() != 0 && !a.negative }

// Cmp returns -1, 0 or 1 as a is less than, equal to or more than b; 1.5 equals 1.50.
func (a Amount) Cmp(b Amount) int {
	switch {
	case a.negative && !b.negative:
		return -1
	case b.negative && !a.negative:
		return 1
	case a.negative:
		a, b = b, a
	}
	// Both times the same power of ten, in 128 bits: 10^19 * 10^19 fits.
	aHigh, aLow := bits.Mul64(a.digits(), powers[max(a.decimals, b.decimals)-a.decimals])
	bHigh, bLow := bits.Mul64(b.digits(), powers[max(a.decimals, b.decimals)-b.decimals])
	switch {
	case aHigh < bHigh || aHigh == bHigh && aLow < bLow:
		return -1
	case aHigh == bHigh && aLow == bLow:
		return 0
	}
	return 1
}

// powers of ten, up to the largest that is a uint64.
var powers = func() (p [MaxDigits + 1]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

// Add returns a + b with as many decimals as the one that has more, or an *[Error] when that takes more
// than MaxDigits digits.
func Add(a, b Amount) (Amount, error) {
	sum, ok := add(a, b)
	if !ok {
		return Zero, overflow(a, "+", b)
	}
	return sum, nil
}

// Sub returns a - b as Add does a + b.
func Sub(a, b Amount) (Amount, error) {
	b.negative = !b.negative
	difference, ok := add(a, b)
	if !ok {
		b.negative = !b.negative
		return Zero, overflow(a, "-", b)
	}
	return difference, nil
}

// Times returns a * n with a's decimals, or an *[Error] when that takes more than MaxDigits digits.
func Times(a Amount, n int64) (Amount, error) {
	factor := uint64(n)
	if n < 0 {
		factor = -factor
	}
	high, low := bits.Mul64(a.digits(), factor)
	if high != 0 || low > maxDigits {
		return Zero, &Error{Got: fmt.Sprintf("%s * %d", a, n), Want: fmt.Sprintf("a result of at most %d digits", MaxDigits)}
	}
	return of(low, a.decimals, a.negative != (n < 0)), nil
}

// add adds in 128 bits, as one of the two may not fit on the way to a sum that does.
func add(a, b Amount) (sum Amount, ok bool) {
	if a.decimals < b.decimals {
		a, b = b, a
	}
	high, low := bits.Mul64(b.digits(), powers[a.decimals-b.decimals])
	digits, negative, carry := a.digits(), a.negative, uint64(0)
	switch {
	case a.negative == b.negative:
		digits, carry = bits.Add64(digits, low, 0)
		high += carry
	case high == 0 && digits >= low:
		digits -= low
	default:
		negative = b.negative
		digits, carry = bits.Sub64(low, digits, 0)
		high -= carry
	}
	return of(digits, a.decimals, negative), high == 0 && digits <= maxDigits
}

func overflow(a Amount, op string, b Amount) error {
	return &Error{Got: fmt.Sprintf("%s %s %s", a, op, b), Want: fmt.Sprintf("a result of at most %d digits", MaxDigits)}
}
