package interchange_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/interchange"
)

// line is an event with this id.
func line(id string) string { return `{"id":"` + id + `","type":"T","stream":"s"}` }

// printed is an event with this id, printed over five lines.
func printed(id string) string {
	return "{\n  \"id\": \"" + id + "\",\n  \"type\": \"T\",\n  \"stream\": \"s\"\n}"
}

// badFile is what people drop on a page, with what is left of it.
type badFile struct {
	name, file string
	ids        string
	rejections []string // as in result.messages
	unreadable string
}

var badFiles = []badFile{
	{name: "empty lines and white space", file: "\n\n" + line("a") + "\n \t\n\n" + line("b") + "\n\n", ids: "a b"},
	{name: "Windows line ends", file: line("a") + "\r\n" + line("b") + "\r\n", ids: "a b"},
	{name: "a byte-order mark", file: "\ufeff" + line("a") + "\n" + line("b"), ids: "a b"},
	{name: "no line feed at the end", file: line("a") + "\n" + line("b"), ids: "a b"},
	{name: "two on one line", file: line("a") + line("b") + " " + line("c"), ids: "a b c"},
	{name: "an empty array", file: " [ ] "},
	{name: "an array", file: "[\n" + line("a") + ",\n" + line("b") + "\n]\n", ids: "a b"},
	{name: "a printed object", file: "{\n  \"id\": \"a\",\n  \"type\": \"T\",\n  \"stream\": \"s\"\n}\n", ids: "a"},
	{name: "printed objects", file: "{\n \"id\": \"a\", \"type\": \"T\",\n \"stream\": \"s\"}\n{\n\"id\":\"b\",\n\"type\":\"T\",\n\"stream\":\"s\"\n}", ids: "a b"},

	{name: "a broken line", file: line("a") + "\n{\"id\":\"b\",}\n" + line("c"), ids: "a c",
		rejections: []string{`2 invalid_json line 2, column 11: got '}', want a member's name in double quotes`}},
	{name: "a line that is cut off", file: line("a") + "\n{\"id\":\"b\",\"ty\n" + line("c"), ids: "a c",
		rejections: []string{`2 invalid_json line 2, column 14: got the end of the line, want a closing '"'`}},
	{name: "a line that is cut off behind a colon", file: line("a") + "\n{\"id\":\"b\",\"type\":\n" + line("c") + "\n" + line("d"), ids: "a c d",
		rejections: []string{`2 invalid_json line 2, column 18: got the end of the line, want a value`}},
	{name: "the first line cut off", file: "{\"id\":\"a\",\"type\":\n" + line("b") + "\n", ids: "b",
		rejections: []string{`1 invalid_json line 1, column 18: got the end of the line, want a value`}},
	{name: "the last line cut off", file: line("a") + "\n" + `{"id":"b","type":"T","str`, ids: "a",
		rejections: []string{`2 invalid_json line 2, column 26: got the end of the file, want a closing '"'`}},
	{name: "something behind an object", file: line("a") + "\n" + line("b") + " é\n" + line("c"), ids: "a c",
		rejections: []string{`2 invalid_json line 2, column 36: got 'é', want the end of the line`}},
	{name: "a brace too many", file: line("a") + "}\n" + line("b"), ids: "b",
		rejections: []string{`1 invalid_json line 1, column 35: got '}', want the end of the line`}},
	{name: "lines that are no objects", file: line("a") + "\n12\n\"x\"\n[1]\nnull\nid;type\n" + line("b"), ids: "a b",
		rejections: []string{
			`2 invalid_event event: got a number, want an object`, `3 invalid_event event: got a string, want an object`,
			`4 invalid_event event: got an array, want an object`, `5 invalid_event event: got null, want an object`,
			`6 invalid_json line 6, column 1: got 'i', want an event, which is a JSON object`}},
	{name: "a broken printed object", file: "{\n \"id\": \"a\"\n \"type\": \"T\"\n}\n{\n \"id\": \"b\", \"type\": \"T\",\n \"stream\": \"s\"\n}", ids: "b",
		rejections: []string{`1 invalid_json line 3, column 2: got '"', want ',' or '}'`}},
	{name: "a broken printed object with another in it", file: printed("a") + "\n{\"id\":\"b\",\"x\":[\n{\"id\":\"c\",\"y\":\n5,\n\"z\":1]\n" + line("d"), ids: "a d",
		rejections: []string{
			`6 invalid_json line 9, column 6: got ']', want ',' or '}'`,
			`7 invalid_json line 7, column 15: got the end of the line, want a value`}},

	{name: "no stream", file: `{"id":"a","type":"T"}`, rejections: []string{`1 invalid_event stream: got nothing, want a name`}},
	{name: "no type", file: `{"id":"a","stream":"s"}`, rejections: []string{`1 invalid_event type: got nothing, want a name`}},
	{name: "a type that is a number", file: line("a") + "\n" + `{"type":5}`, ids: "a",
		rejections: []string{`2 invalid_event type: got a number, want a string`}},
	{name: "a time with no zone", file: `{"type":"T","stream":"s","time":"2026-01-06T15:00:00"}`,
		rejections: []string{`1 invalid_event time: got "2026-01-06T15:00:00", want RFC 3339 with an offset, such as 2026-01-06T15:00:00Z`}},
	{name: "year 0 and year 9999", file: `{"type":"T","stream":"s","time":"0000-01-01T00:00:00Z"}` + "\n" + `{"type":"T","stream":"s","time":"9999-12-31T23:59:59Z"}`,
		rejections: []string{
			`1 invalid_event time: got "0000-01-01T00:00:00Z", want one from 1678-01-01T00:00:00Z until before 2262-01-01T00:00:00Z`,
			`2 invalid_event time: got "9999-12-31T23:59:59Z", want one from 1678-01-01T00:00:00Z until before 2262-01-01T00:00:00Z`}},
	{name: "NaN", file: line("a") + "\n" + `{"type":"T","stream":"s","data":NaN}`, ids: "a",
		rejections: []string{`2 invalid_json line 2, column 33: got 'N', want a value`}},
	{name: "bytes that are no UTF-8", file: line("a") + "\n" + `{"type":"T","stream":"s","data":"` + "\xe9" + `t"}` + "\n" + line("b"), ids: "a b",
		rejections: []string{`2 invalid_event data: got byte 0xe9 at 2, which is no UTF-8, want UTF-8`}},
	{name: "bytes that are no UTF-8 in an unknown member", file: line("a") + "\n" + `{"type":"T","stream":"s","x":"` + "\xe9" + `"}`, ids: "a",
		rejections: []string{`2 invalid_event metadata: got byte 0xe9 at 7, which is no UTF-8, want UTF-8`}},
	{name: "a NUL byte", file: line("a") + "\n" + `{"type":"T` + "\x00" + `","stream":"s"}` + "\n" + line("b"), ids: "a b",
		rejections: []string{`2 invalid_json line 2, column 11: got '\x00', want an escape such as \u0000 for a control character`}},
	{name: "513 levels", file: `{"type":"T","stream":"s","data":` + nested(513) + `}`,
		rejections: []string{`1 invalid_event data: got 513 nested levels, want at most 512`}},
	{name: "more levels than JSON is read with", file: line("a") + "\n" + `{"type":"T","stream":"s","data":` + nested(10_001) + `}` + "\n" + line("b"), ids: "a b",
		rejections: []string{`2 invalid_json line 2, column 10033: got '[', want at most 10000 levels`}},
	{name: "too much metadata", file: `{"type":"T","stream":"s","x":"` + strings.Repeat("x", 65536) + `"}`,
		rejections: []string{`1 invalid_event metadata: got 65539 bytes with the members that are no fields of an event, want at most 65535`}},

	{name: "an array with a comma at the end", file: "[" + line("a") + ",\n]", ids: "a",
		rejections: []string{`2 invalid_json line 2, column 1: got ']' after a comma, want an event`}},
	{name: "an array with a comma missing", file: "[" + line("a") + "\n" + line("b") + "]", ids: "a",
		rejections: []string{`2 invalid_json line 2, column 1: got '{', want ',' or ']'; the rest of the file is set aside`}},
	{name: "an array with garbage for an element", file: "[" + line("a") + ", é, " + line("b") + "]", ids: "a",
		rejections: []string{`1 invalid_json line 1, column 38: got 'é', want an event, which is a JSON object; the rest of the file is set aside`}},
	{name: "an array with a broken element", file: "[" + line("a") + ",\n{\"id\":tru,\"x\":\"\\\"}\"},\n" + line("b") + "]", ids: "a b",
		rejections: []string{`2 invalid_json line 2, column 10: got ',', want true`}},
	{name: "an array with elements that are no objects", file: "[" + line("a") + `,123,"}",[[]],{},null]`, ids: "a",
		rejections: []string{
			`1 invalid_event event: got a number, want an object`, `1 invalid_event event: got a string, want an object`,
			`1 invalid_event event: got an array, want an object`, `1 invalid_event stream: got nothing, want a name`,
			`1 invalid_event event: got null, want an object`}},
	{name: "an array cut off in an element", file: "[" + line("a") + ",\n{\"id\":\"b", ids: "a",
		rejections: []string{`2 invalid_json line 2, column 9: got the end of the file, want a closing '"'; the rest of the file is set aside`}},
	{name: "an array cut off between elements", file: "[" + line("a") + "\n", ids: "a",
		rejections: []string{`2 invalid_json got the end of the file, want the array's ']': it is cut off here`}},
	{name: "an array with an element that never ends", file: "[" + line("a") + ",\n{\"id\":\"b\", {\n" + line("c") + ",\n" + line("d") + "]", ids: "a",
		rejections: []string{
			`2 invalid_json line 2, column 12: got '{', want a member's name in double quotes`,
			`4 invalid_json got the end of the file, want the end of the element in line 2: all from there on is set aside`}},
	{name: "something behind an array", file: "[" + line("a") + "]\n]", ids: "a",
		rejections: []string{`2 invalid_json line 2, column 1: got ']', want the end of the file after the array; the rest of the file is set aside`}},

	{name: "an empty file", file: "", unreadable: "the file is empty, " + wanted},
	{name: "nothing but white space", file: "\ufeff \r\n\t", unreadable: "the file is empty, " + wanted},
	{name: "a web page", file: "<!DOCTYPE html>\n<p>{}</p>", unreadable: "the file looks like HTML or XML, " + wanted},
	{name: "an image", file: "\x89PNG\r\n\x1a\n\x00\x00", unreadable: "the file is an image"},
	{name: "gzip", file: "\x1f\x8b\x08\x00\x00\x00", unreadable: "the file is gzip-compressed; unpack it first"},
	{name: "UTF-16", file: "\xff\xfe{\x00\"\x00", unreadable: "the file is UTF-16, want UTF-8"},
	{name: "UTF-16 without a mark", file: "{\x00\"\x00i\x00", unreadable: "the file is UTF-16, want UTF-8"},
	{name: "an object that is no event", file: "{\n \"name\": \"x\"\n}\n",
		unreadable: "got no event, " + wanted + "; line 1: stream: got nothing, want a name"},
	{name: "a table", file: "id,type\n1,T\n",
		unreadable: "got no event, " + wanted + "; line 1, column 1: got 'i', want an event, which is a JSON object"},
	{name: "an array of something else", file: `[1,2,3]`,
		unreadable: "got no event, " + wanted + "; line 1: event: got a number, want an object"},
	{name: "a text of many lines", file: strings.Repeat("hello\n", 1000) + line("a"),
		unreadable: "got no event, " + wanted + "; line 1, column 1: got 'h', want an event, which is a JSON object"},
}

