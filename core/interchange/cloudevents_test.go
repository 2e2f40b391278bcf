package interchange_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/interchange"
)

// cloud is a CloudEvent with these members besides those that it needs.
func cloud(members string) string {
	return `{"specversion":"1.0","id":"a","source":"/x","type":"T"` + members + `}`
}

func at(t require.TestingT, text string) event.Time {
	instant, err := event.ParseTime(text)
	require.NoError(t, err)
	return instant
}

func TestCloudEventsAttributes(t *testing.T) {
	base := event.Event{ID: "a", Stream: "s", Type: "T", SchemaVersion: 1, Data: "null", Metadata: `{"source":"/x"}`}
	tests := []struct {
		name, members string
		change        func(*event.Event)
	}{
		{"subject is the stream, the source is kept", `,"subject":"s"`, func(*event.Event) {}},
		{"without a subject, the source is the stream", ``, func(e *event.Event) { e.Stream, e.Metadata = "/x", "" }},
		{"our own source is not kept", `,"subject":"s","source":"/hindsight"`, func(e *event.Event) { e.Metadata = "" }},
		{"null is absent", `,"subject":"s","time":null,"data":null,"ext":null,"recordedtime":null`, func(*event.Event) {}},
		{"times", `,"subject":"s","time":"2026-01-06T15:00:00+01:00","recordedtime":"2026-01-06T15:00:00.5Z"`, func(e *event.Event) {
			e.Time, e.Recorded = at(t, "2026-01-06T14:00:00Z"), at(t, "2026-01-06T15:00:00.5Z")
		}},
		{"data", `,"subject":"s","data": {"a" : 1.0} `, func(e *event.Event) { e.Data = `{"a" : 1.0}` }},
		{"data that is said to be JSON", `,"subject":"s","datacontenttype":"Application/JSON","data":[]`, func(e *event.Event) { e.Data = "[]" }},
		{"data that is text", `,"subject":"s","datacontenttype":"text/xml","data":"<a/>"`, func(e *event.Event) {
			e.Data, e.Metadata = `"<a/>"`, `{"source":"/x","datacontenttype":"text/xml"}`
		}},
		{"data_base64", `,"subject":"s","data_base64":"AAE="`, func(e *event.Event) {
			e.Data, e.Metadata = `"AAE="`, `{"source":"/x","datacontentencoding":"base64"}`
		}},
		{"schemaversion", `,"subject":"s","schemaversion":2`, func(e *event.Event) { e.SchemaVersion = 2 }},
		{"schemaversion as text", `,"subject":"s","schemaversion":"65535"`, func(e *event.Event) { e.SchemaVersion = 65535 }},
		{"a schemaversion that is none", `,"subject":"s","schemaversion":"1.2"`, func(e *event.Event) {
			e.Metadata = `{"source":"/x","schemaversion":"1.2"}`
		}},
		{"correlation", `,"subject":"s","correlationid":"c","causationid":"d"`, func(e *event.Event) {
			e.Metadata = `{"source":"/x","correlationId":"c","causationId":"d"}`
		}},
		{"a correlationid that is no text", `,"subject":"s","correlationid":1`, func(e *event.Event) {
			e.Metadata = `{"source":"/x","correlationid":1}`
		}},
		{"extensions that are our fields", `,"subject":"s","stream":1,"recorded":"x","position":3,"version":"4","metadata":true,"dataText":5,"schemaVersion":6`, func(e *event.Event) {
			e.Metadata = `{"source":"/x","stream":1,"recorded":"x","position":3,"version":"4","metadata":true,"dataText":5,"schemaVersion":6}`
		}},
		{"extensions that mean something to JavaScript", `,"subject":"s","__proto__":{"a":1},"constructor":"x"`, func(e *event.Event) {
			e.Metadata = `{"source":"/x","__proto__":{"a":1},"constructor":"x"}`
		}},
		{"a dataschema and an extension over lines", ",\"subject\":\"s\",\"dataschema\":\"/y\",\"ext\":[\n1]", func(e *event.Event) {
			e.Metadata = "{\"source\":\"/x\",\"dataschema\":\"/y\",\"ext\":[\n1]}"
		}},
		{"the last of two counts", `,"subject":"r","subject":"s","source":"/y"`, func(e *event.Event) { e.Metadata = `{"source":"/y"}` }},
		{"metadata in a string", `,"subject":"s","metadata":"{ \"source\":1}","ext":2`, func(e *event.Event) {
			e.Metadata = `{ "source":1,"ext":2}`
		}},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			want := base
			c.change(&want)
			for _, format := range []interchange.Format{interchange.Auto, interchange.CloudEventsJSON} {
				got := read(t, format, cloud(c.members))
				require.Empty(t, got.messages())
				require.Equal(t, []event.Event{want}, got.Events)
				require.NoError(t, event.ValidateMetadata(got.Events[0].Metadata))
			}
		})
	}
}

