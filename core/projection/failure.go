package projection

import (
	"errors"
	"fmt"

	"hindsight/core/column"
	"hindsight/core/event"
)

// Failure is an event that a projection could not apply.
type Failure struct {
	Position uint64
	Code     string // invalid_data, upcast_future, upcast_missing, upcast_failed, panic or not_applied
	Message  string // what was got and what was wanted
}

// failures keeps failures as columns. Codes and messages repeat, so they are symbols.
type failures struct {
	entries column.Column[failure]
	texts   column.Names
	index   column.Symbols
}

type failure struct{ position, code, message uint32 }

type panicError struct{ value any }

func (e *panicError) Error() string { return fmt.Sprintf("the projection panicked: %v", e.value) }

func (f *failures) add(position uint64, err error) {
	code, _ := f.index.Intern(codeOf(err))
	message, _ := f.index.Intern(err.Error())
	f.texts = f.index.Names
	f.entries.Append(failure{uint32(position), code, message})
}

func codeOf(err error) string {
	for ; err != nil; err = errors.Unwrap(err) {
		switch err := err.(type) {
		case interface{ Code() string }:
			return err.Code()
		case *event.FieldError:
			return "invalid_data"
		case *panicError:
			return "panic"
		}
	}
	return "not_applied"
}

func (f *failures) snapshot() failures { return failures{entries: f.entries, texts: f.texts} }

// until returns how many failures there were after the event at a position.
func (f *failures) until(position uint64) int {
	return f.entries.Search(0, f.entries.Len(), func(e failure) bool { return uint64(e.position) > position })
}

func (f *failures) at(i int) Failure {
	e := f.entries.At(i)
	return Failure{Position: uint64(e.position), Code: f.texts.Name(e.code), Message: f.texts.Name(e.message)}
}

func (f *failures) bytes() int { return f.entries.Bytes() + f.index.Bytes() }
