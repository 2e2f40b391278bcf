package event_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/jsontext"
)

// objects are events, nearly events and no events.
var objects = []string{
	`{}`, ` { } `, `[]`, `12`, `"x"`, `null`, ``, `{`, `{"id"`, `{"id":"a"`, `{"id":"a",}`, `{"id":"a"}x`, `{"id":"a" "type":"b"}`,
	`{"id":"a","type":"T","stream":"s","time":"2026-01-06T15:00:00Z","recorded":"2026-01-06T15:00:01Z","schemaVersion":2,"data":{"a":1},"metadata":{"b":2},"position":3,"version":4,"x":5}`,
	`{"id":null,"type":null,"stream":null,"time":null,"recorded":null,"schemaVersion":null,"data":null,"dataText":null,"metadata":null,"x":null}`,
	`{"id":1}`, `{"type":true}`, `{"stream":{}}`, `{"time":5}`, `{"time":"today"}`, `{"recorded":"2026-01-06"}`, `{"id":"\u00e9\n"}`, `{"\u0069d":"a"}`,
	`{"schemaVersion":0}`, `{"schemaVersion":65535}`, `{"schemaVersion":65536}`, `{"schemaVersion":1.0}`, `{"schemaVersion":"2"}`, `{"schemaVersion":-1}`, `{"schemaVersion":1e0}`,
	`{"data": {"a" :1} }`, `{"dataText":" {\"a\":1}\n"}`, `{"dataText":"{"}`, `{"dataText":""}`, `{"dataText":{}}`, `{"data":1,"dataText":"2"}`, `{"dataText":"2","data":1}`,
	`{"dataText":"2","data":1,"dataText":null}`, `{"dataText":"2","dataText":"3","data":1}`, `{"metadataText":" {\"n\":1e400}\n","metadata":{"n":null}}`, `{"metadata":{},"metadataText":"{}"}`,
	`{"metadataText":"{"}`, `{"metadataText":"[]"}`, `{"metadataText":{}}`, `{"metadataText":"{\"correlationId\":1}"}`, `{"metadataText":null,"metadata":{"a":1}}`, `{"fooText":null,"data":1}`,
	`{"metadata":[]}`, `{"metadata":"{}"}`, `{"metadata":{"correlationId":1}}`, `{"metadata":{"correlationId":"c","causationId":null}}`, "{\"metadata\":{\n\"a\":\r\n1}}",
	`{"id":"a","id":"b"}`, `{"id":1,"id":"b"}`, `{"x":1,"x":2,"__proto__":{},"constructor":{"a":[]}}`, "{\"data\":\"\xff\"}", "{\"metadata\":{\"a\":\"\xff\"}}", "{\"dataText\":\"\\\"\xff\\\"\"}",
	`{"data":` + strings.Repeat("[", 512) + strings.Repeat("]", 512) + `}`, `{"data":` + strings.Repeat("[", 513) + strings.Repeat("]", 513) + `}`,
	"{\"id\":\"\x00\"}", `{"id":"\u0000"}`, `{"data":9007199254740993}`, `{"data":1e999}`, `{"position":"x","version":{}}`,
}

// requireReadsAsNaive holds a Reader to naiveRead.
func requireReadsAsNaive(t require.TestingT, text string) {
	var r event.Reader
	got, end, err := r.Read(text, 0)
	want, others, wantEnd, wantErr := naiveRead(text)
	var syntax *jsontext.SyntaxError
	var invalid *event.InvalidError
	if wantErr != nil {
		require.True(t, errors.As(err, &syntax) || errors.As(err, &invalid), "%q: got %v, want as %v", text, err, wantErr)
		return
	}
	require.NoError(t, err, "%q", text)
	require.Equal(t, wantEnd, end, "%q", text)
	for _, name := range []*string{&got.ID, &got.Stream, &got.Type} {
		*name = string([]rune(*name)) // Validate refuses what encoding/json repairs
	}
	for i := range r.Others {
		r.Others[i].Name = string([]rune(r.Others[i].Name))
	}
	require.Equal(t, want, got, "%q", text)
	require.Equal(t, others, append([]event.Member(nil), r.Others...), "%q", text)
	requireChecked(t, got)
}

// requireChecked makes sure that Read checked data and metadata as Validate does.
func requireChecked(t require.TestingT, e event.Event) {
	e.ID, e.Stream, e.Type, e.Time = "i", "s", "t", event.MinTime
	require.NoError(t, e.Validate())
}

