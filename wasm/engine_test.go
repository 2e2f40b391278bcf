//go:build js && wasm

package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/workspace"
)

// object makes a JavaScript object.
func object(members map[string]any) js.Value { return js.ValueOf(members) }

// bytesOf returns the bytes of a Uint8Array.
func bytesOf(t *testing.T, v js.Value) []byte {
	t.Helper()
	require.True(t, v.InstanceOf(js.Global().Get("Uint8Array")), "got %s, want bytes", describe(v))
	b := make([]byte, v.Get("byteLength").Int())
	js.CopyBytesToGo(b, v)
	return b
}

func describe(v js.Value) string { return js.Global().Get("JSON").Call("stringify", v).String() }

// answer calls a function as the worker does and parses the JSON that comes back.
func answer[T any](t *testing.T, table js.Value, name string, request map[string]any) (value T) {
	t.Helper()
	reply := bytesOf(t, table.Call(name, object(request)))
	require.NoError(t, json.Unmarshal(reply, &value), "%s", reply)
	return value
}

// asked asks one question, its name first, and parses what is answered.
func asked[T any](t *testing.T, table js.Value, ask string, members map[string]any) (value T) {
	t.Helper()
	question := map[string]any{"ask": ask}
	maps.Copy(question, members)
	text, err := json.Marshal([]any{question})
	require.NoError(t, err)
	batch := answer[struct{ Answers []json.RawMessage }](t, table, "ask", map[string]any{"questions": string(text)})
	require.Len(t, batch.Answers, 1)
	require.NotContains(t, string(batch.Answers[0]), `{"error":`)
	require.NoError(t, json.Unmarshal(batch.Answers[0], &value))
	return value
}

// refused calls a function and returns the error that comes back.
func refused(t *testing.T, reply js.Value) (code, message string) {
	t.Helper()
	require.Equal(t, js.TypeObject, reply.Type())
	e := reply.Get("error")
	require.Equal(t, js.TypeObject, e.Type(), "got %s, want an error", describe(reply))
	if details := e.Get("details").String(); details != "" {
		require.True(t, json.Valid([]byte(details)), details)
	}
	return e.Get("code").String(), e.Get("message").String()
}

type events struct {
	Events []struct {
		Position int
		ID, Type string
		DataText string
	}
	Total int
	Next  *int
}

// start returns the table of an engine with the sample in it.
func start(t *testing.T) js.Value {
	t.Helper()
	table := newEngine().table()
	table.Call("sample", object(nil))
	return table
}

func TestEngineAnswersEveryQuestion(t *testing.T) {
	table := start(t)
	t.Run("events", func(t *testing.T) {
		got := asked[events](t, table, "events", map[string]any{"limit": 3, "order": "desc"})
		require.Equal(t, 8, got.Total)
		require.Equal(t, 8, got.Events[0].Position)
		require.Equal(t, 6, *got.Next)
		typed := asked[events](t, table, "events", map[string]any{"limit": 10, "types": []any{"OrderPlaced"}})
		require.Equal(t, 2, typed.Total)
	})
	t.Run("a table at a moment", func(t *testing.T) {
		type rows struct {
			Rows []struct{ Key string }
			At   struct {
				Position int
				Latest   bool
			}
		}
		got := asked[rows](t, table, "table", map[string]any{"name": "streams", "limit": 10, "at": map[string]any{"position": 1}})
		require.Len(t, got.Rows, 1)
		require.Equal(t, 1, got.At.Position)
		require.Empty(t, asked[rows](t, table, "table", map[string]any{"name": "streams", "limit": 10, "at": map[string]any{"position": 0}}).Rows)
		require.True(t, asked[rows](t, table, "table", map[string]any{"name": "streams", "limit": 10}).At.Latest)
	})
	t.Run("a batch, an error among its answers", func(t *testing.T) {
		batch := answer[struct {
			Log, Events int
			Answers     []map[string]any
			Final       []bool
		}](t, table, "ask", map[string]any{"questions": `[{"ask":"moment","at":{"position":3}},{"ask":"table","name":"no"},{"ask":"stats"}]`})
		require.Equal(t, 8, batch.Events)
		require.EqualValues(t, 3, batch.Answers[0]["position"])
		require.Equal(t, "unknown_projection", batch.Answers[1]["error"].(map[string]any)["code"])
		require.EqualValues(t, 8, batch.Answers[2]["events"])
		require.Equal(t, []bool{true, false, false}, batch.Final)
	})
	t.Run("a batch in steps, from the snapshot it began with", func(t *testing.T) {
		table := start(t)
		batch := table.Call("askBegin", object(map[string]any{"questions": `[{"ask":"stats"},{"ask":"moment"}]`}))
		require.True(t, table.Call("askStep", batch).Get("byteLength").IsUndefined(), "one question is left")
		answer[events](t, table, "execute", map[string]any{"command": "register", "fields": `{"userId":"zoe","name":"Zoe"}`, "id": "later"})
		var got struct {
			Events  int
			Answers []map[string]any
		}
		require.NoError(t, json.Unmarshal(bytesOf(t, table.Call("askStep", batch)), &got))
		require.Equal(t, 8, got.Events)
		require.EqualValues(t, 8, got.Answers[1]["position"])
		code, _ := refused(t, table.Call("askStep", batch))
		require.Equal(t, workspace.CodeInvalidQuery, code, "it has been answered")
	})
}

