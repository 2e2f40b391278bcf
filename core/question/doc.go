// Package question says what can be asked of a workspace, and what is answered: one struct a question, one struct
// an answer. It is the one place where the words between the program and its page are declared; the page's types are
// made from it (see go:generate below).
//
// A batch of questions is JSON text: an array of objects, each with the question's name in its member ask and its
// arguments as further members.
//
//	[{"ask": "table", "name": "revenue", "at": {"position": 5}}, {"ask": "stats"}]
//
// [Ask] answers all of them from one snapshot. A question that can't be answered has {"error": {code, message,
// details}} in the place of its answer, and the others have theirs. Members that a question does not know are passed
// over; one that is null is as if it were not there.
//
// To add a question, write its struct with an Answer method in a file of its own, name it in [named], and run
// go generate. The comment of the method begins by naming the answer's type, which the page's types are made from too.
package question

//go:generate go run ./typescript -out ../../web/src/protocol/questions.gen.ts
