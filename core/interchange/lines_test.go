package interchange_test

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/interchange"
)

// drawLine returns an event on a line, in own names or as a CloudEvent, with its members close together or
// not.
func drawLine(t *rapid.T, id string) string {
	data := rapid.SampledFrom([]string{
		`null`, `12.50`, `"é{"`, `"\"}\\"`, `{}`, `{"a":[1,{"b":"]"}],"é":"\u00e9,"}`, `[[],{"type":"x"},"\n"]`, `{"type":"U","stream":"r"}`,
	}).Draw(t, "data")
	text := `{"id":"` + id + `","type":"T","stream":"s","data":` + data + `}`
	if rapid.Bool().Draw(t, "is a CloudEvent") {
		text = `{"specversion":"1.0","id":"` + id + `","source":"/x","type":"T","data":` + data + `}`
	}
	if rapid.Bool().Draw(t, "has spaces") {
		text = strings.NewReplacer(`":`, `": `, `,"`, `, "`).Replace(text)
	}
	return text
}

// A break is how a line comes to be broken. Some leave it whole, or another event: the model knows. None
// leaves nothing but a '{', which may begin a printed object, or the first '[' of an array.
var breaks = map[string]func(t *rapid.T, text string) string{
	"cut off": func(t *rapid.T, text string) string {
		return text[:rapid.IntRange(2, len(text)-1).Draw(t, "end")]
	},
	"without its beginning": func(t *rapid.T, text string) string {
		return strings.TrimLeft(text[rapid.IntRange(1, len(text)-1).Draw(t, "start"):], " [")
	},
	"broken in two": func(t *rapid.T, text string) string {
		at := rapid.IntRange(2, len(text)-1).Draw(t, "at")
		return text[:at] + "\n" + strings.TrimLeft(text[at:], " [")
	},
	"with a brace that is not closed": func(t *rapid.T, text string) string { return without(t, text, '}') },
	"with a quote that is not closed": func(t *rapid.T, text string) string { return without(t, text, '"') },
	"with something stray in it": func(t *rapid.T, text string) string {
		characters := []rune(text)
		at := rapid.IntRange(0, len(characters)).Draw(t, "at")
		stray := rapid.SampledFrom([]string{"{", "}", "]", `"`, `\`, ",", ":", "%", "0", "é", "null", "\x01", "\x1b", "\u2028", "\ufeff", "\r"})
		return string(characters[:at]) + stray.Draw(t, "stray") + string(characters[at:])
	},
	"doubled": func(_ *rapid.T, text string) string { return text + text },
	"doubled in part": func(t *rapid.T, text string) string {
		at := rapid.IntRange(1, len(text)).Draw(t, "at")
		return text[:at] + text
	},
}

// without returns the text with one of its marks left out.
func without(t *rapid.T, text string, mark byte) string {
	nth := rapid.IntRange(1, strings.Count(text, string(mark))).Draw(t, "which")
	for i := range len(text) {
		if text[i] != mark {
			continue
		}
		if nth--; nth == 0 {
			return text[:i] + text[i+1:]
		}
	}
	return text
}

// drawLined returns a file of lines, some of them broken, with at least one event in it.
func drawLined(t *rapid.T) string {
	kinds := make([]string, 0, len(breaks))
	for kind := range breaks {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	n := rapid.IntRange(1, 12).Draw(t, "lines")
	whole := rapid.IntRange(0, n-1).Draw(t, "the whole one")
	end := rapid.SampledFrom([]string{"\n", "\r\n", "\n\n", "\r\n \t\r\n"})
	file := rapid.SampledFrom([]string{"", "\ufeff", "\n", "\ufeff\r\n"}).Draw(t, "before")
	for i := range n {
		text := drawLine(t, fmt.Sprintf("e%d", i))
		if i != whole && rapid.IntRange(0, 2).Draw(t, "is broken") > 0 {
			text = breaks[rapid.SampledFrom(kinds).Draw(t, "kind")](t, text)
		}
		file += text + end.Draw(t, "end of line")
	}
	if rapid.Bool().Draw(t, "ends without a line feed") {
		file = strings.TrimRight(file, " \t\r\n")
	}
	return file
}

// isPrinted tells whether the file's first whole event goes on over lines, so that it is no file of lines.
func isPrinted(file string) bool {
	for rest := file; rest != ""; _, rest, _ = strings.Cut(rest, "\n") {
		var object json.RawMessage
		decoder := json.NewDecoder(strings.NewReader(rest))
		if rest[0] != '{' || decoder.Decode(&object) != nil {
			continue
		}
		if strings.Contains(string(object), "\n") {
			return true
		}
		text, _, _ := strings.Cut(rest, "\n")
		if !slices.Contains(modelOfLine(text), interchange.CodeInvalidJSON) {
			return false
		}
	}
	return false
}

// modelOf says what becomes of each line of the file: each is taken by itself.
func modelOf(file string) (outcomes []string) {
	for i, text := range strings.Split(strings.TrimPrefix(file, "\ufeff"), "\n") {
		for _, outcome := range modelOfLine(text) {
			outcomes = append(outcomes, fmt.Sprint(i+1, " ", outcome))
		}
	}
	return outcomes
}

// modelOfLine says what becomes of the values in a line: one may follow the other if it is an object.
func modelOfLine(text string) (outcomes []string) {
	decoder := json.NewDecoder(strings.NewReader(text))
	for {
		var value json.RawMessage
		if err := decoder.Decode(&value); err == io.EOF {
			return outcomes
		} else if err != nil {
			return append(outcomes, interchange.CodeInvalidJSON)
		}
		rest := strings.TrimLeft(text[decoder.InputOffset():], " \t\r")
		if rest != "" && rest[0] != '{' {
			return append(outcomes, interchange.CodeInvalidJSON)
		}
		outcomes = append(outcomes, modelOfValue(value))
	}
}

func modelOfValue(value json.RawMessage) string {
	var members map[string]any
	if json.Unmarshal(value, &members) != nil || members == nil {
		return interchange.CodeInvalidEvent
	}
	wanted := []string{"type", "stream"}
	if version, ok := members["specversion"]; ok {
		if wanted = []string{"id", "source", "type"}; version != "1.0" {
			return interchange.CodeInvalidEvent
		}
	}
	for _, name := range wanted {
		if text, _ := members[name].(string); text == "" {
			return interchange.CodeInvalidEvent
		}
	}
	id, _ := members["id"].(string)
	return nameOf(id)
}

var madeID = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-8`)

func nameOf(id string) string {
	if id == "" || madeID.MatchString(id) {
		return "an event without an id"
	}
	return "the event " + id
}

// outcomesOf reads the file in chunks and says what became of its lines, and what it said of those that
// are no JSON.
func outcomesOf(t require.TestingT, file string, size int) (outcomes []string, broken []interchange.Rejection) {
	r, err := interchange.NewReader(interchange.Options{
		Take: func(b interchange.Batch) {
			for i, e := range b.Events {
				outcomes = append(outcomes, fmt.Sprint(b.Lines[i], " ", nameOf(strings.Clone(e.ID))))
			}
		},
		Reject: func(no interchange.Rejection) {
			outcomes = append(outcomes, fmt.Sprint(no.Line, " ", no.Code))
			if no.Code == interchange.CodeInvalidJSON {
				broken = append(broken, no)
			}
		},
	})
	require.NoError(t, err)
	for ; len(file) > size; file = file[size:] {
		require.NoError(t, r.Feed([]byte(file[:size]), false))
	}
	require.NoError(t, r.Feed([]byte(file), true))
	return outcomes, broken
}

// linedFiles are files of lines. Broken lines that happen to make one object are a printed file.
var linedFiles = rapid.Custom(drawLined).Filter(func(file string) bool {
	return !isPrinted(strings.TrimPrefix(file, "\ufeff"))
})

func TestEachLineIsWhatItIsByItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		file := linedFiles.Draw(t, "file")
		outcomes, broken := outcomesOf(t, file, rapid.IntRange(1, 400).Draw(t, "size of a chunk"))
		require.Equal(t, modelOf(file), outcomes, "%s", file)

		lines := strings.Split(strings.TrimPrefix(file, "\ufeff"), "\n")
		for _, no := range broken {
			requirePlaceIn(t, lines[no.Line-1], no)
		}
	})
}

// requirePlaceIn holds what is said of a broken line to the line: the place is in it, and the reason is
// the one that is given for the line alone.
func requirePlaceIn(t require.TestingT, text string, no interchange.Rejection) {
	var number, column int
	_, err := fmt.Sscanf(no.Message, "line %d, column %d: ", &number, &column)
	require.NoError(t, err, no.Message)
	require.Equal(t, no.Line, number)
	require.LessOrEqual(t, column, utf8.RuneCountInString(strings.TrimSuffix(text, "\r"))+1, "%q", text)

	alone, err := interchange.NewReader(interchange.Options{Reject: func(by interchange.Rejection) {
		if by.Line == no.Line && by.Code == no.Code {
			require.Equal(t, by.Message, strings.Replace(no.Message, "end of the file", "end of the line", 1))
		}
	}})
	require.NoError(t, err)
	file := strings.Repeat("\n", no.Line-1) + text + "\n" + line("last")
	require.NoError(t, alone.Feed([]byte(file), true))
}
