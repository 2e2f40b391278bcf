package sandbox

import (
	"encoding/binary"
	"errors"
	"strings"
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

// Reader reads blocks of outcomes. The zero value is ready to use. What it gives is its own, and good until it reads
// the next block.
type Reader struct {
	outcomes        []projection.Outcome
	writes, emitted []projection.StateOf
}

// Outcomes reads a block of outcomes. Two numbers come first: how many outcomes there are, and the position of the last
// event that was run, which may have no outcome since it changed nothing. Of each outcome, four numbers tell the
// position, what it tells, and the lengths of two texts: of a state that was written and of an event that was emitted
// the key and the state, of a failure the code and the message. An event that wrote two states has two of them, one
// behind the other.
//
// Whoever made the block is not trusted: the error says that it is no such block. Whether the outcomes are those of
// events that were asked about, and the states are JSON, is for [projection.Set.Take] to check.
func (r *Reader) Outcomes(block []byte) (last uint64, outcomes []projection.Outcome, err error) {
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
	r.outcomes, r.writes, r.emitted = r.outcomes[:0], r.writes[:0], r.emitted[:0]
	for ; count > 0; count-- {
		position, tells := uint64(binary.LittleEndian.Uint32(numbers)), binary.LittleEndian.Uint32(numbers[4:])
		first, rest, ok := cut(texts, binary.LittleEndian.Uint32(numbers[8:]))
		second, rest, whole := cut(rest, binary.LittleEndian.Uint32(numbers[12:]))
		if !ok || !whole || tells > emitted {
			return 0, nil, errNoOutcomes
		}
		numbers, texts = numbers[numbersOfOutcome*4:], rest
		r.add(position, tells, projection.StateOf{Key: first, State: second})
	}
	if texts != "" {
		return 0, nil, errNoOutcomes
	}
	return last, r.outcomes, nil
}

func (r *Reader) add(position uint64, tells uint32, s projection.StateOf) {
	if n := len(r.outcomes); n == 0 || r.outcomes[n-1].Position != position {
		r.outcomes = append(r.outcomes, projection.Outcome{Position: position})
	}
	o := &r.outcomes[len(r.outcomes)-1]
	switch tells {
	case wroteState:
		r.writes, o.Writes = grown(r.writes, len(o.Writes), s)
	case failed:
		o.Failure = &Failure{strings.Clone(s.Key), strings.Clone(s.State)}
	case emitted:
		r.emitted, o.Emitted = grown(r.emitted, len(o.Emitted), s)
	}
}

// grown adds a state behind all others, and gives the last of them: those of one outcome, of which there were so many.
func grown(all []projection.StateOf, before int, s projection.StateOf) (grown, own []projection.StateOf) {
	all = append(all, s)
	return all, all[len(all)-before-1 : len(all) : len(all)]
}
