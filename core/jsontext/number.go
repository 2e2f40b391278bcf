package jsontext

import (
	"cmp"
	"strconv"
	"strings"
)

// IsNumber tells whether s is a JSON number, with nothing around it.
func IsNumber(s string) bool {
	if s == "" || s[0] != '-' && (s[0] < '0' || s[0] > '9') {
		return false
	}
	end, err := scanNumber(s, 0)
	return err == nil && end == len(s)
}

// CompareNumbers orders two JSON numbers by what they are, to the last digit and however they are written:
// 100, 100.0 and 1e2 are the same. a and b must be valid.
func CompareNumbers(a, b string) int {
	x, y := numberOf(a), numberOf(b)
	if x.sign != y.sign {
		return cmp.Compare(x.sign, y.sign)
	}
	return x.sign * cmp.Or(cmp.Compare(x.exponent, y.exponent), strings.Compare(x.digits, y.digits))
}

// number is sign · 0.digits · 10^exponent. Its digits neither start nor end with a zero, so that each
// number is written in one way only.
type number struct {
	sign     int // -1, 0 or 1
	digits   string
	exponent int
}

// farthest stands for the exponent of all numbers that are too large or too small to be counted exactly.
const farthest = 1 << 50

func numberOf(s string) number {
	n := number{sign: 1}
	if s[0] == '-' {
		n.sign, s = -1, s[1:]
	}
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		// Out of range, it is the nearest there is.
		n.exponent, _ = strconv.Atoi(s[i+1:])
		n.exponent, s = max(-farthest, min(n.exponent, farthest)), s[:i]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	n.exponent += len(whole)
	all := whole + fraction
	n.digits = strings.TrimLeft(all, "0")
	n.exponent -= len(all) - len(n.digits)
	n.digits = strings.TrimRight(n.digits, "0")
	if n.digits == "" {
		return number{}
	}
	return n
}
