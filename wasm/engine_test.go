//go:build js && wasm

package main

import (
	"encoding/binary"
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
	require.True(t, v.InstanceOf(uint8Array), "got %s, want bytes", describe(v))
	return bytesToGo(nil, v)
}

func describe(v js.Value) string { return js.Global().Get("JSON").Call("stringify", v).String() }

// answer calls a function as the worker does and parses the JSON that comes back.
func answer[T any](t *testing.T, table js.Value, name string, request any) (value T) {
	t.Helper()
	reply := bytesOf(t, table.Call(name, js.ValueOf(request)))
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
	batch := answer[struct{ Answers []json.RawMessage }](t, table, "ask", string(text))
	require.Len(t, batch.Answers, 1)
	require.NotContains(t, string(batch.Answers[0]), `{"error":`)
	require.NoError(t, json.Unmarshal(batch.Answers[0], &value))
	return value
}

// stepped does a step of a job and returns its progress.
func stepped(t *testing.T, table, job js.Value, given any) js.Value {
	t.Helper()
	progress := table.Call("step", job, given)
	require.Equal(t, js.TypeBoolean, progress.Get("over").Type(), "got %s, want progress", describe(progress))
	return progress
}

// report parses what a job gave with a step.
func report[T any](t *testing.T, progress js.Value) (value T) {
	t.Helper()
	require.NoError(t, json.Unmarshal(bytesOf(t, progress.Get("bytes")), &value))
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
	table.Call("write", object(map[string]any{"kind": "sample"}))
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
		}](t, table, "ask", `[{"ask":"moment","at":{"position":3}},{"ask":"table","name":"no"},{"ask":"stats"}]`)
		require.Equal(t, 8, batch.Events)
		require.EqualValues(t, 3, batch.Answers[0]["position"])
		require.Equal(t, "unknown_projection", batch.Answers[1]["error"].(map[string]any)["code"])
		require.EqualValues(t, 8, batch.Answers[2]["events"])
		require.Equal(t, []bool{true, false, false}, batch.Final)
	})
	t.Run("a batch in steps, from the snapshot it began with", func(t *testing.T) {
		table := start(t)
		job := table.Call("start", object(map[string]any{"kind": "answer", "questions": `[{"ask":"stats"},{"ask":"moment"}]`}))
		require.False(t, stepped(t, table, job, nil).Get("over").Bool(), "one question is left")
		answer[events](t, table, "write", map[string]any{"kind": "execute", "command": "register", "fields": `{"userId":"zoe","name":"Zoe"}`, "id": "later"})
		last := stepped(t, table, job, nil)
		require.True(t, last.Get("over").Bool())
		got := report[struct {
			Events  int
			Answers []map[string]any
		}](t, last)
		require.Equal(t, 8, got.Events)
		require.EqualValues(t, 8, got.Answers[1]["position"])
		code, _ := refused(t, table.Call("step", job))
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
		got := answer[appended](t, table, "write", map[string]any{"kind": "append", "events": text, "condition": "none"})
		require.Equal(t, 9, got.Events[0].Position)
		require.Equal(t, 1, got.Events[0].Version)
		page := asked[events](t, table, "events", map[string]any{"streams": []any{"n-1"}, "limit": 1})
		require.Equal(t, `{ "n":  9007199254740993 }`, page.Events[0].DataText)
	})
	t.Run("execute", func(t *testing.T) {
		table := start(t)
		got := answer[events](t, table, "write", map[string]any{"kind": "execute", "command": "register", "fields": `{"userId":"zoe","name":"Zoe"}`})
		require.Equal(t, "UserRegistered", got.Events[0].Type)
		code, _ := refused(t, table.Call("write", object(map[string]any{"kind": "execute", "command": "register", "fields": `{"userId":"zoe","name":"Zoe"}`})))
		require.Equal(t, "rejected", code)
	})
	t.Run("import, chunk by chunk, and export give the same log", func(t *testing.T) {
		table := start(t)
		exported := exportedLog(t, table)
		before := asked[events](t, table, "events", map[string]any{"limit": 100})
		table.Call("write", object(map[string]any{"kind": "clear"}))
		job := table.Call("start", object(map[string]any{"kind": "import", "bytes": len(exported)}))
		half := len(exported) / 2
		first := stepped(t, table, job, bytesToJS(exported[:half]))
		require.False(t, first.Get("over").Bool())
		require.Equal(t, half, first.Get("done").Int())
		last := stepped(t, table, job, bytesToJS(exported[half:]))
		require.True(t, last.Get("over").Bool())
		require.Equal(t, 8, last.Get("appended").Int())
		require.EqualValues(t, 8, report[map[string]any](t, last)["appended"])
		require.Equal(t, before, asked[events](t, table, "events", map[string]any{"limit": 100}))
		code, _ := refused(t, table.Call("stop", job))
		require.Equal(t, "invalid_query", code, "the job is over")
	})
	t.Run("an import that is stopped says what went in, and a line that was cut off is none", func(t *testing.T) {
		table := newEngine().table()
		job := table.Call("start", object(map[string]any{"kind": "import", "bytes": 1 << 20}))
		text := `{"id":"n1","type":"A","stream":"s","time":"2026-01-08T00:00:00Z","data":{}}` + "\n" + `{"id":"n2"`
		stepped(t, table, job, bytesToJS([]byte(text)))
		var got map[string]any
		require.NoError(t, json.Unmarshal(bytesOf(t, table.Call("stop", job)), &got))
		require.EqualValues(t, 0, got["rejected"])
		code, _ := refused(t, table.Call("step", job, bytesToJS([]byte(text))))
		require.Equal(t, "invalid_query", code, "it was stopped")
	})
	t.Run("the sample makes way when it is all there is", func(t *testing.T) {
		table := start(t)
		line := []byte(`{"id":"n1","type":"A","stream":"s","time":"2026-01-08T00:00:00Z","data":{}}`)
		job := table.Call("start", object(map[string]any{"kind": "import", "format": "auto", "bytes": len(line), "replaceSample": true}))
		require.True(t, stepped(t, table, job, bytesToJS(line)).Get("madeWay").Bool())
		page := asked[events](t, table, "events", map[string]any{"limit": 10})
		require.Len(t, page.Events, 1)
	})
	t.Run("generate, step by step", func(t *testing.T) {
		table := newEngine().table()
		total := 2*generatedEvents + 1
		job := table.Call("start", object(map[string]any{"kind": "generate", "events": total, "seed": 7}))
		var done []int
		for over := false; !over; {
			progress := stepped(t, table, job, nil)
			done = append(done, progress.Get("done").Int())
			over = progress.Get("over").Bool()
			require.Equal(t, done[len(done)-1], progress.Get("appended").Int())
		}
		require.Equal(t, []int{generatedEvents, 2 * generatedEvents, total}, done)
		require.Equal(t, total, asked[events](t, table, "events", nil).Total)
		log := exportedLog(t, table)
		require.Greater(t, len(log), exportedBytes, "it is exported in several steps")
		require.Equal(t, total, strings.Count(string(log), "\n"))
	})
	t.Run("an export ends when the log is emptied", func(t *testing.T) {
		table := start(t)
		job := table.Call("start", object(map[string]any{"kind": "export", "question": `{"ask":"events"}`}))
		table.Call("write", object(map[string]any{"kind": "clear"}))
		code, message := refused(t, table.Call("step", job))
		require.Equal(t, workspace.CodeAborted, code)
		require.Contains(t, message, "emptied")
	})
	t.Run("a log that was never in a file has nothing to verify, and no checkpoint", func(t *testing.T) {
		table := start(t)
		code, _ := refused(t, table.Call("start", object(map[string]any{"kind": "verify"})))
		require.Equal(t, workspace.CodeStorageFailed, code)
		job := table.Call("start", object(map[string]any{"kind": "checkpoint"}))
		require.True(t, stepped(t, table, job, nil).Get("over").Bool())
	})
}

