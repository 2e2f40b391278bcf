package question

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/workspace"
)

// maxNumber is the largest whole number that JavaScript has no other number beside.
const maxNumber = 1<<53 - 1

func quoted(text string) string { return strconv.Quote(text) }

// unreadable makes an invalid_query of what encoding/json says, in words of JSON.
func unreadable(whole string, err error) error {
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) {
		return workspace.InvalidQuery(whole, "text that is no JSON: "+err.Error(), "an object")
	}
	field := wrong.Field
	if field == "" {
		field = whole
	}
	return workspace.InvalidQuery(field, gotKind(wrong.Value), wantedKind(wrong.Type))
}

func gotKind(value string) string {
	switch value {
	case "string", "number":
		return "a " + value
	case "object", "array":
		return "an " + value
	case "bool":
		return "true or false"
	}
	return value
}

func wantedKind(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "an array of " + wantedKind(t.Elem())[2:] + "s"
	case reflect.Float64:
		return "a number"
	case reflect.Struct:
		if t == reflect.TypeFor[Moment]() {
			return "an object with a position or a time"
		}
		return "an object"
	}
	return "a " + t.Kind().String()
}

// whole returns a number that has to be whole and in [0, limit].
func whole(field string, n, limit float64) (int, error) {
	if n != math.Trunc(n) || n < 0 || n > limit { // also what is no number
		return 0, workspace.InvalidQuery(field, fmt.Sprint(n), fmt.Sprintf("a whole number from 0 to %.0f", limit))
	}
	return int(n), nil
}

// part returns which part of an answer is wanted: how many to leave out first, and how many then.
func part(offset, limit float64) (int, int, error) {
	from, err := whole("offset", offset, maxNumber)
	if err != nil {
		return 0, 0, err
	}
	n, err := whole("limit", limit, MaxLimit)
	return from, n, err
}

// keyOf is a row's key, which has to be there, though it may be "".
func keyOf(key *string) (string, error) {
	if key == nil {
		return "", workspace.InvalidQuery("key", "nothing", "a string")
	}
	return *key, nil
}

// bound reads a time that bounds a range; "" is 0, which is no bound.
func bound(field, text string) (event.Time, error) {
	if text == "" {
		return 0, nil
	}
	t, err := event.ParseBound(text)
	if err != nil {
		e := err.(*event.TimeError)
		return 0, workspace.InvalidQuery(field, quoted(e.Text), e.Want)
	}
	return t, nil
}

// one returns the choice that a text names; the first where it is "".
func one(field, text string, choices ...string) (string, error) {
	if text == "" {
		return choices[0], nil
	}
	want := ""
	for i, choice := range choices {
		if text == choice {
			return choice, nil
		}
		switch {
		case i == 0:
		case i == len(choices)-1:
			want += " or "
		default:
			want += ", "
		}
		want += choice
	}
	return "", workspace.InvalidQuery(field, quoted(text), want)
}

func invalidColumn(field, name, want string, v *projection.Snapshot) error {
	return workspace.InvalidQuery(field, quoted(name), want+"a column of "+v.Name)
}
