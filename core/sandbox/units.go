package sandbox

import "unicode/utf8"

// units returns how many units of UTF-16 a text has. A byte that is no UTF-8 counts as one, as decoders make U+FFFD of it.
func units(text string) (n int) {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			n++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		n += unitsOf(r)
	}
	return n
}

// unitsOf returns how many units a character has.
func unitsOf(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

// cut returns the first n units of a text, and what is behind them; ok is false where the text has fewer, or
// ends in the middle of a character.
func cut(text string, n uint32) (first, rest string, ok bool) {
	left := uint64(n)
	i := 0
	for left > 0 && i < len(text) {
		if text[i] < utf8.RuneSelf {
			i++
			left--
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if uint64(unitsOf(r)) > left {
			return "", "", false
		}
		i += size
		left -= uint64(unitsOf(r))
	}
	return text[:i], text[i:], left == 0
}
