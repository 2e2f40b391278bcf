package projection_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/projection"
)

// decodedAt is the naive way to a member: it decodes all there is.
func decodedAt(t require.TestingT, data string, path projection.Path) (value any, ok bool) {
	decoder := json.NewDecoder(strings.NewReader(data))
	decoder.UseNumber()
	require.NoError(t, decoder.Decode(&value))
	for _, step := range path {
		switch container := value.(type) {
		case map[string]any:
			value, ok = container[step]
		case []any:
			i, err := strconv.Atoi(step)
			if ok = err == nil && i >= 0 && i < len(container); ok {
				value = container[i]
			}
		default:
			ok = false
		}
		if !ok {
			return nil, false
		}
	}
	return value, true
}

var plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

// meets is what a condition on a decoded value comes to; typed is a plain number, a text, or one in quotes.
func meets(value any, operator projection.Operator, typed string) bool {
	text, isString := value.(string)
	order, comparable := 0, false
	switch {
	case plainNumber.MatchString(typed):
		if !isString || plainNumber.MatchString(text) {
			number, isNumber := new(big.Rat).SetString(fmt.Sprint(value))
			wanted, _ := new(big.Rat).SetString(typed)
			if comparable = isNumber; isNumber {
				order = number.Cmp(wanted)
			}
		}
	case isString:
		order, comparable = strings.Compare(text, strings.Trim(typed, `"`)), true
	}
	return operator == projection.NotEqual && !comparable || comparable && map[projection.Operator]bool{
		projection.Equal: order == 0, projection.NotEqual: order != 0, projection.Less: order < 0,
		projection.LessOrEqual: order <= 0, projection.Greater: order > 0, projection.AtLeast: order >= 0,
	}[operator]
}

func TestFindOnAMember(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPast(t)
		column := p.snapshot.Column("data")
		operator := rapid.SampledFrom([]projection.Operator{projection.Equal, projection.NotEqual, projection.Less,
			projection.LessOrEqual, projection.Greater, projection.AtLeast, projection.Exists}).Draw(t, "operator")
		text := rapid.SampledFrom([]string{"changes.0.number", "changes.0.amount", "changes.0.text", "changes.1.key", "changes.2",
			`"changes"."0".do`, "changes", "nothing.there"}).Draw(t, "path")
		typed := rapid.SampledFrom([]string{"1", "-2", "0", "1.5", `"1.50"`, "b", "key-1", "put", ""}).Draw(t, "typed")
		path, err := projection.ParsePath(text)
		require.NoError(t, err)
		value, err := projection.ParseValue(projection.JSONKind, typed)
		require.NoError(t, err)

		want := map[projection.Flip]bool{}
		for at := 1; at < len(p.rows); at++ {
			for _, key := range p.keys {
				holds := func(position int) bool {
					row, there := p.rows[position][key]
					if !there {
						return false
					}
					value, ok := decodedAt(t, row.Data, path)
					return ok && (operator == projection.Exists || meets(value, operator, typed))
				}
				if is := holds(at); is != holds(at-1) {
					want[projection.Flip{Position: uint64(at), Key: key, Becomes: is}] = true
				}
			}
		}
		got := map[projection.Flip]bool{}
		condition := projection.Condition{Column: column, Member: path, Operator: operator, Value: value}
		flips, total := p.snapshot.Find("", condition, 0, math.MaxInt, p.source)
		for _, flip := range flips {
			got[flip] = true
		}
		require.Equal(t, want, got)
		require.Equal(t, len(want), total)
	})
}

// holdsFor tells whether a condition holds for a row whose data is this.
func holdsFor(t *testing.T, data, path string, operator projection.Operator, typed string) bool {
	set, v := fold(numbered("E"), applying("p", func(in *projection.Input, t *projection.Table[counter]) error {
		t.Put("a", counter{})
		return nil
	}))
	require.NotNil(t, set)
	v.Columns = []projection.ColumnInfo{{Name: "data", Kind: projection.JSONKind}}
	member, err := projection.ParsePath(path)
	require.NoError(t, err)
	value, err := projection.ParseValue(projection.JSONKind, typed)
	require.NoError(t, err)
	_, total := v.Find("", projection.Condition{Member: member, Operator: operator, Value: value}, 0, 1,
		func(uint64) event.Event { return event.Event{Data: data} })
	return total == 1
}

