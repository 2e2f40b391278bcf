package store

import "strconv"

// Condition is what an append demands of its stream. The zero value is [Any].
type Condition struct {
	kind    conditionKind
	version uint64
}

type conditionKind uint8

const (
	anyVersion conditionKind = iota
	noStream
	streamExists
	exactVersion
)

// The conditions that name no version.
var (
	Any      = Condition{}                   // no condition
	NoStream = Condition{kind: noStream}     // the stream must not exist
	Exists   = Condition{kind: streamExists} // the stream must exist
)

// Exactly demands that the stream is at this version; version 0 is the same as [NoStream].
func Exactly(version uint64) Condition {
	return Condition{kind: exactVersion, version: version}
}

// String says the condition in words.
func (c Condition) String() string {
	switch c.kind {
	case noStream:
		return "no stream"
	case streamExists:
		return "an existing stream"
	case exactVersion:
		return "version " + strconv.FormatUint(c.version, 10)
	}
	return "any version"
}

// allows tells whether a stream at version, 0 for none, satisfies the condition.
func (c Condition) allows(version uint64) bool {
	switch c.kind {
	case noStream:
		return version == 0
	case streamExists:
		return version > 0
	case exactVersion:
		return version == c.version
	}
	return true
}
