package interchange_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/interchange"
	"hindsight/core/store"
)

// importInto feeds a file to a store and returns what became of it.
func importInto(t require.TestingT, s *store.Store, file []byte) (done store.Imported, rejections []interchange.Rejection) {
	r, err := interchange.NewReader(interchange.Options{
		Take: func(b interchange.Batch) {
			did := s.Import(b.Events, event.MinTime, func(i int, err error) {
				rejections = append(rejections, interchange.Invalid(b.Lines[i], err))
			})
			done.Appended += did.Appended
			done.Known += did.Known
		},
		Reject: func(no interchange.Rejection) { rejections = append(rejections, no) },
	})
	require.NoError(t, err)
	require.NoError(t, r.Feed(file, true))
	return done, rejections
}

func eventsOf(s *store.Store) (all []event.Event) {
	v := s.Snapshot()
	for p := uint64(1); p <= v.Len(); p++ {
		all = append(all, v.Event(p))
	}
	return all
}

var (
	names = rapid.OneOf(rapid.StringMatching(`[a-zA-Z0-9:/_-]{1,12}`), rapid.SampledFrom([]string{
		"é", "日本", `"quoted"`, `back\slash`, " outer ", "__proto__", "constructor", "<b>", "a\u2028", "\ufeffx", "😀",
	}))
	values = rapid.OneOf(rapid.SampledFrom([]string{
		"null", "true", "0", "-0.0", "1e400", "9007199254740993", `""`, `"\u00e9\ud83d"`, "{}", "[]", `{"a":{"b":[1,2,{}]}}`,
		"{\n  \"a\": 1\n}", " 1 ", "\t[1,\r\n2]\n", `"\\\"\/"`, `{"__proto__":1,"a":1,"a":2}`, "\"\u2028\"",
	}), rapid.Map(names, func(s string) string { return string(jsonOf(s)) }))
)

func jsonOf(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}

func drawMetadata(t *rapid.T) string {
	fixed := rapid.SampledFrom([]string{
		"", "{}", "{ }", "\n{}", "{\r\n\"a\": 12.50\n}", `{"n":9007199254740999,"e":1e400,"p":12.50,"n":1,"__proto__":{"a":1}}`, `{"correlationId":"c","causationId":"d"}`, `{"source":"/x"}`, `{"source":"/hindsight"}`, `{"source":1}`,
		`{"datacontenttype":"text/plain"}`, `{"datacontenttype":"application/json"}`, `{"datacontentencoding":"base64"}`,
		`{"datacontentencoding":"base64","x":1}`, `{"x":1,"datacontentencoding":"base64"}`, `{"a":1,"a":2}`, `{"metadata":"{}"}`,
		`{"metadata":{"x":1}}`, `{"\u0061":1}`, `{"a":null}`, `{"a":1.5}`, `{"time":"x"}`, `{"correlationid":"x"}`, `{"dataschema":"/x","trace":true}`,
		`{"schemaversion":"1.2"}`, `{"source":""}`, `{"source":"\/x"}`, `{"specversion":"1.0"}`, `{"subject":"x"}`, `{"datacontenttype":5}`,
	})
	if rapid.Bool().Draw(t, "fixed metadata") {
		return fixed.Draw(t, "metadata")
	}
	text := "{"
	for i, name := range rapid.SliceOfN(names, 0, 4).Draw(t, "metadata names") {
		if i > 0 {
			text += ","
		}
		text += string(jsonOf(name)) + ":" + values.Draw(t, "metadata value")
	}
	return text + "}"
}

// drawLog returns a store with some events in it.
func drawLog(t *rapid.T) *store.Store {
	s := store.New(store.Options{})
	for i, n := 0, rapid.IntRange(1, 8).Draw(t, "events"); i < n; i++ {
		times := rapid.Uint64Range(uint64(event.MinTime), uint64(event.MaxTime))
		e := event.Event{
			ID: string(rune('a'+i)) + names.Draw(t, "id"), Stream: names.Draw(t, "stream"), Type: names.Draw(t, "type"),
			SchemaVersion: rapid.Uint32Range(1, event.MaxSchemaVersion).Draw(t, "schemaVersion"),
			Time:          event.Time(times.Draw(t, "time")), Data: values.Draw(t, "data"), Metadata: drawMetadata(t),
		}
		_, err := s.Append(store.Batch{Events: []event.Event{e}, Recorded: event.Time(times.Draw(t, "recorded"))})
		require.NoError(t, err)
	}
	return s
}

func TestExportThenImportGivesTheSameLog(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := eventsOf(drawLog(t))
		var file []byte
		for i := range log {
			file = interchange.AppendNDJSON(file, &log[i])
		}
		require.Equal(t, len(log), bytes.Count(file, []byte("\n")), "%s", file)

		again := store.New(store.Options{})
		done, rejections := importInto(t, again, file)
		require.Empty(t, rejections)
		require.Equal(t, store.Imported{Appended: len(log)}, done)
		require.Equal(t, log, eventsOf(again), "%s", file)

		done, _ = importInto(t, again, file)
		require.Equal(t, store.Imported{Known: len(log)}, done)
	})
}

func TestCloudEventsThenImportGivesTheSameLog(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := eventsOf(drawLog(t))
		var file []byte
		for i := range log {
			start := len(file)
			file = interchange.AppendCloudEvent(file, &log[i])
			requireCloudEvent(t, file[start:])
			log[i].Data = event.OneLine(log[i].Data)
		}
		require.Equal(t, len(log), bytes.Count(file, []byte("\n")))

		again := store.New(store.Options{})
		done, rejections := importInto(t, again, file)
		require.Empty(t, rejections, "%s", file)
		require.Equal(t, store.Imported{Appended: len(log)}, done)
		require.Equal(t, log, eventsOf(again), "%s", file)
	})
}

// requireCloudEvent holds a line to the JSON Event Format, sections 2 and 3: names of attributes are lower
// case letters and digits, values are scalars, and no name is there twice.
func requireCloudEvent(t require.TestingT, line []byte) {
	var members map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(line, &members))
	require.Equal(t, `"1.0"`, string(members["specversion"]))
	for _, name := range []string{"id", "source", "type", "subject", "time"} {
		require.Greater(t, len(members[name]), len(`""`), name)
	}
	for name, value := range members {
		require.Equal(t, 1, strings.Count(topLevelNames(line), " "+name+" "), "%s", line)
		if name != "data" && name != "data_base64" {
			require.Regexp(t, `^[a-z0-9]{1,20}$`, name)
			require.NotContains(t, "{[n", string(value[0]), "%s", line)
		}
	}
}

// topLevelNames returns the names in an object, each between spaces.
func topLevelNames(object []byte) string {
	decoder := json.NewDecoder(bytes.NewReader(object))
	all := " "
	_, _ = decoder.Token()
	for decoder.More() {
		name, _ := decoder.Token()
		var skipped json.RawMessage
		_ = decoder.Decode(&skipped)
		all += " " + name.(string) + " "
	}
	return all
}
