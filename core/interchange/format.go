package interchange

import (
	"fmt"
	"strings"
)

// Format names how a file holds its events.
type Format string

// The formats. All are UTF-8.
const (
	// Auto finds out: by each event which kind it is, by the first whole one whether each line is a record
	// of its own. It is what the zero Format means too.
	Auto Format = "auto"
	// HindsightNDJSON is an object a line, in Hindsight's own field names: id, type, stream, time,
	// recorded, data or dataText, schemaVersion, metadata or metadataText; position and version are passed
	// over. The texts are strings that hold JSON, and count where both are there.
	HindsightNDJSON Format = "hindsight-ndjson"
	// HindsightJSON is an array of such objects, or one or more of them, printed in whatever way.
	HindsightJSON Format = "hindsight-json"
	// CloudEventsNDJSON is a structured CloudEvent a line.
	CloudEventsNDJSON Format = "cloudevents-ndjson"
	// CloudEventsJSON is one structured CloudEvent (JSON Event Format 1.0.2, section 3), printed in
	// whatever way. More of them after it are read too.
	CloudEventsJSON Format = "cloudevents-json"
	// CloudEventsBatch is an array of CloudEvents (JSON Event Format 1.0.2, section 4).
	CloudEventsBatch Format = "cloudevents-batch"
)

// Formats lists what a [Reader] can be told to read, Auto first.
var Formats = [...]Format{
	Auto, HindsightNDJSON, HindsightJSON, CloudEventsNDJSON, CloudEventsJSON, CloudEventsBatch,
}

// FormatError is returned for a format that there is not.
type FormatError struct {
	Format Format // what was asked for
}

// Error names the format and those that there are.
func (e *FormatError) Error() string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = string(f)
	}
	return fmt.Sprintf("got the format %q, want one of %s", e.Format, strings.Join(names, ", "))
}
