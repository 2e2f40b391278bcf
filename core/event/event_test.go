package event_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
)

// good is an event that breaks no rule.
func good() event.Event {
	return event.Event{ID: "a", Stream: "s", Type: "T", SchemaVersion: 1, Time: event.MinTime, Data: "null"}
}

func TestValidateTakesWhatIsWithinBounds(t *testing.T) {
	for name, change := range map[string]func(*event.Event){
		"the least":            func(*event.Event) {},
		"the longest names":    func(e *event.Event) { e.ID, e.Stream, e.Type = long(256), long(1024), long(256) },
		"names of many kinds":  func(e *event.Event) { e.ID, e.Stream, e.Type = "日本", " a ", `<script>"'` },
		"JavaScript's names":   func(e *event.Event) { e.ID, e.Stream, e.Type = "__proto__", "constructor", "toString" },
		"the last version":     func(e *event.Event) { e.SchemaVersion, e.Time = 65535, event.MaxTime },
		"the longest data":     func(e *event.Event) { e.Data = `"` + long(1<<20-2) + `"` },
		"the deepest data":     func(e *event.Event) { e.Data = strings.Repeat("[", 512) + strings.Repeat("]", 512) },
		"data with space":      func(e *event.Event) { e.Data = "\n {\"a\" : 1 }\t" },
		"a number past 2^53":   func(e *event.Event) { e.Data = "9007199254740993" },
		"the longest metadata": func(e *event.Event) { e.Metadata = `{"a":"` + long(65535-8) + `"}` },
		"known metadata":       func(e *event.Event) { e.Metadata = ` {"correlationId":"a","causationId":null}` },
	} {
		t.Run(name, func(t *testing.T) {
			e := good()
			change(&e)
			before := e
			require.NoError(t, e.Validate())
			require.Equal(t, before, e)
		})
	}
}

func TestValidateNamesFieldAndLimit(t *testing.T) {
	const something = "a name with something to see in it"
	tests := []struct {
		change  func(*event.Event)
		message string
	}{
		{func(e *event.Event) { e.ID = "" }, `id: got "", want ` + something},
		{func(e *event.Event) { e.Stream = " " }, `stream: got " ", want ` + something},
		{func(e *event.Event) { e.Type = "\u2003\u00a0" }, "type: got \"\\u2003\\u00a0\", want " + something},
		{func(e *event.Event) { e.ID = long(257) }, `id: got 257 bytes, want at most 256`},
		{func(e *event.Event) { e.Stream = long(1025) }, `stream: got 1025 bytes, want at most 1024`},
		{func(e *event.Event) { e.Type = long(257) }, `type: got 257 bytes, want at most 256`},
		{func(e *event.Event) { e.Type = "a\n" }, `type: got the control character U+000A, want none`},
		{func(e *event.Event) { e.ID = "\x00" }, `id: got the control character U+0000, want none`},
		{func(e *event.Event) { e.ID = "a\x7f" }, `id: got the control character U+007F, want none`},
		{func(e *event.Event) { e.ID = "a\u0085" }, `id: got the control character U+0085, want none`},
		{func(e *event.Event) { e.Stream = "é\xff" }, `stream: got byte 0xff at 3, which is no UTF-8, want UTF-8`},
		{func(e *event.Event) { e.SchemaVersion = 0 }, `schemaVersion: got 0, want 1 to 65535`},
		{func(e *event.Event) { e.SchemaVersion = 65536 }, `schemaVersion: got 65536, want 1 to 65535`},
		{func(e *event.Event) { e.Time = 0 }, `time: got none, want RFC 3339 with an offset, such as 2026-01-06T15:00:00Z`},
		{func(e *event.Event) { e.Time = event.MaxTime + 1 }, `time: got none, want RFC 3339 with an offset, such as 2026-01-06T15:00:00Z`},
		{func(e *event.Event) { e.Data = "" }, `data: got the end of the text at line 1, column 1, want a value`},
		{func(e *event.Event) { e.Data = "{\n\"é\": x}" }, `data: got 'x' at line 2, column 6, want a value`},
		{func(e *event.Event) { e.Data = "NaN" }, `data: got 'N' at line 1, column 1, want a value`},
		{func(e *event.Event) { e.Data = "{} {}" }, `data: got '{' at line 1, column 4, want the end of the text`},
		{func(e *event.Event) { e.Data = "\"\xff\"" }, `data: got byte 0xff at 2, which is no UTF-8, want UTF-8`},
		{func(e *event.Event) { e.Data = `"` + long(1<<20-1) + `"` }, `data: got 1048577 bytes, want at most 1048576`},
		{func(e *event.Event) { e.Data = strings.Repeat("[", 513) + strings.Repeat("]", 513) }, `data: got 513 nested levels, want at most 512`},
		{func(e *event.Event) { e.Data = strings.Repeat("[", 20_000) }, `data: got '[' at line 1, column 10001, want at most 10000 levels`},
		{func(e *event.Event) { e.Metadata = "[]" }, `metadata: got an array, want an object`},
		{func(e *event.Event) { e.Metadata = "{" }, `metadata: got the end of the text at line 1, column 2, want a member's name in double quotes`},
		{func(e *event.Event) { e.Metadata = `{"a":"` + long(65535) + `"}` }, `metadata: got 65543 bytes, want at most 65535`},
		{func(e *event.Event) { e.Metadata = `{"correlationId":{}}` }, `metadata.correlationId: got an object, want a string`},
	}
	for _, c := range tests {
		t.Run(c.message, func(t *testing.T) {
			e := good()
			c.change(&e)
			err := e.Validate()
			require.EqualError(t, err, "event 1: "+c.message)
			require.Equal(t, c.message, err.(*event.InvalidError).Reason())
		})
	}
}

