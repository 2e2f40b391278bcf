//go:build js && wasm

package main

import (
	"syscall/js"

	"hindsight/core/question"
	"hindsight/core/workspace"
)

// mostKept is how many bytes of a reply's room are kept for the next one. A page of events or of rows takes less; one
// that is much longer must not take its room for as long as the program runs.
const mostKept = 1 << 20

// ask answers a batch of questions, all from one snapshot. It is the one function that takes its text as it is: what
// is called with each frame is worth no object around it.
func (e *engine) ask(args []js.Value) (any, error) {
	if len(args) == 0 || args[0].Type() != js.TypeString {
		return nil, workspace.InvalidQuery("questions", "nothing", "JSON text")
	}
	reply, err := question.Ask(e.reply[:0], e.workspace.Snapshot(), []byte(args[0].String()))
	if err != nil {
		return nil, err
	}
	if cap(reply) <= mostKept {
		e.reply = reply
	}
	return inRoom(args[1:], reply), nil
}

// leastRoom is how large an array for a reply is at the least: more than most replies.
const leastRoom = 64 << 10

// inRoom copies a reply into the Uint8Array that came along, where it is large enough, or else into a new one that has
// room for somewhat more: it will come along next time. What it returns is the part that the reply is in.
func inRoom(given []js.Value, reply []byte) js.Value {
	var room js.Value
	if len(given) > 0 && given[0].InstanceOf(uint8Array) && given[0].Get("byteLength").Int() >= len(reply) {
		room = given[0]
	} else {
		room = uint8Array.New(max(leastRoom, len(reply)+len(reply)/4))
	}
	js.CopyBytesToJS(room, reply)
	return room.Call("subarray", 0, len(reply))
}

// answering is a batch of questions of which each step answers one, all from the snapshot that it began with.
type answering struct {
	*question.Batch
	silent
}

func (e *engine) answering(q startRequest) (job, error) {
	batch, err := question.Begin(nil, e.workspace.Snapshot(), []byte(q.Questions))
	return answering{Batch: batch}, err
}

func (a answering) step(js.Value) (progress, error) {
	if !a.Step() {
		return progress{}, nil
	}
	return progress{Over: true, bytes: a.Reply()}, nil
}
