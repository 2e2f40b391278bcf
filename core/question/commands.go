package question

import (
	"hindsight/core/command"
	"hindsight/core/projection"
	"hindsight/core/workspace"
)

// CommandsQuestion asks which commands the domain has.
type CommandsQuestion struct{}

// Commands are all commands, in the order in which they are shown.
type Commands []Command

// Command is something that a person can have done in the domain.
type Command struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	// Of the events that it may append.
	Types  []string       `json:"types"`
	Fields []CommandField `json:"fields"`
}

// CommandField is a field of a command.
type CommandField struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Type  string `json:"type" ts:"'text' | 'integer' | 'decimal' | 'choice'"`
	// What would make sense right now.
	Value    string   `json:"value"`
	Choices  []string `json:"choices"`
	Required bool     `json:"required"`
	Hint     string   `json:"hint"`
}

// AppendJSON appends them as an array.
func (c Commands) AppendJSON(dst []byte) []byte {
	return appendArray(dst, c, func(dst []byte, one *Command) []byte {
		dst = appendText(append(dst, '{'), "name", one.Name)
		dst = appendText(dst, "title", one.Title)
		dst = appendList(dst, "types", one.Types, appendQuoted)
		return append(appendList(dst, "fields", one.Fields, appendField), '}')
	})
}

func appendField(dst []byte, f *CommandField) []byte {
	dst = appendText(append(dst, '{'), "name", f.Name)
	dst = appendText(dst, "title", f.Title)
	dst = appendText(dst, "type", f.Type)
	dst = appendText(dst, "value", f.Value)
	dst = appendList(dst, "choices", f.Choices, appendQuoted)
	dst = appendBool(dst, "required", f.Required)
	return append(appendText(dst, "hint", f.Hint), '}')
}

// Answer is [Commands].
func (q *CommandsQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	read := func(name string) projection.State {
		v, err := s.Projection(name)
		if err != nil {
			return projection.State{}
		}
		return v.At(s.Log().Len())
	}
	all := Commands{}
	for _, c := range s.Commands() {
		all = append(all, Command{Name: c.Name(), Title: c.Title(), Types: texts(c.Types()), Fields: fieldsOf(c, read)})
	}
	return all, false, nil
}

func fieldsOf(c command.Command, read func(string) projection.State) []CommandField {
	suggested := c.Suggest(read)
	fields := []CommandField{}
	for _, f := range c.Fields() {
		fields = append(fields, CommandField{
			Name: f.Name, Title: f.Title, Type: string(f.Kind), Value: suggested[f.Name],
			Choices: texts(f.Choices), Required: f.Required, Hint: f.Hint,
		})
	}
	return fields
}

// texts is the same list, and never nil, which would be null.
func texts(list []string) []string { return append([]string{}, list...) }