const wanted = "want events as NDJSON or as a JSON array, or CloudEvents 1.0 in JSON"

func nested(levels int) string { return strings.Repeat("[", levels) + strings.Repeat("]", levels) }

func TestBadInputIsSetAsideWithItsReason(t *testing.T) {
	for _, f := range badFiles {
		t.Run(f.name, f.requireLeft)
	}
}

func (f badFile) requireLeft(t *testing.T) {
	got := read(t, interchange.Auto, f.file)
	require.Equal(t, f.unreadable, got.Unreadable)
	require.Equal(t, f.rejections, got.messages())
	require.Equal(t, f.ids, got.ids())
}

func TestALongLineIsSetAsideInBoundedMemory(t *testing.T) {
	long := `{"id":"b","data":"` + strings.Repeat("x", 50<<20)
	for name, c := range map[string]struct {
		format     interchange.Format
		head, tail string
	}{
		"a line":            {interchange.Auto, line("a") + "\n", "\"}\n" + line("c")},
		"a line of garbage": {interchange.Auto, line("a") + "\n" + strings.Repeat("x", 50), "\n" + line("c")},
		"an element":        {interchange.Auto, "[" + line("a") + ",\n", "\"},\n" + line("c") + "]"},
		"a printed object":  {interchange.HindsightJSON, line("a") + "\n{\"x\":\n ", "\"}\n}\n" + line("c")},
	} {
		t.Run(name, func(t *testing.T) {
			in := newReading(t, c.format)
			in.feed([]byte(c.head), false)
			chunk := []byte(long)[:1<<20]
			in.feed(chunk, false)
			for i := range chunk {
				chunk[i] = 'x'
			}
			allocated := testing.AllocsPerRun(48, func() { in.feed(chunk, false) })
			require.LessOrEqual(t, allocated, 1.0)
			in.feed([]byte(c.tail), true)
			require.Equal(t, "a c", in.ids())
			require.Len(t, in.Rejections, 1)
			require.Equal(t, 2, in.Rejections[0].Line)
			if name != "a line of garbage" {
				require.Equal(t, "got more than 4194304 bytes, want at most that for an event", in.Rejections[0].Message)
			}
		})
	}
}

