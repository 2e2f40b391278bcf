package lab

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"hindsight/core/command"
	"hindsight/core/event"
	"hindsight/core/interchange"
	"hindsight/core/jsontext"
	"hindsight/core/logfile"
	"hindsight/core/store"
)

// The error codes of the scripting API that the core gives.
const (
	CodeInvalidEvent      = "invalid_event"
	CodeDuplicateID       = "duplicate_id"
	CodeVersionConflict   = "version_conflict"
	CodeRejected          = "rejected"
	CodeInvalidQuery      = "invalid_query"
	CodeUnknownProjection = "unknown_projection"
	CodeUnknownCommand    = "unknown_command"
	CodeUnreadable        = "unreadable"
	CodeStorageFailed     = "storage_failed"
	CodeInternal          = "internal" // a defect: an error that has no code of its own
)

// Error is an error as it leaves the core: a code for machines, a message for people, and the facts.
type Error struct {
	Code    string
	Message string
	Details string // a JSON object, or ""
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// InvalidQuery returns an *[Error] of code invalid_query that names the field of a request, what was got
// and what was wanted.
func InvalidQuery(field, got, want string) error {
	return &Error{
		Code:    CodeInvalidQuery,
		Message: fmt.Sprintf("%s: got %s, want %s", field, got, want),
		Details: details("field", field, "got", got, "want", want),
	}
}

func unknownName(code, what, name string, known []string) error {
	return &Error{
		Code:    code,
		Message: fmt.Sprintf("got the %s %q, want one of %s", what, name, strings.Join(known, ", ")),
		Details: details("name", name),
	}
}

// details makes a JSON object of names and values that are strings or whole numbers.
func details(pairs ...any) string {
	dst := []byte{'{'}
	for i := 0; i < len(pairs); i += 2 {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(jsontext.AppendQuoted(dst, pairs[i].(string)), ':')
		switch value := pairs[i+1].(type) {
		case string:
			dst = jsontext.AppendQuoted(dst, value)
		case int:
			dst = strconv.AppendInt(dst, int64(value), 10)
		case uint64:
			dst = strconv.AppendUint(dst, value, 10)
		default:
			panic(fmt.Sprintf("lab: details: a %T for %v", value, pairs[i]))
		}
	}
	return string(append(dst, '}'))
}

// Describe translates any error of the core. It is the one place that knows which Go error has which
// code.
func Describe(err error) *Error {
	var (
		known     *Error
		invalid   *event.InvalidError
		field     *event.FieldError
		duplicate *store.DuplicateError
		conflict  *store.ConflictError
		rejection *command.Rejection
		unread    *interchange.UnreadableError
		failed    *logfile.FailedError
		damaged   *logfile.DamagedError
		coded     interface{ Code() string }
	)
	d := &Error{Code: CodeInternal, Message: err.Error()}
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &invalid):
		d.Code = CodeInvalidEvent
		d.Details = details("index", invalid.Index, "field", invalid.Field, "got", invalid.Got, "want", invalid.Want)
	case errors.As(err, &field):
		d.Code = CodeInvalidEvent
		d.Details = details("field", field.Field, "got", field.Got, "want", field.Want)
	case errors.As(err, &duplicate):
		d.Code = CodeDuplicateID
		d.Details = details("index", duplicate.Index, "id", duplicate.ID, "position", duplicate.Position)
	case errors.As(err, &conflict):
		d.Code = CodeVersionConflict
		d.Details = details("stream", conflict.Stream, "expected", conflict.Expected.String(), "actual", conflict.Actual)
	case errors.As(err, &rejection):
		d.Code = CodeRejected
		d.Details = details("rule", rejection.Rule)
	case errors.Is(err, store.ErrUnknownID):
		d.Code, d.Details = CodeInvalidQuery, details("field", "from")
	case errors.Is(err, store.ErrNoEvents):
		d.Code = CodeInvalidEvent
	case errors.As(err, &unread):
		d.Code = CodeUnreadable
	case errors.As(err, &failed): // also where it is for damage that the file takes no more
		d.Code = CodeStorageFailed
	case errors.As(err, &damaged):
		d.Code = damaged.Code()
		d.Details = details("offset", int(damaged.Offset), "length", int(damaged.Length), "reason", damaged.Reason)
	case errors.As(err, &coded):
		d.Code = coded.Code()
	}
	return d
}
