package jsontext

import "iter"

// Member is one member of an object, as [ScanMember] finds it. Its texts share the object's memory, except
// for a name with escapes.
type Member struct {
	Name  string // unquoted
	Value string // the value's own text
	Depth int    // how deep the value nests, 0 for a scalar
	Plain bool   // the value is a string without escapes, which says what is between its quotes
}

// Text returns what the member's value says, which must be a string.
func (m *Member) Text() string {
	if m.Plain {
		return m.Value[1 : len(m.Value)-1]
	}
	return Unquote(m.Value)
}

// ScanMember reads and checks one member of an object, which starts with the name at s[i], and puts it
// into m. It returns the index behind it. The error is a *[SyntaxError].
func ScanMember(s string, i int, m *Member) (end int, err error) {
	if i >= len(s) || s[i] != '"' {
		return i, Unexpected(s, i, "a member's name in double quotes")
	}
	if end = plainString(s, i); end > 0 {
		m.Name = s[i+1 : end-1]
	} else {
		if end, err = scanString(s, i); err != nil {
			return end, err
		}
		m.Name = Unquote(s[i:end])
	}
	i = SkipSpace(s, end)
	if i >= len(s) || s[i] != ':' {
		return i, Unexpected(s, i, "':'")
	}
	if i = SkipSpace(s, i+1); i < len(s) {
		if end = plainString(s, i); end > 0 {
			m.Value, m.Depth, m.Plain = s[i:end], 0, true
			return end, nil
		}
	}
	m.Plain = false
	if end, m.Depth, err = Scan(s, i); err != nil {
		return end, err
	}
	m.Value = s[i:end]
	return end, nil
}

// ScanObject reads and checks the object that starts at s[i], after white space, and returns the index
// behind it. It puts each of its members into m and calls member. It stops at the first error, which is a
// *[SyntaxError] or member's own.
func ScanObject(s string, i int, m *Member, member func() error) (end int, err error) {
	i = SkipSpace(s, i)
	if i >= len(s) || s[i] != '{' {
		return i, Unexpected(s, i, "an object")
	}
	i = SkipSpace(s, i+1)
	if i < len(s) && s[i] == '}' {
		return i + 1, nil
	}
	for {
		if i, err = ScanMember(s, i, m); err != nil {
			return i, err
		}
		if err = member(); err != nil {
			return i, err
		}
		i = SkipSpace(s, i)
		if i < len(s) && s[i] == '}' {
			return i + 1, nil
		}
		if i >= len(s) || s[i] != ',' {
			return i, Unexpected(s, i, "',' or '}'")
		}
		i = SkipSpace(s, i+1)
	}
}

// Members yields the members of the object raw in the order they are written: the name, unquoted, and
// the value's own text. raw must be one valid JSON value; a value that is no object has no members.
func Members(raw string) iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		i := SkipSpace(raw, 0)
		if i >= len(raw) || raw[i] != '{' {
			return
		}
		i = SkipSpace(raw, i+1)
		for i < len(raw) && raw[i] == '"' {
			end := skipString(raw, i)
			name := Unquote(raw[i:end])
			i = SkipSpace(raw, SkipSpace(raw, end)+1)
			end = skipValue(raw, i)
			if !yield(name, raw[i:end]) {
				return
			}
			i = SkipSpace(raw, SkipSpace(raw, end)+1)
		}
	}
}

// Elements yields the elements of the array raw, each as its own text. raw must be one valid JSON
// value; a value that is no array has no elements.
func Elements(raw string) iter.Seq[string] {
	return func(yield func(value string) bool) {
		i := SkipSpace(raw, 0)
		if i >= len(raw) || raw[i] != '[' {
			return
		}
		i = SkipSpace(raw, i+1)
		for i < len(raw) && raw[i] != ']' {
			end := skipValue(raw, i)
			if !yield(raw[i:end]) {
				return
			}
			i = SkipSpace(raw, SkipSpace(raw, end)+1)
		}
	}
}

// skipString returns the index behind the valid string that starts at s[i].
func skipString(s string, i int) int {
	for i++; s[i] != '"'; i++ {
		if s[i] == '\\' {
			i++
		}
	}
	return i + 1
}

// skipValue returns the index behind the valid value that starts at s[i]. It trusts what Scan checked,
// so it only counts brackets.
func skipValue(s string, i int) int {
	depth := 0
	for i < len(s) {
		switch s[i] {
		case '"':
			i = skipString(s, i)
			if depth == 0 {
				return i
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return i // a scalar, ended by its container
			}
			if depth--; depth == 0 {
				return i + 1
			}
		case ',', ' ', '\n', '\r', '\t':
			if depth == 0 {
				return i
			}
		}
		i++
	}
	return i
}