// An object that could go on for ever is given up once; the lines in it are not read as far again.
func TestNoByteIsReadOverAndOver(t *testing.T) {
	got := read(t, interchange.Auto, printed("a")+"\n"+strings.Repeat("{\"a\":\n", 50_000))
	require.Equal(t, "line 10007, column 1: got '{', want at most 10000 levels", got.Rejections[0].Message)
	require.Equal(t, "line 7, column 6: got the end of the line, want a value", got.Rejections[1].Message)
}

func TestEventsAndRejectionsComeInTheOrderOfTheFile(t *testing.T) {
	var order []string
	r, err := interchange.NewReader(interchange.Options{
		Take: func(b interchange.Batch) {
			for i, e := range b.Events {
				order = append(order, fmt.Sprint(b.Lines[i], e.ID))
			}
		},
		Reject: func(no interchange.Rejection) { order = append(order, fmt.Sprint(no.Line)) },
	})
	require.NoError(t, err)
	require.NoError(t, r.Feed([]byte("x\n"+line("a")+"\n"+line("b")+"\n{}\n"+line("c")+"\nx"), true))
	require.Equal(t, []string{"1", "2a", "3b", "4", "5c", "6"}, order)
}

func TestTheLongestEventFits(t *testing.T) {
	data := `"` + strings.Repeat(`\"`, 1<<19-1) + `"`
	quoted, err := json.Marshal(data)
	require.NoError(t, err)
	got := read(t, interchange.Auto, fmt.Sprintf(`{"type":"T","stream":"s","dataText":%s}`, quoted))
	require.Empty(t, got.messages())
	require.Equal(t, data, got.Events[0].Data)

	got = read(t, interchange.Auto, `{"type":"T","stream":"s","data":`+data+" "+`}`)
	require.Equal(t, data, got.Events[0].Data)
	got = read(t, interchange.Auto, `{"type":"T","stream":"s","data":"x`+data[1:]+`}`)
	require.Equal(t, []string{"1 invalid_event data: got 1048577 bytes, want at most 1048576"}, got.messages())
}