// exportedLog is the whole log as NDJSON.
func exportedLog(t *testing.T, table js.Value) (log []byte) {
	t.Helper()
	job := table.Call("start", object(map[string]any{"kind": "export", "question": `{"ask":"events"}`}))
	for over := false; !over; {
		progress := stepped(t, table, job, nil)
		log = append(log, bytesOf(t, progress.Get("bytes"))...)
		require.Less(t, len(log), 16*exportedBytes, "it has no end")
		over = progress.Get("over").Bool()
	}
	return log
}

func TestFollowersAreToldBehindTheCall(t *testing.T) {
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
	table.Call("follow", object(map[string]any{"from": first.Events[6].ID}), callback)
	table.Call("write", object(map[string]any{"kind": "execute", "command": "register", "fields": `{"userId":"zoe","name":"Zoe"}`}))
	require.Equal(t, []int{7, 8, 9}, got)
	table.Call("unfollow", object(nil), callback)
	table.Call("write", object(map[string]any{"kind": "execute", "command": "register", "fields": `{"userId":"yan","name":"Yan"}`}))
	require.Equal(t, []int{7, 8, 9}, got)
	code, _ := refused(t, table.Call("follow", object(map[string]any{"from": "nobody"}), callback))
	require.Equal(t, "invalid_query", code)
}