func TestEngineWrites(t *testing.T) {
	t.Run("append keeps the data byte for byte", func(t *testing.T) {
		table := start(t)
		text := `[{"type": "Noted", "stream": "n-1", "data": { "n":  9007199254740993 }}]`
		type appended struct {
			Events    []struct{ Position, Version int }
			Duplicate bool
		}
		got := answer[appended](t, table, "append", map[string]any{"events": text, "condition": "none"})
		require.Equal(t, 9, got.Events[0].Position)
		require.Equal(t, 1, got.Events[0].Version)
		page := asked[events](t, table, "events", map[string]any{"streams": []any{"n-1"}, "limit": 1})
		require.Equal(t, `{ "n":  9007199254740993 }`, page.Events[0].DataText)
	})
	t.Run("execute", func(t *testing.T) {
		table := start(t)
		got := answer[events](t, table, "execute", map[string]any{"command": "register", "fields": `{"userId":"zoe","name":"Zoe"}`})
		require.Equal(t, "UserRegistered", got.Events[0].Type)
		code, _ := refused(t, table.Call("execute", object(map[string]any{"command": "register", "fields": `{"userId":"zoe","name":"Zoe"}`})))
		require.Equal(t, "rejected", code)
	})
	t.Run("import, chunk by chunk, and export give the same log", func(t *testing.T) {
		table := start(t)
		exported := bytesOf(t, table.Call("exportChunk", object(map[string]any{"question": `{"ask":"events"}`, "bytes": 1 << 20})).Get("chunk"))
		before := asked[events](t, table, "events", map[string]any{"limit": 100})
		table.Call("clear", object(nil))
		job := table.Call("importBegin", object(nil)).Get("job")
		half := len(exported) / 2
		table.Call("importChunk", object(map[string]any{"job": job, "bytes": bytesToJS(exported[:half])}))
		progress := table.Call("importChunk", object(map[string]any{"job": job, "bytes": bytesToJS(exported[half:]), "last": true}))
		require.Equal(t, 8, progress.Get("appended").Int())
		report := answer[map[string]any](t, table, "importEnd", map[string]any{"job": job})
		require.EqualValues(t, 8, report["appended"])
		require.Equal(t, before, asked[events](t, table, "events", map[string]any{"limit": 100}))
		code, _ := refused(t, table.Call("importEnd", object(map[string]any{"job": job})))
		require.Equal(t, "invalid_query", code, "the job has ended")
	})
	t.Run("the sample makes way when it is all there is", func(t *testing.T) {
		table := start(t)
		job := table.Call("importBegin", object(map[string]any{"format": "auto", "replaceSample": true})).Get("job")
		line := []byte(`{"id":"n1","type":"A","stream":"s","time":"2026-01-08T00:00:00Z","data":{}}`)
		progress := table.Call("importChunk", object(map[string]any{"job": job, "bytes": bytesToJS(line), "last": true}))
		require.True(t, progress.Get("madeWay").Bool())
		page := asked[events](t, table, "events", map[string]any{"limit": 10})
		require.Len(t, page.Events, 1)
	})
	t.Run("generate, step by step", func(t *testing.T) {
		table := newEngine().table()
		job := table.Call("generateBegin", object(map[string]any{"events": 1000, "seed": 7})).Get("job")
		steps := 0
		for done := false; !done; steps++ {
			done = table.Call("generateStep", object(map[string]any{"job": job, "events": 300})).Get("done").Bool()
		}
		require.Equal(t, 4, steps)
		require.Equal(t, 1000, asked[events](t, table, "events", nil).Total)
	})
}