func TestAnExplicitFormatIsKept(t *testing.T) {
	cloud := `{"specversion":"1.0","id":"a","source":"/x","type":"T"}`
	t.Run("own names", func(t *testing.T) {
		got := read(t, interchange.HindsightNDJSON, cloud+"\n{\"type\":\"T\",\n\"stream\":\"s\"}")
		require.Equal(t, interchange.HindsightNDJSON, got.Format)
		require.Equal(t, []string{
			"1 invalid_event stream: got nothing, want a name",
			"2 invalid_json line 2, column 13: got the end of the line, want a member's name in double quotes",
			`3 invalid_json line 3, column 1: got '"', want an event, which is a JSON object`}, got.messages())
		require.Empty(t, got.Events)
	})
	t.Run("CloudEvents", func(t *testing.T) {
		got := read(t, interchange.CloudEventsJSON, cloud+"\n"+line("b"))
		require.Equal(t, interchange.CloudEventsJSON, got.Format)
		require.Equal(t, []string{`2 invalid_event specversion: got nothing, want "1.0"`}, got.messages())
		require.Equal(t, "a", got.ids())
	})
	t.Run("an unknown one", func(t *testing.T) {
		_, err := interchange.NewReader(interchange.Options{Format: "csv"})
		require.EqualError(t, err, `got the format "csv", want one of auto, hindsight-ndjson, hindsight-json, cloudevents-ndjson, cloudevents-json, cloudevents-batch`)
	})
}

func TestFeedAfterTheEnd(t *testing.T) {
	in := newReading(t, interchange.Auto)
	in.feed(nil, true)
	require.PanicsWithValue(t, "interchange: Reader.Feed was called after the last chunk", func() { _ = in.Feed(nil, true) })

	in = newReading(t, interchange.Auto)
	in.feed([]byte("<html></html>"), false)
	require.NotEmpty(t, in.Unreadable)
	require.EqualError(t, in.Feed([]byte(line("a")), true), in.Unreadable)
}