func TestNothingIsKeptForWhoeverFollowsNoMore(t *testing.T) {
	e := newEngine()
	table := e.table()
	callback := js.FuncOf(func(js.Value, []js.Value) any { return nil })
	defer callback.Release()
	table.Call("follow", object(nil), callback)
	require.Len(t, e.followers, 1)
	var left *follower
	for left = range e.followers {
	}
	table.Call("unfollow", object(nil), callback)
	table.Call("write", object(map[string]any{"kind": "sample"}))
	require.Empty(t, e.followers)
	require.Empty(t, left.waiting)
}

func TestAnAnswerComesInTheRoomThatCameAlong(t *testing.T) {
	table := start(t)
	question := `[{"ask":"stats"}]`
	want := string(bytesOf(t, table.Call("ask", question)))
	room := uint8Array.New(len(want))
	reply := table.Call("ask", question, room)
	require.Equal(t, want, string(bytesOf(t, reply)))
	require.True(t, reply.Get("buffer").Equal(room.Get("buffer")))
	small := uint8Array.New(len(want) - 1)
	reply = table.Call("ask", question, small)
	require.Equal(t, want, string(bytesOf(t, reply)))
	require.False(t, reply.Get("buffer").Equal(small.Get("buffer")), "it does not fit")
	require.Equal(t, leastRoom, reply.Get("buffer").Get("byteLength").Int(), "the next one will")
}

func TestAProjectionIsRunElsewhere(t *testing.T) {
	table := start(t)
	define := object(map[string]any{"kind": "define", "name": "own", "title": "Own", "program": "1"})
	require.Equal(t, js.TypeObject, table.Call("write", define).Type())
	code, _ := refused(t, table.Call("write", define))
	require.Equal(t, "duplicate_projection", code)
	asked := func() map[string]any {
		return asked[map[string]any](t, table, "table", map[string]any{"name": "own"})
	}
	require.EqualValues(t, 8, asked()["behind"])

	job := table.Call("start", object(map[string]any{"kind": "fold", "name": "own"}))
	first := table.Call("step", job)
	require.False(t, first.Get("over").Bool())
	require.EqualValues(t, 8, binary.LittleEndian.Uint32(bytesOf(t, first.Get("bytes"))), "events in the block")
	require.True(t, table.Call("step", job).Get("bytes").IsUndefined(), "there are no more")
	outcome := func(last, position uint32) js.Value {
		var block []byte
		for _, n := range []uint32{1, last, position, 0, 1, 7} {
			block = binary.LittleEndian.AppendUint32(block, n)
		}
		return bytesToJS(append(block, `k{"n":1}`...))
	}
	require.False(t, table.Call("step", job, outcome(3, 3)).Get("over").Bool(), "part of a block")
	require.EqualValues(t, 5, asked()["behind"])
	second := table.Call("step", job, bytesToJS([]byte{0, 0, 0, 0, 8, 0, 0, 0}))
	require.True(t, second.Get("over").Bool())
	require.True(t, second.Get("bytes").IsUndefined())
	require.EqualValues(t, 0, asked()["behind"])
	require.Equal(t, []any{map[string]any{"key": "k", "values": []any{1.0}, "changedAt": 3.0, "state": `{"n":1}`}}, asked()["rows"])

	job = table.Call("start", object(map[string]any{"kind": "fold", "name": "own", "states": true}))
	states := table.Call("step", job)
	require.True(t, states.Get("states").Bool())
	require.Equal(t, "\x01\x00\x00\x00\x01\x00\x00\x00\x07\x00\x00\x00k{\"n\":1}", string(bytesOf(t, states.Get("bytes"))))
	states = table.Call("step", job)
	require.True(t, states.Get("states").Bool())
	require.Equal(t, "\x00\x00\x00\x00", string(bytesOf(t, states.Get("bytes"))), "the end of them")
	require.True(t, table.Call("step", job).Get("over").Bool())

	source := func(request map[string]any) uint32 {
		request["kind"] = "source"
		step := table.Call("step", table.Call("start", object(request)))
		require.True(t, step.Get("over").Bool())
		return binary.LittleEndian.Uint32(bytesOf(t, step.Get("bytes")))
	}
	require.EqualValues(t, 1, source(map[string]any{"after": 2, "events": 1}))
	require.EqualValues(t, 8, source(map[string]any{"events": 1000}))
	require.EqualValues(t, 0, source(map[string]any{"after": 8, "events": 1}))
	require.EqualValues(t, 3, source(map[string]any{"events": 1000, "stream": "order-1001"}))
	for _, request := range []map[string]any{{"after": -1}, {"events": 5000}} {
		request["kind"] = "source"
		code, _ = refused(t, table.Call("start", object(request)))
		require.Equal(t, "invalid_query", code)
	}

	job = table.Call("start", object(map[string]any{"kind": "fold", "name": "own"}))
	code, message := refused(t, table.Call("step", job, outcome(9, 9)))
	require.Equal(t, "invalid_query", code)
	require.Contains(t, message, "not given")
	job = table.Call("start", object(map[string]any{"kind": "fold", "name": "own"}))
	code, message = refused(t, table.Call("step", job, bytesToJS([]byte{1})))
	require.Equal(t, "invalid_query", code)
	require.Contains(t, message, "no outcomes")
	table.Call("write", object(map[string]any{"kind": "drop", "name": "own"}))
	code, _ = refused(t, table.Call("start", object(map[string]any{"kind": "fold", "name": "own"})))
	require.Equal(t, "unknown_projection", code)
}

