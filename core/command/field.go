package command

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"hindsight/core/event"
	"hindsight/core/jsontext"
	"hindsight/core/money"
)

// MaxText is how many bytes of UTF-8 a field can have.
const MaxText = 256

// Kind is what a field takes. Its text is its name outside.
type Kind string

// The kinds.
const (
	Text    Kind = "text"
	Integer Kind = "integer" // a whole number within an int64
	Decimal Kind = "decimal" // an exact decimal; see [money.Parse]
	Choice  Kind = "choice"  // one of the field's Choices
)

// Field is one field of a command's form.
type Field struct {
	Name     string // as in the JSON, such as orderId
	Title    string // for people, such as Order
	Kind     Kind
	Choices  []string // what a Choice can be; empty for the other kinds
	Required bool
	Hint     string // for people: what belongs here; may be empty
}

// Values are a command's fields as they were read: every required one is there, every one is of its
// kind. The zero value has none.
type Values struct {
	texts map[string]string
}

// Has tells whether a field was given.
func (v Values) Has(name string) bool { return v.texts[name] != "" }

// Text returns a field as it was given, without white space around it; "" when it was not.
func (v Values) Text(name string) string { return v.texts[name] }

// Integer returns a field of kind [Integer], 0 when it was not given. It panics for a field of another
// kind whose text is no whole number.
func (v Values) Integer(name string) int64 {
	if !v.Has(name) {
		return 0
	}
	n, err := strconv.ParseInt(v.texts[name], 10, 64)
	if err != nil {
		panic(fmt.Sprintf("command: Values.Integer: the field %q is %q", name, v.texts[name]))
	}
	return n
}

// Decimal returns a field of kind [Decimal], 0 when it was not given. It panics for a field of another
// kind whose text is no plain decimal.
func (v Values) Decimal(name string) money.Amount {
	if !v.Has(name) {
		return money.Zero
	}
	return money.MustParse(v.texts[name])
}

// Read reads the fields from a JSON object. Members may be strings or numbers, as a form sends the one
// and a program the other; white space around a string does not count, and null, "" and a missing member
// are the same. It returns an *[event.FieldError] for what is no object, a required field that is
// missing, a value not of its field's kind, and a member that is no field.
func Read(fields []Field, json string) (Values, error) {
	if err := jsontext.Valid(json); err != nil {
		return Values{}, &event.FieldError{Field: "fields", Got: err.Error(), Want: "a JSON object"}
	}
	if kind := jsontext.Kind(json[jsontext.SkipSpace(json, 0):]); kind != "an object" {
		return Values{}, &event.FieldError{Field: "fields", Got: kind, Want: "a JSON object"}
	}
	v := Values{texts: make(map[string]string, len(fields))}
	for name, raw := range jsontext.Members(json) {
		if !slices.ContainsFunc(fields, func(f Field) bool { return f.Name == name }) {
			return Values{}, &event.FieldError{Field: name, Got: "a field that the command does not have", Want: oneOf(names(fields))}
		}
		text, err := scalar(name, raw)
		if err != nil {
			return Values{}, err
		}
		v.texts[name] = text
	}
	for i := range fields {
		if err := fields[i].check(v.texts[fields[i].Name]); err != nil {
			return Values{}, err
		}
	}
	return v, nil
}

func names(fields []Field) []string {
	var all []string
	for _, f := range fields {
		all = append(all, f.Name)
	}
	return all
}

func oneOf(texts []string) string { return "one of " + strings.Join(texts, ", ") }

// scalar returns the text of a string or a number.
func scalar(name, raw string) (string, error) {
	switch kind := jsontext.Kind(raw); kind {
	case "null":
		return "", nil
	case "a number":
		return raw, nil
	case "a string":
		return strings.TrimSpace(jsontext.Unquote(raw)), nil
	default:
		return "", &event.FieldError{Field: name, Got: kind, Want: "a string or a number"}
	}
}

// check holds a value to its field.
func (f *Field) check(text string) error {
	if text == "" {
		if f.Required {
			return f.wrong("nothing", f.wanted())
		}
		return nil
	}
	if len(text) > MaxText {
		return f.wrong(fmt.Sprintf("%d bytes", len(text)), fmt.Sprintf("at most %d", MaxText))
	}
	ok := true
	switch f.Kind {
	case Integer:
		_, err := strconv.ParseInt(text, 10, 64)
		ok = err == nil
	case Decimal:
		if _, err := money.Parse(text); err != nil {
			e := err.(*money.Error)
			return f.wrong(e.Got, e.Want)
		}
	case Choice:
		ok = slices.Contains(f.Choices, text)
	default:
		if strings.IndexFunc(text, unicode.IsControl) >= 0 {
			return f.wrong(strconv.Quote(text), "a text without control characters")
		}
	}
	if !ok {
		return f.wrong(strconv.Quote(text), f.wanted())
	}
	return nil
}

func (f *Field) wanted() string {
	switch f.Kind {
	case Integer:
		return "a whole number"
	case Decimal:
		return "a plain decimal such as 12.50"
	case Choice:
		return oneOf(f.Choices)
	}
	return "a text"
}

func (f *Field) wrong(got, want string) error {
	return &event.FieldError{Field: f.Name, Got: got, Want: want}
}
