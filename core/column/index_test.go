package column_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/column"
)

func TestIndex(t *testing.T) {
	t.Run("equals a map, however much the hashes collide", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			hash := rapid.SampledFrom([]func(uint32) uint32{
				func(uint32) uint32 { return 0 },                       // all alike
				func(uint32) uint32 { return 1<<32 - 1 },               // all alike, from the last slot on
				func(key uint32) uint32 { return key % 3 },             // few
				func(key uint32) uint32 { return key << 16 },           // alike in the bits that choose the slot
				func(key uint32) uint32 { return 1<<32 - 1 - key%100 }, // run over the end
				func(key uint32) uint32 { return key * 0x9e3779b1 },    // well spread
				func(key uint32) uint32 { return column.Hash(string(rune(key))) },
			}).Draw(t, "hash")
			var x column.Index
			numbers := map[uint32]uint32{} // by key
			keys := map[uint32]uint32{}    // by number
			size := rapid.SampledFrom([]int{0, 1, 47, 48, 49, 300}).Draw(t, "size")
			for key := range uint32(size) {
				number := key ^ 0x5a
				if key == 0 {
					number = 1<<32 - 3 // the largest that there is
				}
				x.Add(hash(key), number)
				numbers[key], keys[number] = number, key
			}
			for key := range uint32(size + 20) {
				got, ok := x.Find(hash(key), func(number uint32) bool {
					stored, ok := keys[number]
					require.True(t, ok, "asked for number %d, which was never added", number)
					return stored == key
				})
				want, known := numbers[key]
				require.Equal(t, known, ok, "key %d", key)
				if known {
					require.Equal(t, want, got, "key %d", key)
				}
			}
		})
	})
	t.Run("is a quarter free at least, so that searches stay short", func(t *testing.T) {
		var x column.Index
		for n := range uint32(10_000) {
			x.Add(n*0x9e3779b1, n)
			require.GreaterOrEqual(t, x.Bytes()/8*3/4, int(n))
		}
	})
	t.Run("is cleared for other keys, whatever it had", func(t *testing.T) {
		var x column.Index
		for _, keys := range []uint32{100, 0, 3, 0, 100} { // those few are kept no room for a hundred
			for n := range keys {
				x.Add(n, n)
			}
			for n := range uint32(100) {
				_, ok := x.Find(n, func(uint32) bool { return true })
				require.Equal(t, n < keys, ok, "key %d of %d", n, keys)
			}
			x.Clear()
		}
		require.Zero(t, new(column.Index).Bytes())
	})
	t.Run("finds the same when its slots were fetched, whether it is small or large", func(t *testing.T) {
		for _, keys := range []uint32{0, 100, 1 << 16} {
			var x column.Index
			hash := func(key uint32) uint32 { return key * 0x9e3779b1 }
			hashes := []uint32{1<<32 - 1}
			for n := range keys {
				x.Add(hash(n), n)
				hashes = append(hashes, hash(n))
			}
			size := x.Bytes()
			x.Fetch(hashes)
			require.Equal(t, size, x.Bytes())
			for n := range keys {
				got, ok := x.Find(hash(n), func(found uint32) bool { return found == n })
				require.True(t, ok)
				require.Equal(t, n, got)
			}
			_, ok := x.Find(hashes[0], func(uint32) bool { return true })
			require.False(t, ok)
		}
	})
	t.Run("hashes every byte of a key, and its length", func(t *testing.T) {
		for length := range 200 {
			key := make([]byte, length)
			hashes := map[uint32]int{column.Hash(string(key)): -1}
			for i := range key {
				key[i] = 1
				hashes[column.Hash(string(key))] = i
				key[i] = 0
			}
			hashes[column.Hash(string(key)+"\x00")] = length
			require.GreaterOrEqual(t, len(hashes), length+1, "of %d bytes, %v: one in a million may collide", length, hashes)
		}
	})
	t.Run("spreads keys that are counted over the lowest bits", func(t *testing.T) {
		slots := map[uint32]int{}
		for n := range 1 << 12 {
			slots[column.Hash(fmt.Sprintf("order-%07d", n))%(1<<12)]++
		}
		require.InDelta(t, (1<<12)*(1-1/math.E), len(slots), 400, "as many as chance leaves")
	})
	t.Run("hashes the same text alike", func(t *testing.T) {
		require.Equal(t, column.Hash("order-1"), column.Hash("order"+"-1"))
		hashes := map[uint32]bool{}
		for key := range rune(1000) {
			hashes[column.Hash(string(key))] = true
		}
		require.Greater(t, len(hashes), 990, "different ones differently, nearly always")
	})
}
