package question

import (
	"encoding/json"

	"hindsight/core/workspace"
)

// Question is one thing to ask of a snapshot. The structs whose names end in Question are questions.
type Question interface {
	// Answer answers it. final says that nothing that is appended or folded later can change the answer. The error is an
	// *[workspace.Error], of code invalid_query where a member makes no sense.
	Answer(s *workspace.Snapshot) (answer Answer, final bool, err error)
}

// Answer is what is answered. Its fields, by their json tags, are the members of the JSON object that AppendJSON
// appends.
type Answer interface {
	AppendJSON(dst []byte) []byte
}

// usualLimit is how many rows, events or versions an answer has at most where the question does not say.
const usualLimit = 100

// MaxLimit is how many rows, events or versions an answer can have at most.
const MaxLimit = workspace.MaxPage

// named returns the question of a name with its usual arguments, nil where there is none.
func named(ask string) Question {
	switch ask {
	case "moment":
		return &MomentQuestion{}
	case "events":
		return &EventsQuestion{Limit: usualLimit}
	case "event":
		return &EventQuestion{}
	case "causes":
		return &CausesQuestion{}
	case "projections":
		return &ProjectionsQuestion{}
	case "table":
		return &TableQuestion{Limit: usualLimit}
	case "row":
		return &RowQuestion{}
	case "failures":
		return &FailuresQuestion{}
	case "diff":
		return &DiffQuestion{Limit: usualLimit}
	case "compare":
		return &CompareQuestion{Limit: usualLimit}
	case "lineage":
		return &LineageQuestion{Limit: usualLimit}
	case "find":
		return &FindQuestion{Limit: usualLimit}
	case "histogram":
		return &HistogramQuestion{}
	case "gaps":
		return &GapsQuestion{}
	case "commands":
		return &CommandsQuestion{}
	case "stats":
		return &StatsQuestion{}
	}
	return nil
}

// Read reads one question. The error is an *[workspace.Error] of code invalid_query that names the member.
func Read(text []byte) (Question, error) {
	var name struct {
		Ask *string `json:"ask"`
	}
	if err := json.Unmarshal(text, &name); err != nil {
		return nil, unreadable("question", err)
	}
	if name.Ask == nil {
		return nil, workspace.InvalidQuery("ask", "nothing", "a question's name")
	}
	q := named(*name.Ask)
	if q == nil {
		return nil, workspace.InvalidQuery("ask", quoted(*name.Ask), "a question's name, such as table")
	}
	if err := json.Unmarshal(text, q); err != nil {
		return nil, unreadable("question", err)
	}
	return q, nil
}