func TestCloudEventsThatAreNone(t *testing.T) {
	tests := []struct{ file, message string }{
		{`{"specversion":"0.3","id":"a","source":"/x","type":"T"}`, `specversion: got "0.3", want "1.0"`},
		{`{"specversion":1.0,"id":"a","source":"/x","type":"T","metadata":5}`, `specversion: got 1.0, want "1.0"`},
		{`{"specversion":"1.0","source":"/x","type":"T"}`, `id: got nothing, want a name`},
		{`{"specversion":"1.0","id":"a","source":"/x"}`, `type: got nothing, want a name`},
		{`{"specversion":"1.0","id":"a","type":"T","subject":"s"}`, `source: got nothing, want a URI reference`},
		{cloud(`,"source":""`), `source: got "", want a URI reference`},
		{cloud(`,"source":5`), `source: got 5, want a URI reference`},
		{cloud(`,"subject":5`), `subject: got a number, want a string`},
		{cloud(`,"recordedtime":"today"`), `recordedtime: got "today", want RFC 3339 with an offset, such as 2026-01-06T15:00:00Z`},
		{cloud(`,"data":1,"data_base64":"AAE="`), `data_base64: got data and data_base64, want one of them`},
		{cloud(`,"data_base64":1`), `data_base64: got a number, want a string`},
		{cloud(`,"ext":` + nested(512)), `metadata: got 513 nested levels, want at most 512`},
		{cloud(`,"data":` + nested(513)), `data: got 513 nested levels, want at most 512`},
	}
	for _, c := range tests {
		t.Run(c.message, func(t *testing.T) {
			// Whichever kind of event came before decides what the next is first taken for.
			for _, before := range []string{line("a"), cloud("")} {
				got := read(t, interchange.Auto, before+"\n"+c.file)
				require.Equal(t, []string{"2 invalid_event " + c.message}, got.messages())
			}
		})
	}
}

func TestACloudEventIsOneWhereverItSaysSo(t *testing.T) {
	got := read(t, interchange.Auto, line("b")+"\n"+`{"recorded":"x","id":"a","source":"/x","type":"T","specversion":"1.0"}`)
	require.Empty(t, got.messages())
	require.Equal(t, `{"recorded":"x"}`, got.Events[1].Metadata)
}

func TestOwnEventsKeepUnknownMembersAsMetadata(t *testing.T) {
	tests := []struct{ members, metadata string }{
		{``, ``},
		{`,"metadata":null`, ``},
		{`,"metadata":{}`, ``},
		{`,"x":null`, ``},
		{`,"x":1,"y":{"z":[]}`, `{"x":1,"y":{"z":[]}}`},
		{`,"x":1,"metadata":{ }`, `{"x":1}`},
		{`,"x":1,"metadata":{"a":{"b":1} }`, `{"a":{"b":1},"x":1}`},
		{`,"x":1,"metadata":{"x":2}`, `{"x":2}`},
		{`,"x":1,"y":2,"metadata":{"\u0078":2}`, `{"\u0078":2,"y":2}`},
		{`,"__proto__":{},"a\nb":1`, `{"__proto__":{},"a\nb":1}`},
		{`,"correlationId":"c"`, `{"correlationId":"c"}`},
		{`,"metadata":{ }`, `{ }`},
		{`,"metadata":{"n":9007199254740999,"e":1e400,"p":12.50,"n":1,"__proto__":{"a":1}}`, `{"n":9007199254740999,"e":1e400,"p":12.50,"n":1,"__proto__":{"a":1}}`},
		{",\"metadata\":{\n\"a\":\n1\n}", "{\n\"a\":\n1\n}"},
		{",\"x\":1,\"metadata\":{\n\"x\": 2 }", "{\n\"x\": 2 }"},
		{",\"x\":[\n1],\"metadata\":{\n\"a\":1\n}", "{\n\"a\":1,\"x\":[\n1]}"},
		{`,"metadataText":"\n{\"a\":12.50 } ","metadata":{"a":12.5}`, "\n{\"a\":12.50 } "},
		{`,"x":1,"metadataText":"{\"a\":1} "`, `{"a":1,"x":1}`},
	}
	for _, c := range tests {
		t.Run(c.members, func(t *testing.T) {
			got := read(t, interchange.HindsightJSON, `{"id":"a","type":"T","stream":"s"`+c.members+`}`)
			require.Empty(t, got.messages())
			require.Equal(t, c.metadata, got.Events[0].Metadata)
		})
	}
	got := read(t, interchange.Auto, `{"id":"a","type":"T","stream":"s","correlationId":1}`)
	require.Equal(t, []string{"1 invalid_event metadata.correlationId: got a number, want a string"}, got.messages())
}

func TestMetadataOfABatchDoesNotMix(t *testing.T) {
	var file strings.Builder
	for range 1000 {
		file.WriteString(`{"id":"a","type":"T","stream":"s","x":"` + strings.Repeat("y", file.Len()%97) + `"}` + "\n")
	}
	got := read(t, interchange.Auto, file.String())
	lines := strings.Split(file.String(), "\n")
	for i, e := range got.Events {
		_, x, _ := strings.Cut(lines[i], `"x":`)
		require.Equal(t, `{"x":`+x, e.Metadata)
	}
	require.Len(t, got.Events, 1000)
}

func TestAnEventWithoutIDGetsTheSameOneEachTime(t *testing.T) {
	file := `{"type":"T","stream":"s"}` + "\n" + `{"type":"T","stream":"s"}` + "\n" + `{"id":"","type":"T","stream":"r"}`
	first := read(t, interchange.Auto, file)
	require.Equal(t, "e039456a-e63a-8ec5-92d7-f876e54983ef 666a9bae-a315-84a5-97a9-230e4886d78e 7923f1ad-31bd-84c6-a071-f603077891df", first.ids())
	require.Equal(t, first, read(t, interchange.Auto, file))
	require.Equal(t, first.Events[1].ID, read(t, interchange.Auto, "x\n"+file[:25]).ids(), "what is set aside counts")
	other := read(t, interchange.Auto, strings.Replace(file, "T", "U", 1))
	require.NotEqual(t, first.Events[0].ID, other.Events[0].ID)
	require.Equal(t, first.Events[1].ID, other.Events[1].ID)
}