func TestARevisionSucceedsTheOneBefore(t *testing.T) {
	table := start(t)
	write := func(request map[string]any) js.Value { return table.Call("write", object(request)) }
	names := func() (names []string) {
		all := asked[[]struct {
			Name     string
			Revision int
		}](t, table, "projections", map[string]any{"revisions": true})
		for _, p := range all {
			if p.Revision > 0 {
				names = append(names, fmt.Sprint(p.Name, " ", p.Revision))
			}
		}
		return names
	}
	write(map[string]any{"kind": "define", "name": "own", "title": "Own", "program": "1", "revision": 1})
	write(map[string]any{"kind": "define", "name": "own", "title": "Own", "program": "2", "revision": 2, "beside": true})
	require.Equal(t, []string{"own 1", "own@2 2"}, names())
	job := table.Call("start", object(map[string]any{"kind": "fold", "name": "own@2"}))
	table.Call("step", job)
	write(map[string]any{"kind": "succeed", "name": "own", "revision": 2})
	require.Equal(t, []string{"own 2", "own@1 1"}, names())
	require.True(t, table.Call("step", job, bytesToJS([]byte{0, 0, 0, 0, 8, 0, 0, 0})).Get("over").Bool(), "it goes on under the name that it began with")
	write(map[string]any{"kind": "rename", "name": "own", "to": "mine", "title": "Mine"})
	require.Equal(t, []string{"mine 2", "mine@1 1"}, names())
	for _, revision := range []float64{3, -1, 0.5} {
		code, _ := refused(t, write(map[string]any{"kind": "succeed", "name": "mine", "revision": revision}))
		require.Equal(t, map[bool]string{true: "unknown_projection", false: "invalid_query"}[revision == 3], code)
	}
	write(map[string]any{"kind": "drop", "name": "mine@1"})
	require.Equal(t, []string{"mine 2"}, names())
}

func TestBadRequestsAreErrorsWithACode(t *testing.T) {
	table := start(t)
	cases := []struct {
		name    string
		request any
		code    string
		says    string
	}{
		{"ask", nil, "invalid_query", "questions: got nothing"},
		{"ask", 7, "invalid_query", "questions: got nothing"},
		{"ask", "[{", "invalid_query", "no JSON"},
		{"ask", `{"ask":"stats"}`, "invalid_query", "questions: got an object"},
		{"start", map[string]any{"kind": "export", "question": `{"ask":"stats"}`}, "invalid_query", "want events"},
		{"start", map[string]any{"kind": "answer", "questions": "7"}, "invalid_query", "questions: got a number"},
		{"start", map[string]any{"kind": "import", "format": "xml"}, "invalid_query", "format: got"},
		{"start", map[string]any{"kind": "import", "bytes": -1}, "invalid_query", "bytes: got -1"},
		{"start", map[string]any{"kind": "generate", "events": 1e15}, "invalid_query", "events"},
		{"start", map[string]any{"kind": "rest"}, "invalid_query", `kind: got "rest"`},
		{"step", map[string]any{"job": 99}, "invalid_query", "job: got 99"},
		{"step", map[string]any{"job": 1.5}, "invalid_query", "job: got 1.5"},
		{"stop", map[string]any{"job": 99}, "invalid_query", "job: got 99"},
		{"follow", map[string]any{}, "invalid_query", "want a function"},
		{"open", map[string]any{}, "invalid_query", "want a function"},
		{"write", map[string]any{"kind": "rewrite"}, "invalid_query", `kind: got "rewrite"`},
		{"write", map[string]any{"kind": "append", "events": "[{"}, "invalid_event", "line 1, column 3"},
		{"write", map[string]any{"kind": "append", "events": "[]"}, "invalid_event", "no events"},
		{"write", map[string]any{"kind": "append", "events": `[{"type":"A","stream":"s"}]`, "condition": "exact", "version": 4}, "version_conflict", "version 4"},
		{"write", map[string]any{"kind": "append", "events": `[{"type":"A","stream":"s"}]`, "condition": "maybe"}, "invalid_query", "maybe"},
		{"write", map[string]any{"kind": "execute", "command": "__proto__", "fields": "{}"}, "unknown_command", "__proto__"},
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
