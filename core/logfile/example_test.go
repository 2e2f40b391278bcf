package logfile_test

import (
	"errors"
	"fmt"

	"hindsight/core/disktest"
	"hindsight/core/event"
	"hindsight/core/logfile"
	"hindsight/core/storetest"
)

func placed(position uint64, data string) event.Event {
	return event.Event{Position: position, ID: fmt.Sprintf("e%d", position), Stream: "order-1", Type: "OrderPlaced",
		SchemaVersion: 1, Time: storetest.Start, Recorded: storetest.Start, Data: data}
}

// What Append took is there when the file is opened again.
func ExampleOpen() {
	file := &disktest.Disk{} // or logfile.OpenOSFile("shop.log")
	log, _ := logfile.Open(file, logfile.Options{})
	fmt.Println(log.Append([]event.Event{placed(1, `{"amount":"12.50"}`), placed(2, `{"amount": 7}`)}))
	log.Close()

	log, err := logfile.Open(file, logfile.Options{Load: func(events []event.Event) error {
		for _, e := range events {
			fmt.Println(e.Position, e.ID, e.Stream, e.Type, e.Data)
		}
		return nil
	}})
	fmt.Println(log.State().Events, "events in", log.State().Blocks, "block,", err)
	// Output:
	// <nil>
	// 1 e1 order-1 OrderPlaced {"amount":"12.50"}
	// 2 e2 order-1 OrderPlaced {"amount": 7}
	// 2 events in 1 block, <nil>
}

// An append that did not come to its end was never acknowledged. Its rest is cut off, and said.
func ExampleLog_Recovered() {
	file := &disktest.Disk{}
	log, _ := logfile.Open(file, logfile.Options{})
	_ = log.Append([]event.Event{placed(1, "1")})
	_ = log.Append([]event.Event{placed(2, "2")})

	torn := disktest.New(file.Bytes()[:log.State().Bytes-5])
	log, err := logfile.Open(torn, logfile.Options{})
	r := log.Recovered()
	fmt.Println(log.State().Events, "event,", err)
	fmt.Println(r.TornBytes, "bytes cut off at byte", r.TornAt)
	// Output:
	// 1 event, <nil>
	// 91 bytes cut off at byte 112
}

// A disk that is full refuses an append, and nothing else happens.
func ExampleLog_Append() {
	file := &disktest.Disk{Capacity: 150}
	log, _ := logfile.Open(file, logfile.Options{})
	for position := range uint64(2) {
		err := log.Append([]event.Event{placed(position+1, "1")})
		var failed *logfile.FailedError
		if errors.As(err, &failed) {
			fmt.Println(failed.Code()+":", err)
		}
	}
	fmt.Println(log.State().Events, "event, and the file has", len(file.Bytes()), "bytes")
	// Output:
	// storage_failed: the log file refused: the disk is full
	// 1 event, and the file has 112 bytes
}

// Verify finds one changed byte anywhere, and says where.
func ExampleLog_Verify() {
	file := &disktest.Disk{}
	log, _ := logfile.Open(file, logfile.Options{})
	_ = log.Append([]event.Event{placed(1, `{"amount":"12.50"}`)})
	v, err := log.Verify()
	fmt.Println(v.Events, "event, head", v.Head.String()[:16], err)

	_, _ = file.Write([]byte("9"), 120)
	_, err = log.Verify()
	fmt.Println(err)
	// Output:
	// 1 event, head 9d02d389231baeca <nil>
	// the log file is damaged in the 72 bytes from byte 64 on: the checksum of a block is wrong
}