func TestSubscribersAreToldBehindTheCall(t *testing.T) {
	table := start(t)
	var got []int
	callback := js.FuncOf(func(_ js.Value, args []js.Value) any {
		var list []struct{ Position int }
		require.NoError(t, json.Unmarshal(bytesOf(t, args[0]), &list))
		for _, e := range list {
			got = append(got, e.Position)
		}
		return nil
	})
	defer callback.Release()
	first := asked[events](t, table, "events", map[string]any{"limit": 7})
	replay := table.Call("subscribe", object(map[string]any{"from": first.Events[6].ID}), callback)
	table.Call("execute", object(map[string]any{"command": "register", "fields": `{"userId":"zoe","name":"Zoe"}`}))
	require.Equal(t, []int{7, 8, 9}, got)
	table.Call("unsubscribe", object(map[string]any{"subscription": replay.Get("subscription")}))
	table.Call("execute", object(map[string]any{"command": "register", "fields": `{"userId":"yan","name":"Yan"}`}))
	require.Equal(t, []int{7, 8, 9}, got)
	code, _ := refused(t, table.Call("subscribe", object(map[string]any{"from": "nobody"}), callback))
	require.Equal(t, "invalid_query", code)
}

func TestBadRequestsAreErrorsWithACode(t *testing.T) {
	table := start(t)
	cases := []struct {
		name    string
		request any
		code    string
		says    string
	}{
		{"ask", nil, "invalid_query", "request: got nothing"},
		{"ask", 7, "invalid_query", "request: got nothing"},
		{"ask", map[string]any{"questions": "[{"}, "invalid_query", "no JSON"},
		{"ask", map[string]any{"questions": `{"ask":"stats"}`}, "invalid_query", "questions: got an object"},
		{"exportChunk", map[string]any{"question": `{"ask":"stats"}`}, "invalid_query", "want events"},
		{"append", map[string]any{"events": "[{"}, "invalid_event", "line 1, column 3"},
		{"append", map[string]any{"events": "[]"}, "invalid_event", "no events"},
		{"append", map[string]any{"events": `[{"type":"A","stream":"s"}]`, "condition": "exact", "version": 4}, "version_conflict", "version 4"},
		{"append", map[string]any{"events": `[{"type":"A","stream":"s"}]`, "condition": "maybe"}, "invalid_query", "maybe"},
		{"execute", map[string]any{"command": "__proto__", "fields": "{}"}, "unknown_command", "__proto__"},
		{"importChunk", map[string]any{"job": 99}, "invalid_query", "job: got 99"},
		{"generateStep", map[string]any{"job": 1}, "invalid_query", "job: got 1"},
		{"generateBegin", map[string]any{"events": 1e15}, "invalid_query", "events"},
	}
	for _, c := range cases {
		t.Run(fmt.Sprintf("%s %v", c.name, c.request), func(t *testing.T) {
			code, message := refused(t, table.Call(c.name, js.ValueOf(c.request)))
			require.Equal(t, c.code, code)
			require.Contains(t, message, c.says)
		})
	}
	t.Run("and the log is as it was", func(t *testing.T) {
		require.Equal(t, 8, asked[events](t, table, "events", map[string]any{"limit": 10}).Total)
	})
}

func TestAPanicIsAnErrorAndTheProgramGoesOn(t *testing.T) {
	table := expose(func() {}, []function{
		{"fail", func([]js.Value) (any, error) { panic("a defect") }},
		{"work", func([]js.Value) (any, error) { return []byte("1"), nil }},
	})
	code, message := refused(t, table.Call("fail"))
	require.Equal(t, workspace.CodePanic, code)
	require.Contains(t, message, "a defect")
	require.True(t, strings.Contains(message, "engine_test.go"), "the message says where")
	require.Equal(t, "1", string(bytesOf(t, table.Call("work"))))
}
