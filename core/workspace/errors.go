package workspace

import (
	"errors"
	"fmt"
	"runtime/debug"
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
	CodeInvalidEvent        = "invalid_event"
	CodeDuplicateID         = "duplicate_id"
	CodeDuplicateProjection = "duplicate_projection"
	CodeVersionConflict     = "version_conflict"
	CodeRejected            = "rejected"
	CodeInvalidQuery        = "invalid_query"
	CodeUnknownProjection   = "unknown_projection"
	CodeUnknownCommand      = "unknown_command"
	CodeUnreadable          = "unreadable"
	CodeLimitExceeded       = "limit_exceeded" // a projection that is run elsewhere takes too much memory
	CodeStorageFailed       = "storage_failed"
	CodeAborted             = "aborted"      // what was under way ended because its log was emptied
	CodePanic               = "engine_panic" // a defect: the program panicked, and what was asked did not finish
	CodeInternal            = "internal"     // a defect: an error that has no code of its own
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

// Panicked returns the *[Error] of code engine_panic that tells of a panic, with the stack of the goroutine. It is for
// the deferred function that recovered cause.
func Panicked(cause any) error {
	return &Error{
		Code:    CodePanic,
		Message: fmt.Sprintf("the engine met a defect and did not finish: %v\n%s", cause, debug.Stack()),
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
			panic(fmt.Sprintf("workspace: details: a %T for %v", value, pairs[i]))
		}
	}
	return string(append(dst, '}'))
}

func damageDetails(damage *logfile.DamagedError) string {
	return details("offset", int(damage.Offset), "length", int(damage.Length), "reason", damage.Reason)
}

// Describe translates any error of the core. It is the one place that knows which Go error has which
// code. Of an error's causes the first counts that has details, or else the first that has a code.
func Describe(err error) *Error {
	for cause := err; cause != nil; cause = errors.Unwrap(cause) {
		if known, ok := cause.(*Error); ok {
			return known
		}
		if code, details := detailed(cause); code != "" {
			return &Error{Code: code, Message: err.Error(), Details: details}
		}
	}
	for cause := err; cause != nil; cause = errors.Unwrap(cause) {
		if coded, ok := cause.(interface{ Code() string }); ok {
			return &Error{Code: coded.Code(), Message: err.Error()}
		}
	}
	return &Error{Code: CodeInternal, Message: err.Error()}
}

// detailed returns the code and the details of one error, its causes aside; no code for one that has
// nothing to tell beyond what it carries itself.
func detailed(err error) (code, about string) {
	switch e := err.(type) {
	case *event.InvalidError:
		return CodeInvalidEvent, details("index", e.Index, "field", e.Field, "got", e.Got, "want", e.Want)
	case *event.FieldError:
		return CodeInvalidEvent, details("field", e.Field, "got", e.Got, "want", e.Want)
	case *store.DuplicateError:
		return CodeDuplicateID, details("index", e.Index, "id", e.ID, "position", e.Position)
	case *store.ConflictError:
		return CodeVersionConflict, details("stream", e.Stream, "expected", e.Expected.String(), "actual", e.Actual)
	case *command.Rejection:
		return CodeRejected, details("rule", e.Rule)
	case *interchange.UnreadableError:
		return CodeUnreadable, ""
	case *logfile.FailedError: // also where it is for damage that the file takes no more
		return CodeStorageFailed, ""
	case *logfile.DamagedError:
		return e.Code(), damageDetails(e)
	}
	switch err {
	case store.ErrUnknownID:
		return CodeInvalidQuery, details("field", "from")
	case store.ErrNoEvents:
		return CodeInvalidEvent, ""
	}
	return "", ""
}
