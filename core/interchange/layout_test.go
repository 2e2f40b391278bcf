package interchange_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/interchange"
)

// lineFiles are files in which each line is a record of its own.
var lineFiles = []badFile{
	{name: "a brace that is not closed", file: line("a") + "\n" + unclosed("b") + "\n" + line("c") + "\n" + line("d"), ids: "a c d",
		rejections: []string{`2 invalid_json line 2, column 34: got the end of the line, want ',' or '}'`}},
	{name: "a string that is not closed", file: line("a") + "\n{\"id\":\"b\",\"type\":\"T\",\"stream\":\"s}\n" + line("c"), ids: "a c",
		rejections: []string{`2 invalid_json line 2, column 34: got the end of the line, want a closing '"'`}},
	{name: "lines that are cut off, one after another", file: line("a") + "\n{\"id\":\n{\"id\":\"b\",\n{\n" + line("c"), ids: "a c",
		rejections: []string{
			`2 invalid_json line 2, column 7: got the end of the line, want a value`,
			`3 invalid_json line 3, column 11: got the end of the line, want a member's name in double quotes`,
			`4 invalid_json line 4, column 2: got the end of the line, want a member's name in double quotes`}},
	{name: "garbage behind a line that is cut off", file: line("a") + "\n{\"id\":\"b\",\"data\":\n%%\n" + line("c"), ids: "a c",
		rejections: []string{
			`2 invalid_json line 2, column 18: got the end of the line, want a value`,
			`3 invalid_json line 3, column 1: got '%', want an event, which is a JSON object`}},
	{name: "an indented line behind one that is cut off", file: line("a") + "\n{\"data\":\n  " + line("b"), ids: "a b",
		rejections: []string{`2 invalid_json line 2, column 9: got the end of the line, want a value`}},
	{name: "broken lines that would be an event with the one between them", file: line("a") + "\n{\"type\":\"T\",\"stream\":\"s\",\"data\":\n" + line("b") + "\n}\n" + line("c"), ids: "a b c",
		rejections: []string{
			`2 invalid_json line 2, column 33: got the end of the line, want a value`,
			`4 invalid_json line 4, column 1: got '}', want an event, which is a JSON object`}},
	{name: "the end of one line and the beginning of another that would be an event", file: line("a") + "\n{\"id\":\"b\",\"type\":\"T\",\n\"stream\":\"s\"}\n" + line("c"), ids: "a c",
		rejections: []string{
			`2 invalid_json line 2, column 22: got the end of the line, want a member's name in double quotes`,
			`3 invalid_json line 3, column 1: got '"', want an event, which is a JSON object`}},
	{name: "empty lines around broken ones", file: line("a") + "\n\n{\"id\":\n \t\n\n" + line("b") + "\n\n{\"id\":\n\n", ids: "a b",
		rejections: []string{
			`3 invalid_json line 3, column 7: got the end of the line, want a value`,
			`8 invalid_json line 8, column 7: got the end of the line, want a value`}},
	{name: "broken lines with Windows line ends", file: line("a") + "\r\n{\"id\":\r\n\r\n{\"id\":\"b\r\n" + unclosed("c") + "\r\n" + line("d") + "}\r\n" + line("e"), ids: "a e",
		rejections: []string{
			`2 invalid_json line 2, column 7: got the end of the line, want a value`,
			`4 invalid_json line 4, column 9: got the end of the line, want a closing '"'`,
			`5 invalid_json line 5, column 34: got the end of the line, want ',' or '}'`,
			`6 invalid_json line 6, column 35: got '}', want the end of the line`}},
	{name: "a broken last line with its line feed", file: line("a") + "\n{\"id\":\n", ids: "a",
		rejections: []string{`2 invalid_json line 2, column 7: got the end of the line, want a value`}},
	{name: "a broken last line without", file: line("a") + "\n{\"id\":", ids: "a",
		rejections: []string{`2 invalid_json line 2, column 7: got the end of the file, want a value`}},
	{name: "two on a line and one that is cut off", file: line("a") + line("b") + "{\"id\":\n" + line("c"), ids: "a b c",
		rejections: []string{`1 invalid_json line 1, column 75: got the end of the line, want a value`}},
	{name: "a CloudEvent that is cut off", file: cloud("") + "\n" + `{"specversion":"1.0","data":` + "\n" + strings.Replace(cloud(""), `"a"`, `"b"`, 1), ids: "a b",
		rejections: []string{`2 invalid_json line 2, column 29: got the end of the line, want a value`}},

	{name: "a brace that is not closed in the first line", file: unclosed("a") + "\n" + line("b"), ids: "b",
		rejections: []string{`1 invalid_json line 1, column 34: got the end of the line, want ',' or '}'`}},
	{name: "a string that is not closed in the first line", file: "{\"id\":\"a\n" + line("b"), ids: "b",
		rejections: []string{`1 invalid_json line 1, column 9: got the end of the line, want a closing '"'`}},
	{name: "a first line that is cut off, behind a byte-order mark", file: "\ufeff{\"id\":\r\n" + line("b"), ids: "b",
		rejections: []string{`1 invalid_json line 1, column 7: got the end of the line, want a value`}},
	{name: "first lines that are cut off", file: "\n{\"a\":\n{\"b\":\n%%\n{\"c\":\n" + line("d") + "\n{\"e\":\n%%\n" + line("f"), ids: "d f",
		rejections: []string{
			`2 invalid_json line 2, column 6: got the end of the line, want a value`,
			`3 invalid_json line 3, column 6: got the end of the line, want a value`,
			`4 invalid_json line 4, column 1: got '%', want an event, which is a JSON object`,
			`5 invalid_json line 5, column 6: got the end of the line, want a value`,
			`7 invalid_json line 7, column 6: got the end of the line, want a value`,
			`8 invalid_json line 8, column 1: got '%', want an event, which is a JSON object`}},
	{name: "a first line without its beginning", file: `ice":12}]}` + "\n" + line("a") + "\n{\"data\":\n%%\n" + line("b"), ids: "a b",
		rejections: []string{
			`1 invalid_json line 1, column 1: got 'i', want an event, which is a JSON object`,
			`3 invalid_json line 3, column 9: got the end of the line, want a value`,
			`4 invalid_json line 4, column 1: got '%', want an event, which is a JSON object`}},
	{name: "a first line without its beginning that begins like an event", file: `{"type":"x"}]}` + "\n" + line("a"), ids: "a",
		rejections: []string{`1 invalid_json line 1, column 13: got ']', want the end of the line`}},
	{name: "lines that would be an event, behind one that is cut off", file: "{\"a\":\n{\"type\":\"T\",\n\"stream\":\"s\"}\n{\"b\":\n%%\n" + line("c"), ids: "c",
		rejections: []string{
			`1 invalid_json line 1, column 6: got the end of the line, want a value`,
			`2 invalid_json line 2, column 13: got the end of the line, want a member's name in double quotes`,
			`3 invalid_json line 3, column 1: got '"', want an event, which is a JSON object`,
			`4 invalid_json line 4, column 6: got the end of the line, want a value`,
			`5 invalid_json line 5, column 1: got '%', want an event, which is a JSON object`}},
	{name: "a first line that is another object", file: "{}\n{\"data\":\n%%\n" + line("a"), ids: "a",
		rejections: []string{
			`1 invalid_event stream: got nothing, want a name`,
			`2 invalid_json line 2, column 9: got the end of the line, want a value`,
			`3 invalid_json line 3, column 1: got '%', want an event, which is a JSON object`}},
	{name: "a first line that is an event with a mistake", file: "{\"type\":\"T\"}\n{\"data\":\n%%\n" + line("a"), ids: "a",
		rejections: []string{
			`1 invalid_event stream: got nothing, want a name`,
			`2 invalid_json line 2, column 9: got the end of the line, want a value`,
			`3 invalid_json line 3, column 1: got '%', want an event, which is a JSON object`}},

	{name: "a printed object among lines", file: line("a") + "\n" + printed("b") + "\n" + line("c") + "\n{\"data\":\n%%\n" + printed("d"), ids: "a b c d",
		rejections: []string{
			`8 invalid_json line 8, column 9: got the end of the line, want a value`,
			`9 invalid_json line 9, column 1: got '%', want an event, which is a JSON object`}},
	{name: "a printed object among lines, with Windows line ends", file: strings.ReplaceAll(line("a")+"\n"+printed("b")+"\n"+line("c"), "\n", "\r\n"), ids: "a b c"},
	{name: "a printed object among lines that is no event", file: line("a") + "\n{\n\t\"type\": \"T\"\n}\n" + line("b"), ids: "a b",
		rejections: []string{`2 invalid_event stream: got nothing, want a name`}},
	{name: "a printed object among lines that is broken", file: line("a") + "\n{\n  \"id\": \"b\"\n  \"type\": \"T\"\n}\n" + line("c"), ids: "a c",
		rejections: []string{
			`2 invalid_json line 2, column 2: got the end of the line, want a member's name in double quotes`,
			`3 invalid_json line 3, column 3: got '"', want an event, which is a JSON object`,
			`4 invalid_json line 4, column 3: got '"', want an event, which is a JSON object`,
			`5 invalid_json line 5, column 1: got '}', want an event, which is a JSON object`}},
	{name: "a line with nothing but a brace that would take a good one", file: line("a") + "\n{\n \"data\":\n" + line("b") + "\n, \"type\":\"T\",\"stream\":\"s\"}\n" + line("c"), ids: "a b c",
		rejections: []string{
			`2 invalid_json line 2, column 2: got the end of the line, want a member's name in double quotes`,
			`3 invalid_json line 3, column 2: got '"', want an event, which is a JSON object`,
			`5 invalid_json line 5, column 1: got ',', want an event, which is a JSON object`}},
	{name: "a line with nothing but a brace that would take one that is not indented", file: line("a") + "\n{\n\"type\":\"T\",\"stream\":\"s\"}\n" + line("b"), ids: "a b",
		rejections: []string{
			`2 invalid_json line 2, column 2: got the end of the line, want a member's name in double quotes`,
			`3 invalid_json line 3, column 1: got '"', want an event, which is a JSON object`}},
	{name: "an indented line with nothing but a brace", file: line("a") + "\n {\n  \"type\":\"T\",\"stream\":\"s\"}\n" + line("b"), ids: "a b",
		rejections: []string{
			`2 invalid_json line 2, column 3: got the end of the line, want a member's name in double quotes`,
			`3 invalid_json line 3, column 3: got '"', want an event, which is a JSON object`}},
	{name: "a last line with nothing but a brace", file: line("a") + "\n{\n", ids: "a",
		rejections: []string{`2 invalid_json line 2, column 2: got the end of the line, want a member's name in double quotes`}},
}

