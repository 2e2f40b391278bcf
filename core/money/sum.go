package money

import (
	"math/bits"
	"strconv"
	"strings"
)

// Sum is an exact sum of any number of amounts. Unlike an [Amount] it has room for all digits that come of adding
// them, so that nothing has to be refused. The zero value is 0.
type Sum struct {
	// The sum in units of 10^-MaxDigits, in two's complement, the lowest word first. An amount takes less than 2^127 of
	// these, so there is room for 2^64 amounts.
	words    [3]uint64
	decimals uint8 // of the amount that has most of them
}

// Add adds an amount. Of 0 nothing counts, not even its decimals.
func (s *Sum) Add(a Amount) { s.add(a, a.negative) }

// Sub takes an amount off, as Add adds it.
func (s *Sum) Sub(a Amount) { s.add(a, !a.negative) }

// Change adds by how much an amount changed. Of one that did not, nothing counts.
func (s *Sum) Change(from, to Amount) {
	if from != to && from.Cmp(to) != 0 {
		s.Sub(from)
		s.Add(to)
	}
}

func (s *Sum) add(a Amount, negative bool) {
	if a.digits() == 0 {
		return
	}
	s.decimals = max(s.decimals, a.decimals)
	var words [3]uint64
	words[1], words[0] = bits.Mul64(a.digits(), powers[MaxDigits-a.decimals])
	if negative {
		words = opposite(words)
	}
	var carry uint64
	for i := range words {
		s.words[i], carry = bits.Add64(s.words[i], words[i], carry)
	}
}

// IsZero tells whether the sum is 0.
func (s *Sum) IsZero() bool { return s.words == [3]uint64{} }

// String returns the sum as a plain decimal with as many decimals as the amount that has most of them.
func (s *Sum) String() string {
	words, negative := s.words, int64(s.words[2]) < 0
	if negative {
		words = opposite(words)
	}
	divide(&words, powers[MaxDigits-s.decimals])
	digits := ""
	for words != [3]uint64{} {
		part := strconv.FormatUint(divide(&words, powers[MaxDigits]), 10)
		digits = strings.Repeat("0", MaxDigits-len(part)) + part + digits
	}
	return plain(strings.TrimLeft(digits, "0"), int(s.decimals), negative)
}

// opposite returns the number of the other sign, in two's complement.
func opposite(words [3]uint64) [3]uint64 {
	carry := uint64(1)
	for i := range words {
		words[i], carry = bits.Add64(^words[i], 0, carry)
	}
	return words
}

// divide divides a number that is not negative and returns what remains.
func divide(words *[3]uint64, by uint64) (remainder uint64) {
	for i := len(words) - 1; i >= 0; i-- {
		words[i], remainder = bits.Div64(remainder, words[i], by)
	}
	return remainder
}