func long(n int) string { return strings.Repeat("x", n) }

func TestAppendJSONComesBackEqual(t *testing.T) {
	e := good()
	e.Position, e.Version, e.Time, e.Recorded = 7, 2, event.MaxTime, event.MaxTime
	for _, data := range []string{"null", `{"a" : 1.0}`, "\n[1,\r\n2]", " 1 ", "\t1", `"\"\u00e9é"`, `"` + "\u2028" + `"`} {
		for _, metadata := range []string{"", "{ }", " {}", `{"a":{"b":[1]}}`, "{\n\"a\": 12.50\r\n}\t", `{"a":1e400,"a":9007199254740999,"__proto__":{}}`} {
			e.ID, e.Data, e.Metadata = `q"\é`, data, metadata
			line := string(e.AppendJSON([]byte("before"))[len("before"):])
			require.NotContains(t, line, "\n")
			requireComesBack(t, line, e)
		}
	}
}

// requireComesBack reads a line again. Position and version are the log's to give.
func requireComesBack(t *testing.T, line string, want event.Event) {
	require.Contains(t, line, `{"position":7,"id":`)
	require.Contains(t, line, `"version":2,`)
	var r event.Reader
	got, end, err := r.Read(line, 0)
	require.NoError(t, err)
	require.Equal(t, len(line), end)
	require.Empty(t, r.Others)
	want.Position, want.Version = 0, 0
	require.Equal(t, want, got)
	require.NoError(t, got.Validate())
}

func TestAnEventNotYetStoredIsWrittenWithoutItsTimes(t *testing.T) {
	e := event.Event{ID: "a", Stream: "s", Type: "T", SchemaVersion: 1, Data: "{}"}
	require.Equal(t, `{"position":0,"id":"a","stream":"s","version":0,"type":"T","schemaVersion":1,"data":{}}`, string(e.AppendJSON(nil)))
}

func TestStoredMetadata(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "{}": "", " { \t\n} ": " { \t\n} ", `{"a":{}}`: `{"a":{}}`, "{\n\"a\": 1}": "{\n\"a\": 1}",
	} {
		require.Equal(t, want, event.StoredMetadata(text), text)
	}
}

func TestOneLine(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "{}": "{}", " {\r\n\"a\":\n1 }\n": "{  \"a\": 1 }", `"\n"`: `"\n"`, "\n": "",
	} {
		require.Equal(t, want, event.OneLine(text))
	}
}

func ExampleEvent_Validate() {
	e := event.Event{
		ID: "e1", Stream: "order-42", Type: "OrderPlaced", SchemaVersion: 1, Time: event.MinTime,
		Data: `{"amount": "12.50"}`,
	}
	fmt.Println(e.Validate())

	e.Data = `{"amount": 12,50}`
	err := e.Validate()
	fmt.Println(err)

	var invalid *event.InvalidError
	fmt.Println(errors.As(err, &invalid), invalid.Field)
	// Output:
	// <nil>
	// event 1: data: got '5' at line 1, column 15, want a member's name in double quotes
	// true data
}

func ExampleParseTime() {
	at, err := event.ParseTime("2026-01-06T15:00:00.250+01:00")
	fmt.Println(at, err)

	_, err = event.ParseTime("2026-01-06T15:00:00")
	fmt.Println(err)
	// Output:
	// 2026-01-06T14:00:00.25Z <nil>
	// got the time "2026-01-06T15:00:00", want RFC 3339 with an offset, such as 2026-01-06T15:00:00Z
}

func ExampleEvent_AppendJSON() {
	at, _ := event.ParseTime("2026-01-06T15:00:00Z")
	e := event.Event{Position: 1, ID: "e1", Stream: "order-42", Version: 1, Type: "OrderPlaced", SchemaVersion: 1, Time: at, Recorded: at, Data: `{}`}
	fmt.Printf("%s\n", e.AppendJSON(nil))
	// Output:
	// {"position":1,"id":"e1","stream":"order-42","version":1,"type":"OrderPlaced","schemaVersion":1,"time":"2026-01-06T15:00:00Z","recorded":"2026-01-06T15:00:00Z","data":{}}
}
