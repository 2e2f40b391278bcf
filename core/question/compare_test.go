package question_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/projection"
	"hindsight/core/workspace"
)

// twoRevisions has a log of three events, which the first revision of counts has folded as one and the second as another.
func twoRevisions(t *testing.T) *workspace.Workspace {
	w := withProjections()
	for revision := range 2 {
		p := projection.Revision(projection.RunElsewhere("counts", "Counts", fmt.Sprint(revision)), revision+1)
		if revision > 0 {
			p = projection.Beside(p)
		}
		require.NoError(t, w.AddProjection(p))
	}
	for _, key := range []string{"a", "b", "c"} {
		put(t, w, key, `{}`)
	}
	took(t, w, "counts", "a", `{"n":1}`, "b", `{"n":2}`, "a", `{"n":9007199254740993}`)
	took(t, w, "counts@2", "a", `{"n":1}`, "c", `{"n":2}`, "a", `{"n":9007199254740992}`)
	return w
}

// took hands a projection what the events wrote, the first of them first: a key and a state each.
func took(t *testing.T, w *workspace.Workspace, name string, keysAndStates ...string) {
	var outcomes []projection.Outcome
	for i := 0; i < len(keysAndStates); i += 2 {
		writes := []projection.StateOf{{Key: keysAndStates[i], State: keysAndStates[i+1]}}
		outcomes = append(outcomes, projection.Outcome{Position: uint64(i/2 + 1), Writes: writes})
	}
	require.NoError(t, w.Take(name, uint64(len(outcomes)), outcomes))
}

func TestTwoRevisionsAreCompared(t *testing.T) {
	w := twoRevisions(t)
	ask := func(members string) (answer string, final bool) {
		answers, finals := batch(t, w.Snapshot(), `[{"ask":"compare","name":"counts",`+members+`}]`)
		return string(answers[0]), finals[0]
	}
	const (
		atA = `{"key":"a","kind":"changed","left":"{\"n\":9007199254740993}","right":"{\"n\":9007199254740992}"}`
		atB = `{"key":"b","kind":"removed","left":"{\"n\":2}","right":null}`
		atC = `{"key":"c","kind":"added","left":null,"right":"{\"n\":2}"}`
	)
	t.Run("at any moment, exactly", func(t *testing.T) {
		answer, final := ask(`"revisions":[1,2],"at":{"position":1}`)
		require.True(t, strings.HasSuffix(answer, `,"rows":[],"total":0,"parts":null,"behind":0}`), answer)
		require.True(t, final)
		answer, final = ask(`"revisions":[1,2],"at":{"position":2}`)
		require.True(t, strings.HasSuffix(answer, `,"rows":[`+atB+`,`+atC+`],"total":2,"parts":2,"behind":0}`), answer)
		require.True(t, final)
		answer, final = ask(`"revisions":[1,2]`)
		require.True(t, strings.HasSuffix(answer, `,"rows":[`+atA+`,`+atB+`,`+atC+`],"total":3,"parts":2,"behind":0}`), answer)
		require.False(t, final)
	})
	t.Run("a page of it", func(t *testing.T) {
		answer, _ := ask(`"revisions":[1,2],"offset":1,"limit":1`)
		require.True(t, strings.HasSuffix(answer, `,"rows":[`+atB+`],"total":3,"parts":2,"behind":0}`), answer)
	})
	t.Run("whichever of them answers for the name", func(t *testing.T) {
		before, _ := ask(`"revisions":[2,1]`)
		require.NoError(t, w.Succeed("counts", 2))
		after, _ := ask(`"revisions":[2,1]`)
		require.Equal(t, before, after)
	})
	t.Run("as far as both have come", func(t *testing.T) {
		put(t, w, "d", `{}`)
		require.NoError(t, w.Take("counts@2", 4, nil))
		answer, _ := ask(`"revisions":[1,2],"limit":0`)
		require.True(t, strings.HasSuffix(answer, `,"rows":[],"total":3,"parts":2,"behind":1}`), answer)
		_, final := ask(`"revisions":[1,2],"at":{"position":4}`)
		require.False(t, final)
	})
	t.Run("what there is not is named", func(t *testing.T) {
		for members, want := range map[string]string{
			`"at":{"position":1}`:           "revisions: got 0 of them, want two",
			`"revisions":[1]`:               "revisions: got 1 of them, want two",
			`"revisions":[1,3]`:             "revisions.1: got 3, want a revision of counts that is kept",
			`"revisions":[0,1]`:             "revisions.0: got 0, want a revision of counts that is kept",
			`"revisions":[1.5,1]`:           "revisions.0: got 1.5, want a whole number",
			`"revisions":"1"`:               "revisions: got a string, want an array of numbers",
			`"revisions":[1,"2"]`:           "revisions: got a string",
			`"revisions":[1,2],"offset":-1`: "offset: got -1",
		} {
			answer, _ := ask(members)
			require.Contains(t, answer, want)
		}
		answers, _ := batch(t, w.Snapshot(), `[{"ask":"compare","name":"none","revisions":[1,2]},{"ask":"compare","name":"streams","revisions":[1,2]}]`)
		require.Contains(t, string(answers[0]), "unknown_projection")
		require.NotContains(t, string(answers[0]), "@", "revisions beside are no names to choose from")
		require.Contains(t, string(answers[1]), "want a revision of streams that is kept")
	})
}

func TestRevisionsBesideAreNotShownUnlessAskedFor(t *testing.T) {
	w := twoRevisions(t)
	answers, _ := batch(t, w.Snapshot(), `[{"ask":"projections"},{"ask":"projections","revisions":true}]`)
	names := func(answer []byte) (names []string) {
		for _, p := range decode[[]struct {
			Name     string
			Revision int
		}](t, answer, nil) {
			names = append(names, fmt.Sprint(p.Name, " ", p.Revision))
		}
		return names
	}
	require.Equal(t, []string{"streams 0", "event_types 0", "counts 1"}, names(answers[0]))
	require.Equal(t, []string{"streams 0", "event_types 0", "counts 1", "counts@2 2"}, names(answers[1]))
	require.NoError(t, w.Succeed("counts", 2))
	answers, _ = batch(t, w.Snapshot(), `[{"ask":"projections"},{"ask":"projections","revisions":true}]`)
	require.Equal(t, []string{"streams 0", "event_types 0", "counts 2"}, names(answers[0]))
	require.Equal(t, []string{"streams 0", "event_types 0", "counts 2", "counts@1 1"}, names(answers[1]))
}
