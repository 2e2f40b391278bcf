package column

import "hash/maphash"

// Index finds numbers by the hash of a key that is kept elsewhere: an open-addressing table of one
// machine word a key, with no pointers. The zero value is empty and ready to use.
type Index struct {
	slots []uint64 // upper half: the key's hash; lower half: its number + 1, so 0 is a free slot
	used  int
}

// seed is drawn by chance at every start, so that nobody can prepare keys that collide.
var seed = maphash.MakeSeed()

// Hash returns the hash of a key, to be handed to Find and Add. It differs from one process to the next.
func Hash(key string) uint32 {
	h := maphash.String(seed, key)
	return uint32(h>>32) ^ uint32(h)
}

// Find returns the number whose key has this hash and for which same is true.
func (x *Index) Find(hash uint32, same func(number uint32) bool) (number uint32, ok bool) {
	if x.used == 0 {
		return 0, false
	}
	mask := uint32(len(x.slots) - 1)
	for i := hash & mask; x.slots[i] != 0; i = (i + 1) & mask {
		if uint32(x.slots[i]>>32) == hash {
			if n := uint32(x.slots[i]) - 1; same(n) {
				return n, true
			}
		}
	}
	return 0, false
}

// Add enters a number under its key's hash. The key must not be there yet.
func (x *Index) Add(hash, number uint32) {
	if x.used >= len(x.slots)/4*3 {
		x.grow()
	}
	x.put(uint64(hash)<<32 | uint64(number+1))
	x.used++
}

func (x *Index) put(slot uint64) {
	mask := uint32(len(x.slots) - 1)
	i := uint32(slot>>32) & mask
	for x.slots[i] != 0 {
		i = (i + 1) & mask
	}
	x.slots[i] = slot
}

func (x *Index) grow() {
	old := x.slots
	x.slots = make([]uint64, max(64, 2*len(old)))
	for _, slot := range old {
		if slot != 0 {
			x.put(slot)
		}
	}
}

// Bytes returns how much memory the table takes.
func (x *Index) Bytes() int { return len(x.slots) * 8 }
