package sandbox

import (
	"encoding/binary"

	"hindsight/core/column"
	"hindsight/core/event"
)

// Writer writes blocks of events for one reader, which is told the name of each stream and type once. The zero value
// is for a reader that was told none yet.
//
// A block begins with two numbers, how many events and how many new names there are. Then come the lengths of the names,
// and eight numbers for each event: its position and version, the numbers of its stream and its type among all names
// that were told, from 0 on, and the lengths of its id, time, data and metadata. The texts are those of the names, and
// then of each event these four.
type Writer struct {
	names   column.Symbols
	numbers []uint32
	texts   []byte
	told    int // of so many names the reader knows the text
}

// Append appends a block of these events to dst. They keep nothing of it, nor it of them.
func (w *Writer) Append(dst []byte, events []event.Event) []byte {
	w.numbers, w.texts = w.numbers[:0], w.texts[:0]
	for i := range events {
		w.add(&events[i])
	}
	fresh := w.names.Len() - w.told
	dst = appendNumber(dst, len(events))
	dst = appendNumber(dst, fresh)
	for ; w.told < w.names.Len(); w.told++ {
		dst = appendNumber(dst, units(w.names.Name(uint32(w.told))))
	}
	for _, n := range w.numbers {
		dst = binary.LittleEndian.AppendUint32(dst, n)
	}
	for i := w.told - fresh; i < w.told; i++ {
		dst = append(dst, w.names.Name(uint32(i))...)
	}
	return append(dst, w.texts...)
}

func (w *Writer) add(e *event.Event) {
	stream, _ := w.names.Intern(e.Stream)
	typ, _ := w.names.Intern(e.Type)
	w.texts = append(w.texts, e.ID...)
	id := len(w.texts)
	w.texts = e.Time.AppendText(w.texts)
	time := len(w.texts)
	w.texts = append(append(w.texts, e.Data...), e.Metadata...)
	w.numbers = append(w.numbers, uint32(e.Position), uint32(e.Version), stream, typ,
		uint32(units(e.ID)), uint32(time-id), uint32(units(e.Data)), uint32(units(e.Metadata)))
}

func appendNumber(dst []byte, n int) []byte { return binary.LittleEndian.AppendUint32(dst, uint32(n)) }