// printedFiles are files in which objects are printed over lines.
var printedFiles = []badFile{
	{name: "printed objects and lines", file: printed("a") + "\n" + line("b") + "\n" + printed("c") + line("d"), ids: "a b c d"},
	{name: "printed objects with Windows line ends", file: strings.ReplaceAll("\ufeff"+printed("a")+"\n\n"+printed("b"), "\n", "\r\n"), ids: "a b"},
	{name: "an event in a printed one", file: "{\n\"type\":\"T\",\"id\":\"a\",\n\"stream\":\"s\",\"data\":[\n" + line("x") + "\n]\n}\n" + line("b"), ids: "a b"},
	{name: "an event in a printed object that is none", file: "{\n\"name\":\"x\",\"data\":[\n" + line("x") + "\n]\n}\n" + printed("a"), ids: "a",
		rejections: []string{`1 invalid_event stream: got nothing, want a name`}},
	{name: "an event in a broken printed one", file: "{\n\"x\":[\n{\"type\":\"T\"},\n{\"type\":\"T\"}, 5 6]\n}\n" + printed("a"), ids: "a",
		rejections: []string{
			`1 invalid_json line 4, column 17: got '6', want ',' or ']'`,
			`3 invalid_json line 3, column 13: got ',', want the end of the line`,
			`4 invalid_json line 4, column 13: got ',', want the end of the line`}},
	{name: "another object on a line before printed ones", file: "{}\n{\"id\":\"a\",\n\"type\":\"T\",\"stream\":\"s\"}", ids: "a",
		rejections: []string{`1 invalid_event stream: got nothing, want a name`}},
	{name: "garbage before printed objects", file: "log:\n" + printed("a") + "\n" + printed("b"), ids: "a b",
		rejections: []string{`1 invalid_json line 1, column 1: got 'l', want an event, which is a JSON object`}},
	{name: "a printed object that is cut off", file: printed("a") + "\n{\n  \"id\": \"b\",\n" + printed("c") + "\n{\n  \"id\": \"d", ids: "a c",
		rejections: []string{
			`6 invalid_json line 8, column 1: got '{', want a member's name in double quotes`,
			`13 invalid_json line 14, column 11: got the end of the file, want a closing '"'`}},
	{name: "nothing but a printed object that is cut off", file: "{\n  \"id\": \"a\",\n  \"type\": \"T\"",
		unreadable: "got no event, " + wanted + "; line 3, column 14: got the end of the file, want ',' or '}'"},
}

