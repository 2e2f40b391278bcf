package question

import (
	"encoding/json"
	"strconv"

	"hindsight/core/jsontext"
	"hindsight/core/workspace"
)

// Ask answers a batch of questions from one snapshot. It appends
//
//	{"log": n, "events": n, "answers": [answer, …], "final": [true, …]}
//
// log and events are the snapshot's stamp: which log it is of, and how far that is. answers has the batch's order, and
// in place of an answer that there is none of {"error": {code, message, details}}. final tells, for each, that nothing
// that is appended or folded can change it, as long as no projection is added or dropped. The error is an *[workspace.Error] of code invalid_query, for what is no batch.
func Ask(dst []byte, s *workspace.Snapshot, batch []byte) ([]byte, error) {
	var questions []json.RawMessage
	if err := json.Unmarshal(batch, &questions); err != nil {
		return dst, unreadable("questions", err)
	}
	dst = appendNumber(append(dst, '{'), "log", s.ID())
	dst = appendNumber(dst, "events", s.Log().Len())
	dst = append(appendName(dst, "answers"), '[')
	finals := make([]bool, len(questions))
	for i, text := range questions {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst, finals[i] = appendAnswer(dst, s, text)
	}
	dst = append(dst, `],"final":[`...)
	for i, final := range finals {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendBool(dst, final)
	}
	return append(dst, ']', '}'), nil
}

func appendAnswer(dst []byte, s *workspace.Snapshot, text []byte) (out []byte, final bool) {
	q, err := Read(text)
	if err != nil {
		return AppendError(dst, err), false
	}
	answer, final, err := q.Answer(s)
	if err != nil {
		return AppendError(dst, err), false
	}
	return answer.AppendJSON(dst), final
}

// AppendError appends an error as it stands in the place of an answer: {"error": {code, message, details}}, whose
// details are an object.
func AppendError(dst []byte, err error) []byte {
	e := workspace.Describe(err)
	dst = append(dst, `{"error":{"code":`...)
	dst = jsontext.AppendQuoted(dst, e.Code)
	dst = append(dst, `,"message":`...)
	dst = jsontext.AppendQuoted(dst, e.Message)
	dst = append(dst, `,"details":`...)
	if e.Details == "" {
		return append(dst, "{}}}"...)
	}
	return append(append(dst, e.Details...), '}', '}')
}
