package column_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/column"
)

func TestSearchFrom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c column.Column[int]
		size := rapid.SampledFrom([]int{1, 2, 100, 2047, 2048, 2049, 9000, 40_000}).Draw(t, "size")
		alike := rapid.SampledFrom([]int{1, 3, 3000}).Draw(t, "alike")
		values := make([]int, size)
		for i := range values {
			values[i] = i / alike
			c.Append(values[i])
		}
		from := rapid.IntRange(0, size).Draw(t, "from")
		to := rapid.IntRange(from, size).Draw(t, "to")
		least := rapid.IntRange(-1, size/alike+1).Draw(t, "least")
		want, _ := slices.BinarySearch(values[from:to], least)
		require.Equal(t, from+want, column.SearchFrom(&c, from, to, least))
		require.Equal(t, want, column.SearchSlice(values[from:to], least))
	})
}
