package sandbox_test

import (
	"encoding/binary"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/sandbox"
)

// texts draws texts with characters of one, two, three and four bytes.
var texts = rapid.StringOfN(rapid.SampledFrom([]rune("az\"é€😀\x00")), 0, 6, -1)

// reader takes a block apart as JavaScript does: all texts decoded at once, and cut by units of UTF-16.
type reader struct {
	numbers []byte
	texts   []uint16
}

func (r *reader) number() uint32 {
	n := binary.LittleEndian.Uint32(r.numbers)
	r.numbers = r.numbers[4:]
	return n
}

func (r *reader) text(n uint32) string {
	text := string(utf16.Decode(r.texts[:n]))
	r.texts = r.texts[n:]
	return text
}

// read returns the events of a block; names are those that were told before, and are added to.
func read(t *rapid.T, block []byte, names *[]string) (events []event.Event) {
	r := &reader{numbers: block}
	count, fresh := r.number(), r.number()
	r.texts = utf16.Encode([]rune(string(r.numbers[4*(fresh+8*count):])))
	lengths := make([]uint32, fresh)
	for i := range lengths {
		lengths[i] = r.number()
	}
	for _, n := range lengths {
		*names = append(*names, r.text(n))
	}
	for range count {
		e := event.Event{Position: uint64(r.number()), Version: uint64(r.number())}
		e.Stream, e.Type = (*names)[r.number()], (*names)[r.number()]
		e.ID = r.text(r.number())
		time, err := event.ParseTime(r.text(r.number()))
		require.NoError(t, err)
		e.Time = time
		e.Data = r.text(r.number())
		e.Metadata = r.text(r.number())
		events = append(events, e)
	}
	require.Empty(t, r.texts)
	return events
}

func TestEventsCrossAsTheyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var w sandbox.Writer
		var names []string
		for range rapid.IntRange(1, 4).Draw(t, "blocks") {
			var events []event.Event
			for range rapid.IntRange(0, 5).Draw(t, "events") {
				events = append(events, event.Event{
					Position: rapid.Uint64Range(1, 1<<32-2).Draw(t, "position"), Version: rapid.Uint64Range(1, 1<<32-2).Draw(t, "version"),
					Stream: "s" + texts.Draw(t, "stream"), Type: "t" + texts.Draw(t, "type"), ID: texts.Draw(t, "id"),
					Time: event.MinTime + event.Time(rapid.Uint32().Draw(t, "time")), Data: texts.Draw(t, "data"), Metadata: texts.Draw(t, "metadata"),
				})
			}
			require.Equal(t, events, read(t, w.Append(nil, events), &names))
		}
	})
}

// block writes outcomes as JavaScript does.
func block(last uint64, outcomes []projection.Outcome) []byte {
	var numbers []uint32
	texts := ""
	add := func(position uint64, tells uint32, first, second string) {
		size := func(text string) uint32 { return uint32(len(utf16.Encode([]rune(text)))) }
		numbers = append(numbers, uint32(position), tells, size(first), size(second))
		texts += first + second
	}
	for _, o := range outcomes {
		for _, w := range o.Writes {
			add(o.Position, 0, w.Key, w.State)
		}
		for _, w := range o.Emitted {
			add(o.Position, 2, w.Key, w.State)
		}
		if f, ok := o.Failure.(*sandbox.Failure); ok {
			add(o.Position, 1, f.Code(), f.Error())
		}
	}
	dst := binary.LittleEndian.AppendUint32(nil, uint32(len(numbers)/4))
	dst = binary.LittleEndian.AppendUint32(dst, uint32(last))
	for _, n := range numbers {
		dst = binary.LittleEndian.AppendUint32(dst, n)
	}
	return append(dst, texts...)
}

func TestOutcomesCrossAsTheyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		outcomes := []projection.Outcome{}
		for i := range rapid.IntRange(0, 5).Draw(t, "outcomes") {
			o := projection.Outcome{Position: uint64(i)*3 + 1}
			for range rapid.IntRange(1, 2).Draw(t, "writes") {
				o.Writes = append(o.Writes, projection.StateOf{Key: texts.Draw(t, "key"), State: texts.Draw(t, "state")})
			}
			for range rapid.IntRange(0, 2).Draw(t, "emitted") {
				o.Emitted = append(o.Emitted, projection.StateOf{Key: texts.Draw(t, "key"), State: texts.Draw(t, "state")})
			}
			outcomes = append(outcomes, o)
		}
		last := rapid.Uint64Range(0, 1<<32-1).Draw(t, "last")
		gotLast, got, err := new(sandbox.Reader).Outcomes(block(last, outcomes))
		require.NoError(t, err)
		require.Equal(t, last, gotLast)
		require.Equal(t, outcomes, append([]projection.Outcome{}, got...))
	})
}

func TestWhatIsNoBlockOfOutcomesIsRefused(t *testing.T) {
	whole := block(7, []projection.Outcome{{Position: 7, Writes: []projection.StateOf{{Key: "é", State: "😀"}}}})
	for n := range whole {
		_, _, err := new(sandbox.Reader).Outcomes(whole[:n])
		require.Error(t, err, "cut at %d", n)
	}
	_, _, err := new(sandbox.Reader).Outcomes(append(whole, 'x'))
	require.Error(t, err, "more text than is told")
	for what, change := range map[string]func(b []byte){
		"more outcomes than there are":     func(b []byte) { binary.LittleEndian.PutUint32(b, 1<<31) },
		"what it tells is nothing":         func(b []byte) { b[12] = 3 },
		"a text that ends in a character":  func(b []byte) { b[16], b[20] = 2, 1 },
		"bytes that are no UTF-8":          func(b []byte) { b[len(b)-1] = 0xff },
		"a text longer than all there are": func(b []byte) { b[19] = 0xff },
	} {
		broken := append([]byte(nil), whole...)
		change(broken)
		_, _, err := new(sandbox.Reader).Outcomes(broken)
		require.Error(t, err, what)
	}
	_, _, err = new(sandbox.Reader).Outcomes(whole)
	require.NoError(t, err)
}

func TestStatesCrossAsTheyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var states []projection.StateOf
		for range rapid.IntRange(0, 5).Draw(t, "states") {
			states = append(states, projection.StateOf{Key: texts.Draw(t, "key"), State: texts.Draw(t, "state")})
		}
		r := &reader{numbers: sandbox.AppendStates([]byte("before"), states)[len("before"):]}
		count := r.number()
		r.texts = utf16.Encode([]rune(string(r.numbers[8*count:])))
		var got []projection.StateOf
		for range count {
			key := r.text(r.number())
			got = append(got, projection.StateOf{Key: key, State: r.text(r.number())})
		}
		require.Empty(t, r.texts)
		require.Equal(t, states, got)
	})
}

// FuzzOutcomes: whatever comes, it is outcomes or an error.
func FuzzOutcomes(f *testing.F) {
	f.Add(block(7, []projection.Outcome{{Position: 7, Writes: []projection.StateOf{{Key: "é", State: "😀"}}}}))
	f.Add([]byte{1, 0, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		_, outcomes, err := new(sandbox.Reader).Outcomes(b)
		if err == nil {
			total := 0
			for _, o := range outcomes {
				for _, w := range o.Writes {
					total += len(w.Key) + len(w.State)
				}
			}
			require.LessOrEqual(t, total, len(b))
		}
	})
}
