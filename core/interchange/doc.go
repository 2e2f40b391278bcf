// Package interchange carries event logs in and out.
//
// A [Reader] is fed a file in chunks of any size, as they arrive, and hands on batches of checked events
// and, one by one, what it had to set aside:
//
//	r, err := interchange.NewReader(interchange.Options{
//		Take:   func(b interchange.Batch) { log.Import(b.Events, now, …) },
//		Reject: func(no interchange.Rejection) { … },
//	})
//	for more {
//		err = r.Feed(chunk, last)
//	}
//
// Its memory is bounded by a few times [MaxValue], whatever the file and its chunks hold. Cancelling is not
// calling Feed again.
//
// # What is read
//
// Events in Hindsight's own field names ([HindsightNDJSON], [HindsightJSON]) and CloudEvents 1.0.2 in its
// JSON format ([CloudEventsNDJSON], [CloudEventsJSON], [CloudEventsBatch]). [Auto] tells them apart, event
// by event, so that one file may mix them: an object with a member specversion is a CloudEvent.
//
// A file that begins with '[' is an array. In any other, the first event that is whole decides for all of
// it, also for what is broken before:
//
//   - It ends in the line in which it begins: each line is a record of its own. One that is broken or cut
//     off is set aside by itself, and the next is read whatever it was. A printed object may still stand
//     among them, as where two files were put one behind the other: a line with nothing but '{' begins it,
//     an indented one follows, and it is whole before the next line that begins with '{'.
//   - It goes on over more lines: the others may too. One that is broken is set aside up to the end of its
//     line; where it went on over more lines, up to the next line that begins with '{'.
//
// An event with a mistake decides it too; what is indented does not, unless the file begins with it. Naming
// a format leaves nothing to decide: NDJSON is lines and nothing else, any other may be printed in whatever
// way. Lines that are empty, Windows line ends and a byte-order mark are fine.
//
// In an array, an element that is broken inside is set aside up to its closing bracket; where that can't be
// found, or something else than a comma stands between two elements, the rest of the file is set aside.
// What came before stays.
//
// # What is kept
//
// Nothing that an event says gets lost: members that are no fields of an event become metadata. See
// [Reader] for events in own names and [AppendCloudEvent] for CloudEvents.
package interchange
