//go:build js && wasm

package main

import (
	"errors"
	"io"
	"syscall/js"
	"unsafe"
)

// file is a logfile.File over an object of the worker's, which stands for a synchronous access handle. Its
// functions are given places in the linear memory rather than arrays, so that nothing is copied twice, and
// return a number, or a text that says what went wrong: a thrown error would end up as a panic here.
//
//	read(at, pointer, length)  write(at, pointer, length)  resize(size)  flush()  size()  close()
type file struct{ object js.Value }

func (f file) Read(p []byte, at int64) (int, error) {
	n, err := f.move("read", p, at)
	if err == nil && int(n) < len(p) {
		err = io.EOF
	}
	return int(n), err
}

func (f file) Write(p []byte, at int64) (int, error) {
	n, err := f.move("write", p, at)
	return int(n), err
}

func (f file) Resize(size int64) error {
	_, err := f.call("resize", float64(size))
	return err
}

func (f file) Flush() error {
	_, err := f.call("flush")
	return err
}

func (f file) Size() (int64, error) { return f.call("size") }

func (f file) Close() error {
	_, err := f.call("close")
	return err
}

// move reads into p or writes from it. The collector does not move what p is in.
func (f file) move(what string, p []byte, at int64) (int64, error) {
	return f.call(what, float64(at), float64(uintptr(unsafe.Pointer(unsafe.SliceData(p)))), len(p))
}

func (f file) call(what string, args ...any) (int64, error) {
	answer := f.object.Call(what, args...)
	if answer.Type() == js.TypeString {
		return 0, errors.New(answer.String())
	}
	return int64(answer.Float()), nil
}