func unclosed(id string) string { return strings.TrimSuffix(line(id), "}") }

func TestABrokenLineIsItsOwn(t *testing.T) {
	for _, f := range lineFiles {
		t.Run(f.name, f.requireLeft)
	}
}

func TestAPrintedObjectGoesOnOverLines(t *testing.T) {
	for _, f := range printedFiles {
		t.Run(f.name, f.requireLeft)
	}
}

func TestAnExplicitFormatSaysHowTheFileIsLaidOut(t *testing.T) {
	file := line("a") + "\n" + printed("b") + "\n{\"id\":\"c\",\n\"type\":\"T\",\"stream\":\"s\"}"
	require.Equal(t, "a b c", read(t, interchange.HindsightJSON, file).ids())
	got := read(t, interchange.HindsightNDJSON, file)
	require.Equal(t, "a", got.ids())
	require.Len(t, got.Rejections, 7)
}

func TestAFirstLineThatIsTooLongLeavesTheLayoutToTheRest(t *testing.T) {
	long := `{"data":"` + strings.Repeat("x", interchange.MaxValue) + "\n"
	got := read(t, interchange.Auto, long+line("a")+"\n{\"data\":\n%%\n"+line("b"))
	require.Equal(t, "a b", got.ids())
	require.Equal(t, []string{
		"1 invalid_json got more than 4194304 bytes, want at most that for an event",
		`3 invalid_json line 3, column 9: got the end of the line, want a value`,
		`4 invalid_json line 4, column 1: got '%', want an event, which is a JSON object`}, got.messages())
}

