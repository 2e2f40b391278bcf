package command_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/command"
	"hindsight/core/event"
	"hindsight/core/money"
)

var fields = []command.Field{
	{Name: "text", Kind: command.Text, Required: true},
	{Name: "integer", Kind: command.Integer},
	{Name: "decimal", Kind: command.Decimal},
	{Name: "choice", Kind: command.Choice, Choices: []string{"a", "b"}},
}

func TestReadTakesStringsAndNumbers(t *testing.T) {
	v, err := command.Read(fields, `{"text":" x y\n","integer":"-3","decimal":12.50,"choice":"b"}`)
	require.NoError(t, err)
	require.Equal(t, "x y", v.Text("text"))
	require.EqualValues(t, -3, v.Integer("integer"))
	require.Equal(t, "12.50", v.Decimal("decimal").String())
	require.Equal(t, "b", v.Text("choice"))
	require.True(t, v.Has("text"))
}

func TestReadTakesAMissingFieldForAnEmptyOne(t *testing.T) {
	for _, json := range []string{`{"text":7}`, `{"text":7,"integer":null,"decimal":"","choice":"  "}`} {
		v, err := command.Read(fields, json)
		require.NoError(t, err)
		require.Equal(t, "7", v.Text("text"))
		require.False(t, v.Has("integer"))
		require.Zero(t, v.Integer("integer"))
		require.Zero(t, v.Decimal("decimal").Cmp(money.Zero))
		require.Empty(t, v.Text("choice"))
	}
}

func TestReadNamesTheFieldThatIsWrong(t *testing.T) {
	long := strings.Repeat("x", command.MaxText+1)
	for json, want := range map[string]string{
		``:                               `fields: got not JSON at byte 1: got the end of the text, want a value, want a JSON object`,
		`[]`:                             `fields: got an array, want a JSON object`,
		`{}`:                             `text: got nothing, want a text`,
		`{"text":"  "}`:                  `text: got nothing, want a text`,
		`{"text":"a\u0000b"}`:            `text: got "a\x00b", want a text without control characters`,
		`{"text":"` + long + `"}`:        `text: got 257 bytes, want at most 256`,
		`{"text":{}}`:                    `text: got an object, want a string or a number`,
		`{"text":true}`:                  `text: got a boolean, want a string or a number`,
		`{"text":"x","integer":1.5}`:     `integer: got "1.5", want a whole number`,
		`{"text":"x","integer":1e2}`:     `integer: got "1e2", want a whole number`,
		`{"text":"x","integer":"2^63"}`:  `integer: got "2^63", want a whole number`,
		`{"text":"x","decimal":"12,50"}`: `decimal: got "12,50", want a plain decimal such as 12.50`,
		`{"text":"x","decimal":1e2}`:     `decimal: got "1e2", want a plain decimal such as 12.50`,
		`{"text":"x","choice":"c"}`:      `choice: got "c", want one of a, b`,
		`{"text":"x","__proto__":"c"}`:   `__proto__: got a field that the command does not have, want one of text, integer, decimal, choice`,
		`{"text":"x","integer":99999999999999999999}`: `integer: got "99999999999999999999", want a whole number`,
	} {
		_, err := command.Read(fields, json)
		var field *event.FieldError
		require.ErrorAs(t, err, &field, json)
		require.EqualError(t, err, want, json)
	}
}

func TestReadNeverPanicsAndWhatItReadsCanBeAskedFor(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		json := rapid.StringMatching(`\{"text":"[ -!#-\[\]-~]{1,9}","integer":"?[-+0-9e._]{0,5}"?,"decimal":"?[-+0-9e._]{0,5}"?\}`).Draw(rt, "json")
		if v, err := command.Read(fields, json); err == nil {
			v.Integer("integer")
			v.Decimal("decimal")
			require.NotEmpty(t, v.Text("text"))
		}
	})
}

func TestAskingForWhatAFieldIsNotIsAMistake(t *testing.T) {
	v, err := command.Read(fields, `{"text":"x"}`)
	require.NoError(t, err)
	require.Panics(t, func() { v.Integer("text") })
	require.Panics(t, func() { v.Decimal("text") })
}
