package interchange_test

import (
	"fmt"
	"strings"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/interchange"
)

// result is all that came of reading a file.
type result struct {
	Format     interchange.Format
	Events     []event.Event
	Lines      []int
	Rejections []interchange.Rejection
	Unreadable string
}

// reading collects a result.
type reading struct {
	*interchange.Reader
	result
}

func newReading(t require.TestingT, format interchange.Format) *reading {
	in := &reading{}
	reader, err := interchange.NewReader(interchange.Options{
		Format: format,
		Take: func(b interchange.Batch) {
			for i := range b.Events {
				in.Events = append(in.Events, clone(b.Events[i]))
			}
			in.Lines = append(in.Lines, b.Lines...)
		},
		Reject: func(no interchange.Rejection) { in.Rejections = append(in.Rejections, no) },
	})
	require.NoError(t, err)
	in.Reader = reader
	return in
}

// clone copies the texts too, as they are lent only until Take returns.
func clone(e event.Event) event.Event {
	for _, text := range []*string{&e.ID, &e.Stream, &e.Type, &e.Data, &e.Metadata} {
		*text = strings.Clone(*text)
	}
	return e
}

func (in *reading) feed(chunk []byte, last bool) {
	if err := in.Feed(chunk, last); err != nil {
		in.Unreadable = err.(*interchange.UnreadableError).Reason
	}
	in.result.Format = in.Reader.Format()
}

// read reads a file in one piece.
func read(t require.TestingT, format interchange.Format, file string) result {
	in := newReading(t, format)
	in.feed([]byte(file), true)
	return in.result
}

// readChunks reads a file in chunks that all lie in the same, reused memory.
func readChunks(t require.TestingT, format interchange.Format, file string, sizes func() int) result {
	in := newReading(t, format)
	buffer := make([]byte, len(file))
	for last := false; !last; {
		n := min(max(sizes(), 0), len(file))
		last = n == len(file)
		chunk := buffer[:copy(buffer, file[:n])]
		in.feed(chunk, last)
		for i := range chunk {
			chunk[i] = 'x'
		}
		file = file[n:]
	}
	return in.result
}

// every returns sizes that are always n.
func every(n int) func() int { return func() int { return n } }

// messages returns the rejections as "line: code: message".
func (r result) messages() []string {
	var all []string
	for _, no := range r.Rejections {
		all = append(all, fmt.Sprintf("%d %s %s", no.Line, no.Code, no.Message))
	}
	return all
}

func (r result) ids() string {
	var all []string
	for _, e := range r.Events {
		all = append(all, e.ID)
	}
	return strings.Join(all, " ")
}
