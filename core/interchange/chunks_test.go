package interchange_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/interchange"
)

// goodFiles are small logs of every format.
var goodFiles = map[interchange.Format]string{
	interchange.HindsightNDJSON: `{"id":"a","type":"T","stream":"s","time":"2026-01-06T15:00:00Z","data":{"é":[1,"\u00e9"]}}` + "\r\n" +
		"\n" + `{"type":"T","stream":"s","unknown":{"x":1},"metadata":{"correlationId":"c"}}` + "\n" +
		`{"specversion":"1.0","id":"b","source":"/x","type":"T","subject":"s","ext":true}` + "\n",
	interchange.HindsightJSON: "\ufeff[ {\n\t\"id\": \"a\", \"type\": \"T\",\n\t\"stream\": \"é\", \"dataText\": \" 1 \"\n}, {\"type\":\"T\",\"stream\":\"s\"},\n" +
		`{"type":"T","stream":"s","data":12.50}]`,
	interchange.CloudEventsNDJSON: `{"specversion":"1.0","id":"a","source":"/x","type":"T","data_base64":"AAE="}` + "\n" +
		`{"specversion":"1.0","id":"b","source":"/x","type":"T","subject":"s","datacontenttype":"text/plain","data":"é"}`,
	interchange.CloudEventsJSON: "{\n \"specversion\": \"1.0\",\n \"id\": \"a\",\n \"source\": \"/x\",\n \"type\": \"T\",\n \"data\": {\n  \"a\": 1\n }\n}\n",
	interchange.CloudEventsBatch: `[{"specversion":"1.0","id":"a","source":"/x","type":"T"},` + "\n" +
		`{"specversion":"1.0","id":"b","source":"/x","type":"T","schemaversion":2,"recordedtime":"2026-01-06T15:00:00Z"}]`,
}

func TestEveryFormatIsRecognised(t *testing.T) {
	for format, file := range goodFiles {
		t.Run(string(format), func(t *testing.T) {
			got := read(t, interchange.Auto, file)
			require.Equal(t, format, got.Format)
			require.Empty(t, got.messages())
			require.NotEmpty(t, got.Events)
		})
	}
}

func TestChunksMakeNoDifference(t *testing.T) {
	files := map[string]string{}
	for format, file := range goodFiles {
		files[string(format)] = file
	}
	for _, f := range slices.Concat(badFiles, lineFiles, printedFiles) {
		if len(f.file) < 1000 {
			files[f.name] = f.file
		}
	}
	for name, file := range files {
		for _, format := range []interchange.Format{interchange.Auto, interchange.HindsightNDJSON} {
			t.Run(fmt.Sprintf("%s as %s", name, format), func(t *testing.T) {
				whole := read(t, format, file)
				for at := 0; at <= len(file); at++ {
					first := true
					split := func() int {
						if first {
							first = false
							return at
						}
						return len(file)
					}
					require.Equal(t, whole, readChunks(t, format, file, split), "cut at %d", at)
				}
				for size := 1; size <= 5; size++ {
					require.Equal(t, whole, readChunks(t, format, file, every(size)), "chunks of %d", size)
				}
			})
		}
	}
}

func TestChunksMakeNoDifferenceToMixtures(t *testing.T) {
	pieces := []string{
		"{", "}", "[", "]", ",", ":", "\n", "\r\n", " ", `"`, `"type":"T"`, `"stream":"s"`, `"id":"a"`, `"data":`, `"é"`, "é", "\xe9", "12",
		line("a"), line("b") + "\n", line("c") + ",", "{\n\"type\":\"T\",\n\"stream\":\"s\"}", `"specversion":"1.0"`, `"source":"/x"`, "null", "\n{", "\ufeff",
	}
	rapid.Check(t, func(t *rapid.T) {
		file := ""
		for _, piece := range rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "pieces") {
			file += piece
		}
		format := rapid.SampledFrom(interchange.Formats[:]).Draw(t, "format")
		whole := read(t, format, file)
		sizes := rapid.IntRange(0, 20)
		require.Equal(t, whole, readChunks(t, format, file, func() int { return sizes.Draw(t, "size") }), "%q", file)
		require.Len(t, whole.Lines, len(whole.Events))
	})
}
