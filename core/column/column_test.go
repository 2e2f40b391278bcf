package column_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/column"
)

// values returns all values of a column, read one by one.
func values(c column.Column[int]) []int {
	var all []int
	for i := range c.Len() {
		all = append(all, c.At(i))
	}
	return all
}

// counting returns a column of 0, 1, 2 and so on.
func counting(n int) column.Column[int] {
	var c column.Column[int]
	for i := range n {
		c.Append(i)
	}
	return c
}

func TestColumn(t *testing.T) {
	t.Run("equals a slice, and its snapshots stay as they were", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			var c column.Column[int]
			var model []int
			snapshots := []column.Column[int]{c}
			lengths := []int{0}
			for range rapid.IntRange(1, 4).Draw(t, "rounds") {
				for range rapid.SampledFrom([]int{1, 10, 2047, 2048, 2049, 5000}).Draw(t, "values") {
					c.Append(len(model) * 7)
					model = append(model, len(model)*7)
				}
				snapshots, lengths = append(snapshots, c), append(lengths, len(model))
			}
			for i, snapshot := range snapshots {
				require.Equal(t, lengths[i], snapshot.Len())
				require.True(t, slices.Equal(model[:lengths[i]], values(snapshot)))
			}
			from := rapid.IntRange(0, len(model)).Draw(t, "from")
			to := rapid.IntRange(0, len(model)+10).Draw(t, "to")
			var spanned []int
			for at, run := range c.Spans(from, to) {
				require.Equal(t, from+len(spanned), at)
				spanned = append(spanned, run...)
			}
			require.True(t, slices.Equal(model[from:max(from, min(to, len(model)))], spanned))
		})
	})
	t.Run("finds the first value of a suffix by halving", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			model := rapid.SliceOfN(rapid.IntRange(0, 20), 0, 50).Draw(t, "values")
			slices.Sort(model)
			var c column.Column[int]
			for _, v := range model {
				c.Append(v)
			}
			from := rapid.IntRange(0, len(model)).Draw(t, "from")
			to := rapid.IntRange(from, len(model)).Draw(t, "to")
			limit := rapid.IntRange(-1, 21).Draw(t, "limit")
			want := from
			for want < to && model[want] < limit {
				want++
			}
			require.Equal(t, want, c.Search(from, to, func(v int) bool { return v >= limit }))
		})
	})
	t.Run("panics outside of its values, and says where", func(t *testing.T) {
		c := counting(3)
		require.PanicsWithValue(t, "column: Column index 3 is out of range [0, 3)", func() { c.At(3) })
		require.PanicsWithValue(t, "column: Column index -1 is out of range [0, 3)", func() { c.At(-1) })
		snapshot := c
		c.Append(3)
		require.Panics(t, func() { snapshot.At(3) }, "what came after a snapshot is not in it")
	})
	t.Run("stops spanning when asked to, and spans again from the start", func(t *testing.T) {
		c := counting(5000)
		runs := c.Spans(10, 5000)
		for range 2 {
			for at, run := range runs {
				require.Equal(t, 10, at)
				require.Equal(t, 10, run[0])
				break
			}
		}
		total := 0
		for _, run := range runs {
			total += len(run)
		}
		for _, run := range runs {
			total += len(run)
		}
		require.Equal(t, 2*4990, total)
	})
	t.Run("takes as many bytes as its values", func(t *testing.T) {
		var c column.Column[uint32]
		require.Zero(t, c.Bytes())
		for range 3000 {
			c.Append(1)
		}
		require.Equal(t, 4*3000, c.Bytes())
	})
}
