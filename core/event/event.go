// Package event says what an event is: its fields, their limits, and how one is read from JSON and
// written to it. It knows no log and no projection.
//
// An [Event] is a value of plain strings: whoever is handed one can't use it to change history.
package event

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hindsight/core/jsontext"
)

// Event is one fact that happened. Its names follow CloudEvents 1.0 where that has one. The zero value
// is no valid event.
type Event struct {
	// Position is the event's place in the whole log: 1, 2, 3, without gaps. 0 until the log has it.
	Position uint64
	// ID is unique in the log. It is how an event is recognised when it comes a second time.
	ID string
	// Stream names the thing the event is about, such as order-42.
	Stream string
	// Version is the event's place in its stream, from 1. 0 until the log has it.
	Version uint64
	// Type says what happened, such as OrderPlaced.
	Type string
	// SchemaVersion is the version of the shape of Data, from 1.
	SchemaVersion uint32
	// Time is when it happened, as the producer says. It may go backwards from event to event.
	Time Time
	// Recorded is when the log took it. It never decreases from event to event.
	Recorded Time
	// Data is one JSON value, kept byte for byte.
	Data string
	// Metadata is one JSON object, kept byte for byte; "" stands for {}. Its members correlationId and
	// causationId name other events.
	Metadata string
}

// The limits of an event's fields, in bytes of UTF-8 where nothing else is said.
const (
	MaxID            = 256
	MaxStream        = 1024
	MaxType          = 256
	MaxData          = 1 << 20
	MaxMetadata      = 1<<16 - 1
	MaxDepth         = 512 // levels of arrays and objects in Data and in Metadata
	MaxSchemaVersion = 1<<16 - 1
)

// InvalidError is returned for an event that breaks a rule of its fields.
type InvalidError struct {
	Index int    // which event of a batch, from 0
	Field string // the field's name outside, such as schemaVersion
	Got   string // what was got
	Want  string // what was wanted, with the limit
}

// Error names the event, the field, what was got and what was wanted.
func (e *InvalidError) Error() string {
	return fmt.Sprintf("event %d: %s", e.Index+1, e.Reason())
}

// Reason is Error without the event, for where that is known from elsewhere.
func (e *InvalidError) Reason() string {
	return fmt.Sprintf("%s: got %s, want %s", e.Field, e.Got, e.Want)
}

// Validate checks every field that a producer sets. It returns an *[InvalidError] for the first that
// is out of bounds: an empty, blank, too long or unprintable name, a schema version outside
// [1, MaxSchemaVersion], a time outside [MinTime, MaxTime], Data that is no JSON, Metadata that is no
// object. Position and Version are the log's and are not looked at; neither is Recorded.
func (e *Event) Validate() error {
	if err := e.ValidateEnvelope(); err != nil {
		return err
	}
	if err := validateJSON("data", e.Data, MaxData); err != nil {
		return err
	}
	return ValidateMetadata(e.Metadata)
}

// ValidateMetadata checks a text that is to be an event's Metadata; "" is good. It returns an
// *[InvalidError] for one that is too long, nests too deep, is no JSON object or has a correlationId or
// causationId that is neither a string nor null.
func ValidateMetadata(text string) error {
	if text == "" {
		return nil
	}
	if err := validateJSON("metadata", text, MaxMetadata); err != nil {
		return err
	}
	return validateMetadata(text)
}

// ValidateData is Validate for Data alone.
func ValidateData(text string) error { return validateJSON("data", text, MaxData) }

// ValidateEnvelope is Validate for all but Data and Metadata, which [Reader] checks while it reads them.
func (e *Event) ValidateEnvelope() error {
	if err := validateName("id", e.ID, MaxID); err != nil {
		return err
	}
	if err := validateName("stream", e.Stream, MaxStream); err != nil {
		return err
	}
	if err := validateName("type", e.Type, MaxType); err != nil {
		return err
	}
	if e.SchemaVersion < 1 || e.SchemaVersion > MaxSchemaVersion {
		return invalid("schemaVersion", fmt.Sprint(e.SchemaVersion), fmt.Sprintf("1 to %d", MaxSchemaVersion))
	}
	if e.Time < MinTime || e.Time > MaxTime {
		return invalid("time", "none", wantTime)
	}
	return nil
}

func invalid(field, got, want string) error {
	return &InvalidError{Field: field, Got: got, Want: want}
}

// validateName holds ids, streams and types to what can be read, typed and told apart.
func validateName(field, name string, limit int) error {
	if len(name) > limit {
		return invalid(field, fmt.Sprintf("%d bytes", len(name)), fmt.Sprintf("at most %d", limit))
	}
	blank := true
	for i := 0; i < len(name); i++ {
		if c := name[i]; c < 0x20 || c >= 0x7f {
			return validateRunes(field, name)
		} else if c != ' ' {
			blank = false
		}
	}
	if blank {
		return invalid(field, fmt.Sprintf("%q", name), "a name with something to see in it")
	}
	return nil
}

// validateRunes is validateName for names that are not all printable ASCII.
func validateRunes(field, name string) error {
	if at, ok := invalidUTF8(name); ok {
		return invalid(field, fmt.Sprintf("byte 0x%02x at %d, which is no UTF-8", name[at], at+1), "UTF-8")
	}
	if strings.TrimSpace(name) == "" {
		return invalid(field, fmt.Sprintf("%q", name), "a name with something to see in it")
	}
	for _, r := range name {
		if r < 0x20 || 0x7f <= r && r <= 0x9f {
			return invalid(field, fmt.Sprintf("the control character U+%04X", r), "none")
		}
	}
	return nil
}

// invalidUTF8 returns the index of the first byte that is no UTF-8, if there is one.
func invalidUTF8(s string) (at int, found bool) {
	if utf8.ValidString(s) {
		return 0, false
	}
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i, true
			}
		}
	}
	return 0, false
}

func validateJSON(field, text string, limit int) error {
	if len(text) > limit {
		return tooLong(field, len(text), limit)
	}
	end, depth, err := jsontext.Scan(text, 0)
	if err == nil && jsontext.SkipSpace(text, end) < len(text) {
		err = jsontext.Valid(text)
	}
	if err != nil {
		return notJSON(field, text, err)
	}
	return validateValue(field, text, depth)
}

// validateValue checks what is left to check of a text that is JSON and nests this deep.
func validateValue(field, text string, depth int) error {
	if depth > MaxDepth {
		return invalid(field, fmt.Sprintf("%d nested levels", depth), fmt.Sprintf("at most %d", MaxDepth))
	}
	if at, ok := invalidUTF8(text); ok {
		return invalid(field, fmt.Sprintf("byte 0x%02x at %d, which is no UTF-8", text[at], at+1), "UTF-8")
	}
	return nil
}

func tooLong(field string, got, limit int) error {
	return invalid(field, fmt.Sprintf("%d bytes", got), fmt.Sprintf("at most %d", limit))
}

func notJSON(field, text string, err error) error {
	syntax := err.(*jsontext.SyntaxError)
	line, column := jsontext.LineColumn(text, syntax.Offset)
	return invalid(field, fmt.Sprintf("%s at line %d, column %d", syntax.Got, line, column), syntax.Want)
}

func validateMetadata(text string) error {
	if kind := jsontext.Kind(text[jsontext.SkipSpace(text, 0):]); kind != "an object" {
		return invalid("metadata", kind, "an object")
	}
	for name, value := range jsontext.Members(text) {
		if (name == "correlationId" || name == "causationId") && value[0] != '"' && value != "null" {
			return invalid("metadata."+name, jsontext.Kind(value), "a string")
		}
	}
	return nil
}