func TestReaderAgreesWithEncodingJSON(t *testing.T) {
	for _, text := range objects {
		requireReadsAsNaive(t, text)
	}
	names := rapid.SampledFrom([]string{"id", "type", "stream", "time", "recorded", "schemaVersion", "data", "dataText", "metadata", "metadataText", "position", "x", "é", "__proto__"})
	values := rapid.SampledFrom([]string{
		"null", `"a"`, "1", "2", `"2026-01-06T15:00:00Z"`, `{}`, `{"correlationId":"c"}`, `{"causationId":3}`, `[1,{"a":[]}]`, `"{\"a\":1}"`, `"{\n}"`, `"\u00e9"`, "\"\xff\"", "nul", "{ \"a\" :\n1}",
	})
	rapid.Check(t, func(t *rapid.T) {
		text := "{"
		for i, n := 0, rapid.IntRange(0, 8).Draw(t, "members"); i < n; i++ {
			if i > 0 {
				text += ","
			}
			text += rapid.SampledFrom([]string{"", " ", "\n"}).Draw(t, "space") + `"` + names.Draw(t, "name") + `":` + values.Draw(t, "value")
		}
		requireReadsAsNaive(t, text+"}")
	})
}

func FuzzRead(f *testing.F) {
	for _, text := range objects {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { requireReadsAsNaive(t, text) })
}

func TestReaderErrorsNameTheField(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	tests := []struct{ text, message string }{
		{`[]`, `event 1: event: got an array, want an object`},
		{`x`, `not JSON at byte 1: got 'x', want a value`},
		{`{"id":1}`, `event 1: id: got a number, want a string`},
		{`{"stream":{}}`, `event 1: stream: got an object, want a string`},
		{`{"time":"2026-01-06 15:00"}`, `event 1: time: got "2026-01-06 15:00", want RFC 3339 with an offset, such as 2026-01-06T15:00:00Z`},
		{`{"recorded":1}`, `event 1: recorded: got a number, want a string`},
		{`{"schemaVersion":0}`, `event 1: schemaVersion: got 0, want a whole number from 1 to 65535`},
		{`{"schemaVersion":"1"}`, `event 1: schemaVersion: got "1", want a whole number from 1 to 65535`},
		{`{"schemaVersion":"` + long + `"}`, `event 1: schemaVersion: got a string, want a whole number from 1 to 65535`},
		{`{"data":"` + long + `"}`, `event 1: data: got 1048578 bytes, want at most 1048576`},
		{"{\"data\":\"a\xe9\"}", `event 1: data: got byte 0xe9 at 3, which is no UTF-8, want UTF-8`},
		{`{"dataText":"[1,\n2 3]"}`, `event 1: dataText: got '3' at line 2, column 3, want ',' or ']'`},
		{`{"dataText":"1 2"}`, `event 1: dataText: got '2' at line 1, column 3, want the end of the text`},
		{`{"metadata":"x"}`, `event 1: metadata: got a string, want an object`},
		{`{"metadata":{"a":"` + long[:65536] + `"}}`, `event 1: metadata: got 65544 bytes, want at most 65535`},
		{`{"metadataText":"{\"a\"\n1}"}`, `event 1: metadataText: got '1' at line 2, column 1, want ':'`},
		{`{"metadataText":"[]"}`, `event 1: metadata: got an array, want an object`},
		{`{"metadata":{"causationId":[]}}`, `event 1: metadata.causationId: got an array, want a string`},
	}
	for _, c := range tests {
		var r event.Reader
		_, _, err := r.Read(c.text, 0)
		require.EqualError(t, err, c.message)
	}
}

func TestReadStartsWhereItIsTold(t *testing.T) {
	text := `[{"id":"a","x":1}, {"id":"b"} ]`
	var r event.Reader
	first, end, err := r.Read(text, 1)
	require.NoError(t, err)
	require.Equal(t, "a", first.ID)
	require.Equal(t, []event.Member{{Name: "x", Value: "1"}}, r.Others)
	second, end, err := r.Read(text, end+1)
	require.NoError(t, err)
	require.Equal(t, "b", second.ID)
	require.Empty(t, r.Others)
	require.Equal(t, len(text)-2, end)
}

// Only a text made by unsafe.String can change; what shares memory with it is worth knowing.
func TestAReadEventSharesOnlyItsText(t *testing.T) {
	buffer := []byte(`{"id":"a\n","type":"T","data":{"b":1}}`)
	var r event.Reader
	e, _, err := r.Read(unsafe.String(&buffer[0], len(buffer)), 0)
	require.NoError(t, err)
	for i := range buffer {
		buffer[i] = '*'
	}
	require.Equal(t, "a\n", e.ID, "an unescaped text is a copy")
	require.Equal(t, "*", e.Type, "any other lies in the text that was read")
	require.Equal(t, "*******", e.Data)
}

