package column_test

import (
	"fmt"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/column"
)

func TestSymbols(t *testing.T) {
	t.Run("numbers each distinct text once, and snapshots of the names stay as they were", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			var s column.Symbols
			var order []string
			numbers := map[string]uint32{}
			var snapshots []column.Names
			words := rapid.OneOf(rapid.SampledFrom([]string{"", "a", "b", "ä", "order-1", "order-2", "odder-1"}), rapid.StringN(0, 3, -1))
			for _, word := range rapid.SliceOfN(words, 0, 150).Draw(t, "words") {
				want, known := numbers[word]
				found, ok := s.Find(word)
				require.Equal(t, known, ok)
				require.Equal(t, want, found)
				recalled, ok := s.Recall(word)
				require.Equal(t, known, ok)
				require.Equal(t, want, recalled)
				got, fresh := s.Intern(word)
				require.Equal(t, !known, fresh)
				if fresh {
					want = uint32(len(order))
					numbers[word], order = want, append(order, word)
				}
				require.Equal(t, want, got)
				snapshots = append(snapshots, s.Names)
			}
			require.Equal(t, len(order), s.Len())
			for _, names := range snapshots {
				require.LessOrEqual(t, names.Len(), len(order))
				for n := range names.Len() {
					require.Equal(t, order[n], names.Name(uint32(n)))
				}
			}
		})
	})
	t.Run("tells texts apart though their hashes are alike", func(t *testing.T) {
		var s column.Symbols
		for n := range 300_000 { // among so many, about ten pairs have one hash of 32 bits
			if _, fresh := s.Intern(strconv.Itoa(n)); !fresh {
				t.Fatalf("%d was taken for another text", n)
			}
		}
	})
	t.Run("has no name for a symbol that it never gave", func(t *testing.T) {
		var s column.Symbols
		s.Intern("a")
		names := s.Names
		s.Intern("b")
		require.Equal(t, "b", s.Name(1))
		require.Panics(t, func() { names.Name(1) })
	})
}

// Snapshots are read while the originals grow: what the race detector and the values say must agree.
func TestSnapshotsAreReadWhileTheOriginalsGrow(t *testing.T) {
	var numbers column.Column[int]
	var symbols column.Symbols
	var readers sync.WaitGroup
	for round := range 20 {
		for i := range 700 {
			numbers.Append(round*700 + i)
			symbols.Intern(fmt.Sprint("text ", round*700+i))
		}
		snapshot, names := numbers, symbols.Names
		readers.Go(func() {
			require.Equal(t, (round+1)*700, snapshot.Len())
			for at, run := range snapshot.Spans(0, snapshot.Len()) {
				for i, value := range run {
					require.True(t, value == at+i && names.Name(uint32(value)) == fmt.Sprint("text ", value))
				}
			}
		})
	}
	readers.Wait()
}
