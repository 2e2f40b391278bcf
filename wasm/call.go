//go:build js && wasm

package main

import (
	"fmt"
	"syscall/js"

	"github.com/norunners/vert"

	"hindsight/core/workspace"
)

// handler answers one call. It returns a []byte, which crosses as a Uint8Array; a flat struct with js
// tags, which crosses as an object; a js.Value, which crosses as it is; or an error.
type handler func(args []js.Value) (any, error)

// function is a handler and the name that JavaScript calls it by.
type function struct {
	name   string
	handle handler
}

// expose makes a JavaScript object of functions. after is called behind each call.
func expose(after func(), functions []function) js.Value {
	table := js.Global().Get("Object").New()
	for _, f := range functions {
		table.Set(f.name, js.FuncOf(func(_ js.Value, args []js.Value) any {
			defer after()
			return reply(f.handle, args)
		}))
	}
	return table
}

// on makes a handler of a function that takes one flat struct and, where it needs one, what a struct can't carry:
// bytes, files or a callback. Inlined, it would be in the program once for each function instead of once for each
// struct.
//
//go:noinline
func on[Q any](answer func(q Q, given js.Value) (any, error)) handler {
	return func(args []js.Value) (any, error) {
		var q Q
		if err := assign(args, &q); err != nil {
			return nil, err
		}
		given := js.Undefined()
		if len(args) > 1 {
			given = args[1]
		}
		return answer(q, given)
	}
}

// assign reads the first argument into the struct that q points to. Members that are missing stay zero.
func assign(args []js.Value, q any) error {
	if len(args) == 0 || args[0].Type() != js.TypeObject {
		return workspace.InvalidQuery("request", "nothing", "an object")
	}
	if err := (vert.Value{Value: args[0]}).AssignTo(q); err != nil {
		return workspace.InvalidQuery("request", err.Error(), fmt.Sprintf("the shape of %T", q))
	}
	return nil
}

// reply calls a handler and translates whatever comes of it. It never panics: that would end the program
// and with it the log. After a panic the log is as it was: a write is checked before it is begun.
func reply(h handler, args []js.Value) (value any) {
	defer func() {
		if cause := recover(); cause != nil {
			value = translated(workspace.Panicked(cause))
		}
	}()
	answer, err := h(args)
	if err != nil {
		return translated(err)
	}
	switch answer := answer.(type) {
	case []byte:
		return bytesToJS(answer)
	case js.Value:
		return answer
	}
	return vert.ValueOf(answer).JSValue()
}

func translated(err error) js.Value {
	e := workspace.Describe(err)
	return vert.ValueOf(errorReply{Error: errorMembers{Code: e.Code, Message: e.Message, Details: e.Details}}).JSValue()
}

// uint8Array makes arrays of bytes. To look its name up takes as long as to make one.
var uint8Array = js.Global().Get("Uint8Array")

// bytesToGo copies a Uint8Array out of JavaScript's memory: into buffer, where that is large enough.
func bytesToGo(buffer []byte, bytes js.Value) []byte {
	size := bytes.Get("byteLength").Int()
	if size > cap(buffer) {
		buffer = make([]byte, size)
	}
	js.CopyBytesToGo(buffer[:size], bytes)
	return buffer[:size]
}

func bytesToJS(b []byte) js.Value {
	array := uint8Array.New(len(b))
	js.CopyBytesToJS(array, b)
	return array
}