func TestFieldsReadMembersByName(t *testing.T) {
	f := event.FieldsOf(`{"s":"\u00e9","empty":"","n":12,"d":"1.50","neg":-3,"f":1.5,"big":9223372036854775808,"null":null,"b":true,"twice":1,"twice":2,"bad":"1.5.0","o":{"a":1}}`)
	text, err := f.Text("s")
	require.NoError(t, err)
	require.Equal(t, "é", text)
	text, err = f.Text("empty")
	require.NoError(t, err)
	require.Empty(t, text)
	name, err := f.Name("s")
	require.NoError(t, err)
	require.Equal(t, "é", name)
	for field, want := range map[string]string{"n": "12", "d": "1.50", "f": "1.5", "neg": "-3"} {
		number, err := f.Number(field)
		require.NoError(t, err)
		require.Equal(t, want, number)
	}
	n, err := f.Integer("neg")
	require.NoError(t, err)
	require.Equal(t, int64(-3), n)
	require.Equal(t, "2", f.Raw("twice"), "the last counts")
	require.Equal(t, `{"a":1}`, f.Raw("o"))
	require.Equal(t, "", f.Raw("none"))
	require.True(t, f.Has("b"))
	require.False(t, f.Has("null"))
	require.False(t, f.Has("none"))

	for want, err := range map[string]error{
		`none: got nothing, want a string`:                  second(f.Text("none")),
		`n: got a number, want a string`:                    second(f.Text("n")),
		`null: got null, want a string`:                     second(f.Name("null")),
		`empty: got an empty string, want a name`:           second(f.Name("empty")),
		`s: got a string, want a number`:                    second(f.Number("s")),
		`bad: got a string, want a number`:                  second(f.Number("bad")),
		`none: got nothing, want a number`:                  second(f.Number("none")),
		`f: got 1.5, want a whole number`:                   second(f.Integer("f")),
		`d: got a string, want a whole number`:              second(f.Integer("d")),
		`big: got 9223372036854775808, want a whole number`: second(f.Integer("big")),
		`b: got a boolean, want a whole number`:             second(f.Integer("b")),
	} {
		require.EqualError(t, err, want)
		require.ErrorAs(t, err, new(*event.FieldError))
	}

	f.Reset(`[1]`)
	require.False(t, f.Has("s"))
	require.Equal(t, 0.0, testing.AllocsPerRun(10, func() { f.Reset(`{"a":1,"b":"x"}`) }))
}

func second[T any](_ T, err error) error { return err }

func BenchmarkRead(b *testing.B) {
	text := `{"position":17,"id":"01890a5d-ac96-774b-bcce-b302099a8057","stream":"order-17","version":3,"type":"OrderPlaced","schemaVersion":2,"time":"2026-01-06T15:00:00.123Z","data":{"orderId":"order-17","amount":"129.95","currency":"EUR","items":[{"sku":"p-1","quantity":2}]}}`
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var r event.Reader
	for b.Loop() {
		if _, _, err := r.Read(text, 0); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleReader() {
	var r event.Reader
	e, _, err := r.Read(`{"id": "e1", "type": "OrderPlaced", "stream": "order-42", "time": "2026-01-06T15:00:00+01:00",
		"data": {"amount": "12.50"}, "shop": "north"}`, 0)
	fmt.Println(e.ID, e.Type, e.Stream, e.Time, e.Data, err)
	fmt.Println(r.Others)

	_, _, err = r.Read(`{"id": "e2", "time": "yesterday"}`, 0)
	fmt.Println(err)
	// Output:
	// e1 OrderPlaced order-42 2026-01-06T14:00:00Z {"amount": "12.50"} <nil>
	// [{shop "north"}]
	// event 1: time: got "yesterday", want RFC 3339 with an offset, such as 2026-01-06T15:00:00Z
}

func ExampleFields() {
	f := event.FieldsOf(`{"sku": "p-1", "quantity": 2, "price": "12.50"}`)
	sku, _ := f.Name("sku")
	quantity, _ := f.Integer("quantity")
	price, _ := f.Number("price")
	fmt.Println(sku, quantity, price)

	_, err := f.Name("currency")
	fmt.Println(err)
	// Output:
	// p-1 2 12.50
	// currency: got nothing, want a string
}
