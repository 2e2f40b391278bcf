package sandbox

import (
	"encoding/binary"
	"errors"
	"unicode/utf8"

	"hindsight/core/projection"
)

// Failure is why an own projection could not apply an event.
type Failure struct{ code, message string }

// Error returns the message.
func (f *Failure) Error() string { return f.message }

// Code returns one of handler_error, state_error, limit_exceeded and timeout.
func (f *Failure) Code() string { return f.code }

// errNoOutcomes is returned for a block that is none of outcomes.
var errNoOutcomes = errors.New("got bytes that are no outcomes")

// numbersOfOutcome is how many numbers an outcome has.
const numbersOfOutcome = 4

// What an outcome tells, the third of its numbers.
const (
	wroteState = iota
	failed
	emitted
)

// Outcomes reads a block of outcomes. Two numbers come first: how many outcomes there are, and the position of the last
// event that was run, which may have no outcome since it changed nothing. Of each outcome, four numbers tell the position, what it tells, and the lengths of two
// texts: of a state that was written and of an event that was emitted the key and the state, of a failure the code and the
// message. An event that wrote
// two states has two of them, one behind the other.
//
// Whoever made the block is not trusted: the error says that it is no such block. Whether the outcomes are those of
// events that were asked about, and the states are JSON, is for [projection.Set.Take] to check.
func Outcomes(block []byte) (last uint64, outcomes []projection.Outcome, err error) {
	if len(block) < 8 {
		return 0, nil, errNoOutcomes
	}
	count := uint64(binary.LittleEndian.Uint32(block))
	last = uint64(binary.LittleEndian.Uint32(block[4:]))
	numbers := block[8:]
	if count*numbersOfOutcome*4 > uint64(len(numbers)) {
		return 0, nil, errNoOutcomes
	}
	texts := string(numbers[count*numbersOfOutcome*4:])
	if !utf8.ValidString(texts) {
		return 0, nil, errNoOutcomes
	}
	outcomes = make([]projection.Outcome, 0, count)
	for ; count > 0; count-- {
		position, tells := uint64(binary.LittleEndian.Uint32(numbers)), binary.LittleEndian.Uint32(numbers[4:])
		first, rest, ok := cut(texts, binary.LittleEndian.Uint32(numbers[8:]))
		second, rest, whole := cut(rest, binary.LittleEndian.Uint32(numbers[12:]))
		if !ok || !whole || tells > emitted {
			return 0, nil, errNoOutcomes
		}
		numbers, texts = numbers[numbersOfOutcome*4:], rest
		if n := len(outcomes); n == 0 || outcomes[n-1].Position != position {
			outcomes = append(outcomes, projection.Outcome{Position: position})
		}
		o := &outcomes[len(outcomes)-1]
		switch tells {
		case wroteState:
			o.Writes = append(o.Writes, projection.StateOf{Key: first, State: second})
		case failed:
			o.Failure = &Failure{first, second}
		case emitted:
			o.Emitted = append(o.Emitted, projection.StateOf{Key: first, State: second})
		}
	}
	if texts != "" {
		return 0, nil, errNoOutcomes
	}
	return last, outcomes, nil
}
