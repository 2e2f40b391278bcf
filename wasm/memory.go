//go:build js && wasm

package main

import (
	"runtime"
	"runtime/debug"
)

// headroom is how much the heap may grow before the collector works.
const headroom = 32 << 20

// limitHeap sets the collector's limit for the heap as it is now. By default it lets the heap double,
// and linear memory never shrinks again; but there is next to nothing to trace in columns without
// pointers, so collecting every 32 MiB costs little. It is called after each step that may have grown
// the heap.
func limitHeap() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	percent := headroom * 100 / max(m.HeapAlloc, headroom/4)
	debug.SetGCPercent(int(max(percent, 2)))
}
