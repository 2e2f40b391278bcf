package jsontext_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/jsontext"
)

func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{`1`, `1`, true},
		{`1`, `1.0`, false},
		{`9007199254740993`, `9007199254740992`, false},
		{`"a"`, `"a"`, true},
		{`null`, `{}`, false},
		{`{}`, `[]`, false},
		{`{"a":1,"b":2}`, `{"b":2,"a":1}`, true},
		{`{"a":1,"b":2}`, `{"a":1}`, false},
		{`{"a":1}`, `{"a":1,"b":null}`, false},
		{`{"a":1,"b":2}`, `{"a":1,"c":2}`, false},
		{`{"a":{"x":[1,{"p":1,"q":2}],"y":2}}`, `{"a":{"y":2,"x":[1,{"q":2,"p":1}]}}`, true},
		{`{"a":1,"a":2}`, `{"a":2}`, true},
		{`{"a":2,"a":1}`, `{"a":2}`, false},
		{`{"\u0061":1}`, `{"a":1}`, true},
		{`[1,2]`, `[2,1]`, false},
		{`[1,2]`, `[1]`, false},
		{`[1]`, `[1,2]`, false},
		{`[]`, `[ ]`, true},
		{`{"a": [1, 2]}`, `{"a":[1,2]}`, true},
	} {
		require.Equal(t, c.same, jsontext.Same(c.a, c.b), "%s and %s", c.a, c.b)
		require.Equal(t, c.same, jsontext.Same(c.b, c.a), "%s and %s", c.b, c.a)
	}
}

// Two values of a few members are the same where what encoding/json makes of both, which orders members by name, is.
func TestSameAsInOneOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		a, b := drawn(random, 2), drawn(random, 2)
		require.Equal(t, ordered(t, a) == ordered(t, b), jsontext.Same(a, b), "%s and %s", a, b)
	})
}

// drawn writes a value that nests so deep at the most, its members in any order.
func drawn(random *rand.Rand, depth int) string {
	var parts []string
	switch kind := random.IntN(3); {
	case kind == 0 || depth == 0:
		return []string{`1`, `"x"`, `null`}[random.IntN(3)]
	case kind == 1:
		for range random.IntN(3) {
			parts = append(parts, drawn(random, depth-1))
		}
		return "[" + strings.Join(parts, ",") + "]"
	}
	for _, name := range random.Perm(3)[:random.IntN(3)] {
		parts = append(parts, string('"')+string(rune('a'+name))+`":`+drawn(random, depth-1))
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func ordered(t *rapid.T, text string) string {
	var value any
	require.NoError(t, json.Unmarshal([]byte(text), &value))
	again, err := json.Marshal(value)
	require.NoError(t, err)
	return string(again)
}