// No event of a log that is one line waits for the line's end.
func TestALineOfAllEventsIsReadAsItComes(t *testing.T) {
	in := newReading(t, interchange.Auto)
	for n := 1; n <= 50; n++ {
		in.feed([]byte(strings.Repeat(line("a"), 1000)), false)
		require.Len(t, in.Events, 1000*n-1)
	}
	in.feed([]byte("\n"), true)
	require.Len(t, in.Events, 50_000)
}

func TestLinesOfNothingButBeginningsAreEachTheirOwn(t *testing.T) {
	got := read(t, interchange.Auto, line("a")+"\n"+strings.Repeat("{\"a\":\n", 50_000)+strings.Repeat("{\n \"a\":\n", 50_000))
	require.Len(t, got.Rejections, 150_000)
	require.Equal(t, "line 50001, column 6: got the end of the line, want a value", got.Rejections[49_999].Message)
	require.Equal(t, `line 150001, column 2: got '"', want an event, which is a JSON object`, got.Rejections[149_999].Message)

	got = read(t, interchange.Auto, strings.Repeat("{\"a\":\n", 99)+line("a"))
	require.Len(t, got.Rejections, 99)
	require.Equal(t, "line 1, column 6: got the end of the line, want a value", got.Rejections[0].Message)
}
