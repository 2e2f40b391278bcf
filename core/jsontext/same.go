package jsontext

import (
	"iter"
	"maps"
)

// Same tells whether two texts are the same JSON: the order of an object's members does not count, and of members with
// one name the last does. Numbers and strings are the same where they are written alike. Each text must be one valid
// JSON value with nothing around it.
func Same(a, b string) bool {
	switch {
	case a == b:
		return true
	case a[0] == '{' && b[0] == '{':
		return maps.EqualFunc(maps.Collect(Members(a)), maps.Collect(Members(b)), Same)
	case a[0] == '[' && b[0] == '[':
		return sameElements(a, b)
	}
	return false
}

func sameElements(a, b string) bool {
	next, stop := iter.Pull(Elements(b))
	defer stop()
	for element := range Elements(a) {
		if other, ok := next(); !ok || !Same(element, other) {
			return false
		}
	}
	_, more := next()
	return !more
}
