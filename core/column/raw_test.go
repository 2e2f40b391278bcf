package column_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/column"
)

type pair struct {
	a uint64
	b uint8
}

func TestRawValuesAreTheSameAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c, again column.Column[pair]
		n := rapid.IntRange(0, 10_000).Draw(t, "n")
		for i := range n {
			c.Append(pair{uint64(i) << 40, uint8(i)})
		}
		for from := 0; from < n; {
			to := rapid.IntRange(from, n).Draw(t, "to")
			column.RawOf(&again).Load(column.RawOf(&c).Append(nil, from, to))
			from = to
			if rapid.IntRange(0, 3).Draw(t, "all the rest") == 0 {
				column.RawOf(&again).Load(column.RawOf(&c).Append(nil, from, n))
				from = n
			}
		}
		require.Equal(t, n, again.Len())
		for i := range n {
			require.Equal(t, c.At(i), again.At(i))
		}
	})
}

func TestRawValuesThatAreNotThere(t *testing.T) {
	var c column.Column[pair]
	c.Append(pair{})
	require.Panics(t, func() { column.RawOf(&c).Append(nil, 0, 2) })
	require.Panics(t, func() { column.RawOf(&c).Load(make([]byte, column.RawOf(&c).Width()+1)) })
	require.Equal(t, 1, c.Len())
	snapshot := column.RawOf(&c).Snapshot()
	c.Append(pair{})
	require.Equal(t, 1, snapshot.Len())
	require.Len(t, snapshot.Append(nil, 0, 1), snapshot.Width())
	require.Panics(t, func() { snapshot.Append(nil, 0, 2) })
}
