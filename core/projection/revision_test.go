package projection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/projection"
)

func shownNames(set *projection.Set) (names []string) {
	for _, v := range set.Snapshots() {
		names = append(names, v.Name)
	}
	return names
}

func emitting(position uint64, key string) projection.Outcome {
	return projection.Outcome{Position: position, Emitted: []projection.StateOf{{Key: key, State: `{"type":"T"}`}}}
}

func TestRevisions(t *testing.T) {
	withEmitted := func(t *testing.T) *projection.Set {
		set := revisions(scripted())
		set.Add(projection.RunElsewhere("last", "Last", "three"))
		require.True(t, set.Take("balances", 2, []projection.Outcome{wrote(1, "a", "1")}))
		require.True(t, set.Take("balances@2", 1, []projection.Outcome{wrote(1, "a", "2")}))
		for _, name := range []string{"balances", "balances@2"} {
			set.AddEmitted(name)
			set.AddEmitted(name)
			require.True(t, set.Take(projection.EmittedBy(name), 1, []projection.Outcome{{Position: 1, Writes: emitting(1, name).Emitted}}))
		}
		require.Equal(t, []string{"scripted", "balances", "balances@2", "last", "balances/emitted", "balances@2/emitted"}, shownNames(set))
		return set
	}
	t.Run("both are asked by their revision, and one by the name", func(t *testing.T) {
		set := withEmitted(t)
		require.Equal(t, []string{"a: state=1"}, cells(*named(t, set, "balances"), 2))
		require.Equal(t, []string{"a: state=1"}, cells(*named(t, set, "balances@1"), 2))
		require.Equal(t, []string{"a: state=2"}, cells(*named(t, set, "balances@2"), 2))
		require.Equal(t, uint64(2), set.Position("balances@1"))
		require.False(t, named(t, set, "balances").Beside)
		require.True(t, named(t, set, "balances@2").Beside)
		require.Equal(t, 2, named(t, set, "balances@2").Revision)
		require.Equal(t, "balances", named(t, set, "balances@2").Of)
	})
	t.Run("one takes the place of the other, with what it emitted", func(t *testing.T) {
		set := withEmitted(t)
		before := named(t, set, "balances")
		require.True(t, set.Succeed("balances", 2))
		require.Equal(t, []string{"scripted", "balances", "balances@1", "last", "balances/emitted", "balances@1/emitted"}, shownNames(set))
		require.Equal(t, []string{"a: state=2"}, cells(*named(t, set, "balances"), 2))
		require.Equal(t, []string{"a: state=1"}, cells(*named(t, set, "balances@1"), 2))
		_, ok := named(t, set, "balances/emitted").At(1).Row("balances@2")
		require.True(t, ok)
		require.Equal(t, "Balances, emitted", named(t, set, "balances/emitted").Title)
		require.Equal(t, []string{"a: state=1"}, cells(*before, 2), "a snapshot that was taken before")
		require.Equal(t, "balances", before.Name)
		require.True(t, set.Succeed("balances", 1), "and back")
		require.Equal(t, []string{"scripted", "balances", "balances@2", "last", "balances/emitted", "balances@2/emitted"}, shownNames(set))
	})
	t.Run("one that is not there takes no place", func(t *testing.T) {
		set := withEmitted(t)
		require.False(t, set.Succeed("balances", 3))
		require.False(t, set.Succeed("none", 1))
		require.Equal(t, []string{"a: state=1"}, cells(*named(t, set, "balances"), 2))
	})
	t.Run("where only one emits, its emitted events go with it", func(t *testing.T) {
		set := revisions(scripted())
		set.AddEmitted("balances")
		require.True(t, set.Succeed("balances", 2))
		require.Equal(t, []string{"scripted", "balances", "balances@1", "balances@1/emitted"}, shownNames(set))
	})
	t.Run("a revision is there once", func(t *testing.T) {
		set := withEmitted(t)
		require.False(t, set.Add(projection.Beside(projection.Revision(projection.RunElsewhere("balances", "", "four"), 1))))
		require.False(t, set.Add(projection.Revision(projection.RunElsewhere("balances", "", "four"), 3)), "the name is taken")
		require.True(t, set.Drop("balances@1"))
		require.Equal(t, []string{"scripted", "balances@2", "last", "balances/emitted", "balances@2/emitted"}, shownNames(set))
		require.False(t, set.Rename("last", "balances", ""), "the name stands for what is left of it")
	})
	t.Run("all are renamed at once", func(t *testing.T) {
		set := withEmitted(t)
		for _, taken := range []string{"last", "scripted"} {
			require.False(t, set.Rename("balances", taken, ""))
		}
		require.False(t, set.Rename("none", "x", ""))
		require.False(t, set.Rename("scripted", "x", ""))
		require.True(t, set.Rename("balances", "accounts", "Accounts"))
		require.Equal(t, []string{"scripted", "accounts", "accounts@2", "last", "accounts/emitted", "accounts@2/emitted"}, shownNames(set))
		require.Equal(t, "Accounts", named(t, set, "accounts@2").Title)
		require.Equal(t, []string{"a: state=2"}, cells(*named(t, set, "accounts@2"), 2))
		require.True(t, set.Add(projection.RunElsewhere("balances", "", "four")), "the old name is free")
	})
}

// A table is saved under what it does, whatever it was called then.
func TestATableIsLoadedUnderAnotherName(t *testing.T) {
	set := revisions()
	require.True(t, set.Take("balances", 1, []projection.Outcome{wrote(1, "a", "1")}))
	require.True(t, set.Take("balances@2", 2, []projection.Outcome{wrote(1, "a", "2")}))
	set.AddEmitted("balances@2")
	require.True(t, set.Take("balances@2/emitted", 2, nil))
	file, more := set.Additions(projection.Mark{}).Append(nil, 1<<20)
	require.False(t, more)

	again := projection.NewSet(nil)
	second := projection.Revision(projection.RunElsewhere("accounts", "Accounts", "two"), 2)
	again.Add(second)
	again.Add(projection.Emitted(second))
	again.Add(projection.Beside(projection.Revision(projection.RunElsewhere("accounts", "Accounts", "one"), 1)))
	require.NoError(t, again.Load(file))
	_, err := again.Loaded(2, nil)
	require.NoError(t, err)
	require.Equal(t, []string{"a: state=2"}, cells(*named(t, again, "accounts"), 2))
	require.Equal(t, []string{"a: state=1"}, cells(*named(t, again, "accounts@1"), 2))
	require.Equal(t, []uint64{2, 2, 1}, []uint64{again.Position("accounts"), again.Position("accounts/emitted"), again.Position("accounts@1")})
}
