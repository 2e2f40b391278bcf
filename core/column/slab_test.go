package column_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/column"
)

func TestSlab(t *testing.T) {
	t.Run("gives back every text, however long, also from old snapshots", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			var slab column.Slab
			var texts []string
			var places []column.Text
			var snapshots []column.Slab
			for i := range rapid.IntRange(1, 40).Draw(t, "texts") {
				length := rapid.SampledFrom([]int{0, 1, 5, 100, 4095, 4096, 4097, 70_000}).Draw(t, "length")
				if rapid.IntRange(0, 50).Draw(t, "oversize") == 0 {
					length = 1<<20 + rapid.IntRange(-1, 1).Draw(t, "around a block")
				}
				text := strings.Repeat(string(rune('a'+i%26)), length)
				split := rapid.IntRange(0, length).Draw(t, "split")
				places = append(places, slab.Append(text[:split], "", text[split:]))
				texts = append(texts, text)
				snapshots = append(snapshots, slab)
			}
			total := 0
			for i, place := range places {
				total += len(texts[i])
				require.Equal(t, len(texts[i]), place.Len())
				require.True(t, slab.Text(place) == texts[i], "text %d", i)
				require.True(t, snapshots[i].Text(place) == texts[i], "text %d of the snapshot after it", i)
				require.True(t, snapshots[len(snapshots)-1].Text(place) == texts[i])
			}
			require.Equal(t, total, slab.Bytes())
		})
	})
	t.Run("keeps a copy: what it was given may change", func(t *testing.T) {
		var slab column.Slab
		given := []byte("before")
		place := slab.Append(string(given))
		copy(given, "after!")
		require.Equal(t, "before", slab.Text(place))
	})
	t.Run("has the empty text at the zero place", func(t *testing.T) {
		var slab column.Slab
		require.Equal(t, column.Text{}, slab.Append())
		require.Equal(t, column.Text{}, slab.Append("", ""))
		require.Empty(t, slab.Text(column.Text{}))
		require.Zero(t, slab.Bytes())
	})
}
