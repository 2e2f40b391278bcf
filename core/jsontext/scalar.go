package jsontext

// scanScalar reads the string, number or word that starts at s[i].
func scanScalar(s string, i int) (int, error) {
	switch c := s[i]; {
	case c == '"':
		return scanString(s, i)
	case c == '-' || '0' <= c && c <= '9':
		return scanNumber(s, i)
	case c == 't':
		return scanWord(s, i, "true")
	case c == 'f':
		return scanWord(s, i, "false")
	case c == 'n':
		return scanWord(s, i, "null")
	}
	return i, Unexpected(s, i, "a value")
}

func scanWord(s string, i int, word string) (int, error) {
	for k := 0; k < len(word); k++ {
		if i+k >= len(s) || s[i+k] != word[k] {
			return i, Unexpected(s, min(i+k, len(s)), word)
		}
	}
	return i + len(word), nil
}

// plain marks the bytes that stand for themselves inside a string.
var plain = func() (t [256]bool) {
	for c := 0x20; c < 256; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}()

// skipPlain returns the index of the first byte at or after i that is not plain. It looks at four bytes a
// round, as a round costs more than a byte in WebAssembly.
func skipPlain(s string, i int) int {
	for i+4 <= len(s) {
		four := s[i : i+4]
		if !plain[four[0]] {
			return i
		}
		if !plain[four[1]] {
			return i + 1
		}
		if !plain[four[2]] {
			return i + 2
		}
		if !plain[four[3]] {
			return i + 3
		}
		i += 4
	}
	for i < len(s) && plain[s[i]] {
		i++
	}
	return i
}

// plainString returns the index behind the string that starts at s[i], or 0 for one with escapes and for
// anything else.
func plainString(s string, i int) (end int) {
	if s[i] != '"' {
		return 0
	}
	if i = skipPlain(s, i+1); i < len(s) && s[i] == '"' {
		return i + 1
	}
	return 0
}

// scanString reads the string whose opening quote is s[i].
func scanString(s string, i int) (int, error) {
	i++
	for {
		if i = skipPlain(s, i); i >= len(s) {
			return i, Unexpected(s, i, "a closing '\"'")
		}
		switch s[i] {
		case '"':
			return i + 1, nil
		case '\\':
			next, err := scanEscape(s, i)
			if err != nil {
				return next, err
			}
			i = next
		case '\n', '\r':
			return i, Unexpected(s, i, `a closing '"', or \n for a line break`)
		default:
			return i, Unexpected(s, i, `an escape such as \u0000 for a control character`)
		}
	}
}

func scanEscape(s string, i int) (int, error) {
	if i+1 >= len(s) {
		return len(s), Unexpected(s, len(s), "an escape")
	}
	switch s[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2, nil
	case 'u':
		for k := i + 2; k < i+6; k++ {
			if k >= len(s) || !isHex(s[k]) {
				return min(k, len(s)), Unexpected(s, min(k, len(s)), "four hexadecimal digits")
			}
		}
		return i + 6, nil
	}
	return i + 1, Unexpected(s, i+1, `one of "\/bfnrtu`)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

func scanNumber(s string, i int) (int, error) {
	if s[i] == '-' {
		i++
	}
	var ok bool
	if i < len(s) && s[i] == '0' {
		i++
	} else if i, ok = scanDigits(s, i); !ok {
		return i, Unexpected(s, i, "a digit")
	}
	if i < len(s) && s[i] == '.' {
		if i, ok = scanDigits(s, i+1); !ok {
			return i, Unexpected(s, i, "a digit")
		}
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		i++
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		if i, ok = scanDigits(s, i); !ok {
			return i, Unexpected(s, i, "a digit")
		}
	}
	return i, nil
}

func scanDigits(s string, i int) (end int, any bool) {
	start := i
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	return i, i > start
}
