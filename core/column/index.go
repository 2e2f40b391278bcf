package column

import "hash/maphash"

// Index finds numbers by the hash of a key that is kept elsewhere: an open-addressing table of one
// machine word a key, with no pointers. The zero value is empty and ready to use.
type Index struct {
	slots   []uint64 // upper half: the key's hash; lower half: its number + 1, so 0 is a free slot
	used    int
	fetched uint64 // what Fetch has read, kept so that no compiler leaves the reading out
}

// nearSlots is how many slots are near the processor anyway: 256 KiB of them.
const nearSlots = 1 << 15

// seed is random and new at every start, so that keys that collide can't be prepared.
var seed = maphash.MakeSeed()

// longestPaired is the length up to which keys are hashed by pairs. Longer ones are rare.
const longestPaired = 64

// pairKeys are random too: two for the length, and two for each eight bytes.
var pairKeys = func() (keys [2 + longestPaired/4]uint32) {
	for i := range keys {
		keys[i] = uint32(maphash.Comparable(seed, i))
	}
	return keys
}()

// Hash returns the hash of a key, to be handed to Find and Add. It differs from one process to the next.
//
// Short keys are hashed with NH (RFC 4418, section 5.2): words of four bytes, each with a secret key added,
// are multiplied in pairs and summed up. It is proved to be improbable that two given keys collide,
// even keys chosen for that, and it takes WebAssembly half the time of maphash, which needs products of 128 bits.
func Hash(key string) uint32 {
	if len(key) > longestPaired {
		h := maphash.String(seed, key)
		return uint32(h>>32) ^ uint32(h)
	}
	sum := uint64(uint32(len(key))+pairKeys[0]) * uint64(pairKeys[1])
	keys := pairKeys[2:]
	rest := key
	for ; len(rest) > 8; rest, keys = rest[8:], keys[2:] {
		sum += uint64(word(rest)+keys[0]) * uint64(word(rest[4:])+keys[1])
	}
	// The last eight bytes, of which some may have had their turn; the length tells such keys apart.
	var low, high uint32
	switch {
	case len(key) >= 8:
		low, high = word(key[len(key)-8:]), word(key[len(key)-4:])
	case len(key) >= 4:
		low, high = word(key), word(key[len(key)-4:])
	default:
		for i := range len(key) {
			low = low<<8 | uint32(key[i])
		}
	}
	sum += uint64(low+keys[0]) * uint64(high+keys[1])
	// The upper half is the one that is spread well, and an Index chooses a slot by the lowest bits.
	return uint32((sum ^ sum>>32) * spread >> 32)
}

// spread is 2^64 divided by the golden ratio: multiplying by it carries each bit into the upper half.
const spread = 0x9e3779b97f4a7c15

// word returns the first four bytes of s as a number.
func word(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
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

// Fetch reads the slots at which keys of these hashes are looked for, so that they are near the processor when Find
// and Add come to them. The slots of a large index lie far apart: read one after another, each would be waited for.
func (x *Index) Fetch(hashes []uint32) {
	if len(x.slots) <= nearSlots {
		return
	}
	slots, mask, read := x.slots, uint32(len(x.slots)-1), uint64(0)
	for _, hash := range hashes {
		read |= slots[hash&mask]
	}
	x.fetched = read
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

// Clear takes all keys out. It keeps the memory for as many as there were, unless those were few against the
// room that there is.
func (x *Index) Clear() {
	if x.used < len(x.slots)/8 {
		x.slots = nil
	}
	clear(x.slots)
	x.used = 0
}

// Bytes returns how much memory the table takes.
func (x *Index) Bytes() int { return len(x.slots) * 8 }
