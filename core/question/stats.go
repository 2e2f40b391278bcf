package question

import (
	"encoding/json"

	"hindsight/core/workspace"
)

// StatsQuestion asks what the log holds, and what that costs.
type StatsQuestion struct{}

// Stats is what the log holds, and what that costs.
type Stats struct {
	Events uint64 `json:"events"`
	// What the log and its indexes take, in bytes.
	Bytes int `json:"bytes"`
	// What the projections keep beside that, in bytes.
	ProjectionBytes int `json:"projectionBytes"`
	// The earliest time of all events, RFC 3339 in UTC; '' when there are none.
	FirstTime string `json:"firstTime"`
	// The latest.
	LastTime string `json:"lastTime"`
	// When the log took the first event, and the last; '' when there are none.
	FirstRecorded string `json:"firstRecorded"`
	LastRecorded  string `json:"lastRecorded"`
	// In the order in which they first appeared.
	Types   []TypeCount `json:"types"`
	Streams int         `json:"streams"`
	// Whether the domain's sample is all there is.
	OnlySample bool `json:"onlySample"`
	// How the log's file is; null when the log is in none.
	File json.RawMessage `json:"file" ts:"LogFile | null"`
}

// TypeCount is how many events of a type there are.
type TypeCount struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// LogFile is the file that the log is kept in.
type LogFile struct {
	Events uint64 `json:"events"`
	// One for each append.
	Blocks int   `json:"blocks"`
	Bytes  int64 `json:"bytes"`
	// The digest (SHA-256) of the last block, which stands for the whole log.
	Head string `json:"head"`
	// Bytes that were cut off when it was opened: the rest of an append that never came to its end.
	TornBytes int64 `json:"tornBytes"`
	// Where they were.
	TornAt int64 `json:"tornAt"`
	// What is wrong with the file, which is then only read; null for nothing.
	Damage *Damage `json:"damage"`
	// Why the file takes no more events; '' while it does.
	Refusal string `json:"refusal"`
	// Of how many events the projections' tables came from a checkpoint when the log was opened.
	Unfolded uint64 `json:"unfolded"`
	// Why not of more, for people; '' when all of the checkpoint was used, or there was none.
	Folded string `json:"folded"`
	// Of how many events the tables are kept beside the log now.
	Checkpoint uint64 `json:"checkpoint"`
}

// Damage is where a file is not what was written.
type Damage struct {
	Offset int64  `json:"offset"`
	Length int64  `json:"length"`
	Reason string `json:"reason"`
}

// AppendJSON appends it as an object.
func (s *Stats) AppendJSON(dst []byte) []byte {
	dst = appendNumber(append(dst, '{'), "events", s.Events)
	dst = appendNumber(dst, "bytes", s.Bytes)
	dst = appendNumber(dst, "projectionBytes", s.ProjectionBytes)
	dst = appendText(dst, "firstTime", s.FirstTime)
	dst = appendText(dst, "lastTime", s.LastTime)
	dst = appendText(dst, "firstRecorded", s.FirstRecorded)
	dst = appendText(dst, "lastRecorded", s.LastRecorded)
	dst = appendList(dst, "types", s.Types, func(dst []byte, t *TypeCount) []byte {
		return append(appendNumber(appendText(append(dst, '{'), "name", t.Name), "count", t.Count), '}')
	})
	dst = appendNumber(dst, "streams", s.Streams)
	dst = appendBool(dst, "onlySample", s.OnlySample)
	return append(appendRaw(dst, "file", s.File), '}')
}

// Answer is a *[Stats].
func (q *StatsQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	log, sizes := s.Log(), s.Sizes()
	first, last := log.TimeBounds()
	stats := &Stats{
		Events: log.Len(), Bytes: sizes.Log, ProjectionBytes: sizes.Projections,
		FirstTime: first.String(), LastTime: last.String(), Types: []TypeCount{}, Streams: sizes.Streams,
		OnlySample: s.OnlySample(), File: s.AppendStorage(nil),
	}
	if n := log.Len(); n > 0 {
		stats.FirstRecorded, stats.LastRecorded = log.Recorded(1).String(), log.Recorded(n).String()
	}
	for _, t := range sizes.Types {
		stats.Types = append(stats.Types, TypeCount{Name: t.Type, Count: t.Count})
	}
	return stats, false, nil
}
