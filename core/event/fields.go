package event

import (
	"fmt"
	"strconv"

	"hindsight/core/jsontext"
)

// FieldError is returned by the getters of [Fields] for a member that is missing or of the wrong type.
type FieldError struct {
	Field string // the member's name
	Got   string // what was got: "nothing" when it is missing
	Want  string // what was wanted
}

// Error names the field, what was got and what was wanted.
func (e *FieldError) Error() string {
	return fmt.Sprintf("%s: got %s, want %s", e.Field, e.Got, e.Want)
}

// Fields reads the members of a JSON object by name. It scans the object once, however many ask. The
// zero value has no members; Reset makes one Fields serve many objects without allocating.
type Fields struct {
	members []Member
}

// FieldsOf returns the members of one valid JSON value; a value that is no object has none.
func FieldsOf(json string) Fields {
	var f Fields
	f.Reset(json)
	return f
}

// Reset forgets the members and reads those of another valid JSON value, whose memory is shared.
func (f *Fields) Reset(json string) {
	f.members = f.members[:0]
	for name, value := range jsontext.Members(json) {
		f.members = append(f.members, Member{name, value})
	}
}

// Raw returns the JSON text of a member, "" when there is none. Of a repeated member the last counts.
func (f *Fields) Raw(name string) string {
	for i := len(f.members) - 1; i >= 0; i-- {
		if f.members[i].Name == name {
			return f.members[i].Value
		}
	}
	return ""
}

// Has tells whether there is a member of this name that is not null.
func (f *Fields) Has(name string) bool {
	raw := f.Raw(name)
	return raw != "" && raw != "null"
}

// Text returns a member that is a string, or a *[FieldError].
func (f *Fields) Text(name string) (string, error) {
	raw := f.Raw(name)
	if raw == "" || raw[0] != '"' {
		return "", &FieldError{name, jsontext.Kind(raw), "a string"}
	}
	return jsontext.Unquote(raw), nil
}

// Name returns a member that is a string and not empty, or a *[FieldError].
func (f *Fields) Name(name string) (string, error) {
	s, err := f.Text(name)
	if err == nil && s == "" {
		return "", &FieldError{name, "an empty string", "a name"}
	}
	return s, err
}

// Number returns the text of a member that is a number, or of a string that holds nothing but one (as
// exact decimals often travel), or a *[FieldError].
func (f *Fields) Number(name string) (string, error) {
	raw := f.Raw(name)
	number := raw
	if raw != "" && raw[0] == '"' {
		number = jsontext.Unquote(raw)
	}
	if number == "" || jsontext.Kind(number) != "a number" || jsontext.Valid(number) != nil {
		return "", &FieldError{name, jsontext.Kind(raw), "a number"}
	}
	return number, nil
}

// Integer returns a member that is a whole number within an int64, or a *[FieldError].
func (f *Fields) Integer(name string) (int64, error) {
	raw := f.Raw(name)
	n, err := strconv.ParseInt(raw, 10, 64)
	if err != nil {
		got := jsontext.Kind(raw)
		if got == "a number" && len(raw) <= 32 {
			got = raw
		}
		return 0, &FieldError{name, got, "a whole number"}
	}
	return n, nil
}
