package question

import (
	"encoding/json"
	"strconv"

	"hindsight/core/jsontext"
	"hindsight/core/workspace"
)

// Batch is several questions that are answered from one snapshot, a question at a time, so that the caller
// can do something else in between. Make one with [Begin]. It is for one goroutine at a time.
type Batch struct {
	snapshot  *workspace.Snapshot
	questions []json.RawMessage
	reply     []byte // as far as it goes
	finals    []bool // of the questions that are answered
}

// Begin reads a batch of questions and answers none of them yet; batch is the caller's again. The reply will be
// appended to dst, which is the batch's from then on. The error is an *[workspace.Error] of code invalid_query, for
// what is no batch.
func Begin(dst []byte, s *workspace.Snapshot, batch []byte) (*Batch, error) {
	b := &Batch{snapshot: s}
	if err := json.Unmarshal(batch, &b.questions); err != nil {
		return nil, unreadable("questions", err)
	}
	b.finals = make([]bool, 0, len(b.questions))
	b.reply = appendNumber(append(dst, '{'), "log", s.ID())
	b.reply = appendNumber(b.reply, "events", s.Log().Len())
	b.reply = append(appendName(b.reply, "answers"), '[')
	return b, nil
}

// Step answers the next question, if there is one, and tells whether none is left.
func (b *Batch) Step() (done bool) {
	next := len(b.finals)
	if next == len(b.questions) {
		return true
	}
	if next > 0 {
		b.reply = append(b.reply, ',')
	}
	var final bool
	b.reply, final = appendAnswer(b.reply, b.snapshot, b.questions[next])
	b.finals = append(b.finals, final)
	return next+1 == len(b.questions)
}

// Reply returns dst with the reply behind it, once all questions are answered:
//
//	{"log": n, "events": n, "answers": [answer, …], "final": [true, …]}
//
// log and events are the snapshot's stamp: which log it is of, and how far that is. answers has the batch's order, and
// in place of an answer that there is none of {"error": {code, message, details}}. final tells, for each, that nothing
// that is appended or folded can change it, as long as no projection is added or dropped. It panics while a question
// is left, and is called once.
func (b *Batch) Reply() []byte {
	if len(b.finals) < len(b.questions) {
		panic("question: Batch.Reply with " + strconv.Itoa(len(b.finals)) + " of " + strconv.Itoa(len(b.questions)) + " questions answered")
	}
	reply := appendList(append(b.reply, ']'), "final", b.finals, func(dst []byte, final *bool) []byte {
		return strconv.AppendBool(dst, *final)
	})
	return append(reply, '}')
}

// Ask answers a whole batch and appends what [Batch.Reply] says to dst. The error is [Begin]'s.
func Ask(dst []byte, s *workspace.Snapshot, batch []byte) ([]byte, error) {
	b, err := Begin(dst, s, batch)
	if err != nil {
		return dst, err
	}
	for !b.Step() {
	}
	return b.Reply(), nil
}

// appendAnswer answers one question. When that panics, an error stands in the answer's place as for any other
// question that can't be answered, and the rest of the batch is answered all the same: a snapshot has nothing that a
// panic could leave half done.
func appendAnswer(dst []byte, s *workspace.Snapshot, text []byte) (out []byte, final bool) {
	defer func() {
		if cause := recover(); cause != nil {
			out, final = AppendError(dst, workspace.Panicked(cause)), false
		}
	}()
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
