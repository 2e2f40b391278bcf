package projection

import (
	"hindsight/core/event"
	"hindsight/core/money"
)

// Input is an event on its way through the projections, in its current shape. Its data is scanned at
// most once, however many projections ask for fields. The getters return an *[event.FieldError] for a
// field that is missing or of the wrong type; a projection that returns it is noted to have failed at
// this event.
//
// An Input is only valid during the call of Apply that it is handed to; the texts it gives out are
// valid for good.
type Input struct {
	event.Event
	fields  event.Fields
	scanned bool
}

func (in *Input) reset(e event.Event) {
	in.Event, in.scanned = e, false
}

// Fields returns the members of the event's data.
func (in *Input) Fields() *event.Fields {
	if !in.scanned {
		in.fields.Reset(in.Data)
		in.scanned = true
	}
	return &in.fields
}

// Name returns a member of the data that is a string and not empty.
func (in *Input) Name(field string) (string, error) { return in.Fields().Name(field) }

// Text returns a member of the data that is a string.
func (in *Input) Text(field string) (string, error) { return in.Fields().Text(field) }

// Integer returns a member of the data that is a whole number within an int64.
func (in *Input) Integer(field string) (int64, error) { return in.Fields().Integer(field) }

// Money returns a member of the data that is a plain decimal, as a number or as a string.
func (in *Input) Money(field string) (money.Amount, error) {
	number, err := in.Fields().Number(field)
	if err != nil {
		return money.Zero, err
	}
	amount, err := money.Parse(number)
	if err != nil {
		e := err.(*money.Error)
		return money.Zero, &event.FieldError{Field: field, Got: e.Got, Want: e.Want}
	}
	return amount, nil
}
