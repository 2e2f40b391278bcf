package projection

import (
	"errors"
	"strconv"
	"strings"

	"hindsight/core/jsontext"
)

// Path leads from a JSON value to one inside it, by the names of members and the indexes of elements.
type Path []string

// ParsePath reads a path such as amount, customer.name or lines.0.sku: steps with dots between them, each
// the name of a member or, in an array, the index of an element from 0. A name that has a dot in it, or
// that is empty, stands in double quotes, with JSON's escapes. The error names what was got and what was
// wanted.
func ParsePath(text string) (Path, error) {
	var path Path
	for i := 0; ; i++ {
		step, end, err := scanStep(text, i)
		if err != nil {
			return nil, err
		}
		path = append(path, step)
		if i = end; i == len(text) {
			return path, nil
		}
		if text[i] != '.' {
			return nil, errors.New("got " + strconv.Quote(text[i:]) + ", want a dot or nothing behind a name in quotes")
		}
	}
}

// scanStep reads the step that starts at text[i], and returns the index behind it.
func scanStep(text string, i int) (step string, end int, err error) {
	rest := text[i:]
	if strings.HasPrefix(rest, `"`) {
		end, _, err := jsontext.Scan(rest, 0)
		if err != nil {
			return "", i, errors.New("got " + strconv.Quote(rest) + ", want a name in double quotes")
		}
		return jsontext.Unquote(rest[:end]), i + end, nil
	}
	step, _, _ = strings.Cut(rest, ".")
	if step == "" {
		return "", i, errors.New("got an empty name, want names with dots between them, such as amount or customer.name")
	}
	return step, i + len(step), nil
}

// find returns the text of the value that the path leads to; ok is false where there is none.
func (p Path) find(raw string) (value string, ok bool) {
	value = raw
	for _, step := range p {
		if value, ok = inside(value, step); !ok {
			return "", false
		}
	}
	return value, true
}

// inside returns a member or an element of a value. Of members with one name the last counts, as it does
// for JSON.parse.
func inside(raw, step string) (value string, ok bool) {
	for name, member := range jsontext.Members(raw) {
		if name == step {
			value, ok = member, true
		}
	}
	i := 0
	for element := range jsontext.Elements(raw) {
		if strconv.Itoa(i) == step {
			return element, true
		}
		i++
	}
	return value, ok
}

// compareMember orders a JSON value with what was typed; comparable is false where neither comes first,
// and they are not the same.
//
// A number is compared as a number, also with a string that holds a plain one, as exact amounts do. What
// stands in double quotes is compared with strings only. Anything else typed is compared with what a
// string says, and is the same as true, null or another value that is written like it.
func compareMember(raw, typed string) (order int, comparable bool) {
	said, isString := raw, strings.HasPrefix(raw, `"`)
	if isString {
		said = jsontext.Unquote(raw)
	}
	switch {
	case jsontext.IsNumber(typed):
		if jsontext.IsNumber(said) && !(isString && strings.ContainsAny(said, "eE")) {
			return jsontext.CompareNumbers(said, typed), true
		}
		return 0, said == typed
	case strings.HasPrefix(typed, `"`) && jsontext.Valid(typed) == nil:
		if !isString {
			return 0, false
		}
		end, _, _ := jsontext.Scan(typed, 0)
		return strings.Compare(said, jsontext.Unquote(typed[:end])), true
	case isString:
		return strings.Compare(said, typed), true
	}
	return 0, said == typed
}