func TestAConditionOnAMember(t *testing.T) {
	for _, c := range []struct {
		data, path string
		operator   projection.Operator
		typed      string
		want       bool
	}{
		{`{"n":9007199254740993}`, "n", ">", "9007199254740992", true},
		{`{"n":100}`, "n", "=", "1e2", true},
		{`{"n":"9.00"}`, "n", "<", "20", true},
		{`{"n":"9.00"}`, "n", "=", "9", true},
		{`{"n":"9.00"}`, "n", "=", `"9"`, false},
		{`{"n":9}`, "n", "=", `"9"`, false},
		{`{"n":9}`, "n", "!=", `"9"`, true},
		{`{"n":"1e2"}`, "n", "=", "100", false},
		{`{"n":"1e2"}`, "n", "=", "1e2", true},
		{`{"n":"007"}`, "n", "=", "7", false},
		{`{"n":"many"}`, "n", "<", "7", false},
		{`{"n":"many"}`, "n", ">=", "7", false},
		{`{"n":"many"}`, "n", "!=", "7", true},

		{`{"s":"placed"}`, "s", "=", "placed", true},
		{`{"s":"placed"}`, "s", "=", `"placed"`, true},
		{`{"s":"pl\u0061ced"}`, "s", "=", `"pla\u0063ed"`, true},
		{`{"s":"2026-01-06T15:00:00Z"}`, "s", "<", "2026-01-07", true},
		{`{"s":"\"x"}`, "s", "=", `"x`, true},
		{`{"s":""}`, "s", "=", "", true},

		{`{"b":true}`, "b", "=", "true", true},
		{`{"b":"true"}`, "b", "=", "true", true},
		{`{"b":true}`, "b", "!=", "false", true},
		{`{"b":true}`, "b", "<", "zebra", false},
		{`{"b":null}`, "b", "=", "null", true},
		{`{"b":null}`, "b", "exists", "", true},
		{`{"o":{"a":[1, 2]}}`, "o", "=", `{"a":[1, 2]}`, true},
		{`{"o":{"a":[1, 2]}}`, "o", "<", "z", false},

		{`{"a":{"b":{"c":3}}}`, "a.b.c", "=", "3", true},
		{` { "a" : [ { "b" : 1 } , { "b" : 2 } ] } `, "a.1.b", "=", "2", true},
		{`["x","y"]`, "1", "=", "y", true},
		{`["x","y"]`, "01", "=", "y", false},
		{`{"a.b":1,"a":{"b":2}}`, `"a.b"`, "=", "1", true},
		{`{"a.b":1,"a":{"b":2}}`, `a.b`, "=", "2", true},
		{`{"":{"\"":5}}`, `""."\""`, "=", "5", true},
		{`{"n":1,"n":2}`, "n", "=", "2", true},

		{`{"n":1}`, "m", "=", "1", false},
		{`{"n":1}`, "m", "!=", "1", false},
		{`{"n":1}`, "m", "exists", "", false},
		{`{"n":1}`, "n.m", "exists", "", false},
		{`17`, "n", "!=", "1", false},
	} {
		require.Equal(t, c.want, holdsFor(t, c.data, c.path, c.operator, c.typed), "%s: %s %s %s", c.data, c.path, c.operator, c.typed)
	}
}

func TestParsePathSaysWhatIsWrong(t *testing.T) {
	for text, message := range map[string]string{
		"":      "got an empty name, want names with dots between them, such as amount or customer.name",
		"a.":    "got an empty name, want names with dots between them, such as amount or customer.name",
		".a":    "got an empty name, want names with dots between them, such as amount or customer.name",
		`"a`:    `got "\"a", want a name in double quotes`,
		`"a"b`:  `got "b", want a dot or nothing behind a name in quotes`,
		`"a".`:  "got an empty name, want names with dots between them, such as amount or customer.name",
		`a."\x`: `got "\"\\x", want a name in double quotes`,
	} {
		_, err := projection.ParsePath(text)
		require.EqualError(t, err, message, text)
	}
}
