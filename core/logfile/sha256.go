package logfile

import (
	"encoding/binary"
	"fmt"
	"math/bits"
)

// Digest is a SHA-256.
type Digest [32]byte

// String returns the digest in hexadecimal.
func (d Digest) String() string { return fmt.Sprintf("%x", d[:]) }

// hasher is SHA-256 (FIPS 180-4, section 6.2). It is ours because the standard library's brings in a
// cryptographic module with its self-tests, 37 kB of all that the page may load, and because the browser's
// own can't be waited for in the middle of a write. It guards no secret. The tests hold it against the
// standard library's.
type hasher struct {
	state  [8]uint32
	chunk  [64]byte // what does not fill 64 bytes yet
	length uint64   // bytes written
}

// sum256 returns the digest of the parts, end to end.
func sum256(parts ...[]byte) Digest {
	h := hasher{state: [8]uint32{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}}
	for _, part := range parts {
		h.write(part)
	}
	return h.sum()
}

func (h *hasher) write(p []byte) {
	used := int(h.length % 64)
	h.length += uint64(len(p))
	if used > 0 {
		n := copy(h.chunk[used:], p)
		if p = p[n:]; used+n < 64 {
			return
		}
		h.compress(h.chunk[:])
	}
	whole := len(p) &^ 63
	h.compress(p[:whole])
	copy(h.chunk[:], p[whole:])
}

// sum pads what was written and returns its digest.
func (h *hasher) sum() (d Digest) {
	length := h.length
	var padding [72]byte
	padding[0] = 0x80
	zeros := (119 - length%64) % 64
	binary.BigEndian.PutUint64(padding[1+zeros:], length*8)
	h.write(padding[:1+zeros+8])
	for i, word := range h.state {
		binary.BigEndian.PutUint32(d[4*i:], word)
	}
	return d
}

// compress takes in whole chunks of 64 bytes.
func (h *hasher) compress(p []byte) {
	var w [64]uint32
	for ; len(p) >= 64; p = p[64:] {
		for i := range 16 {
			w[i] = binary.BigEndian.Uint32(p[4*i:])
		}
		for i := 16; i < 64; i++ {
			v1, v2 := w[i-2], w[i-15]
			s1 := bits.RotateLeft32(v1, -17) ^ bits.RotateLeft32(v1, -19) ^ v1>>10
			s0 := bits.RotateLeft32(v2, -7) ^ bits.RotateLeft32(v2, -18) ^ v2>>3
			w[i] = s1 + w[i-7] + s0 + w[i-16]
		}
		h.rounds(&w)
	}
}

// rounds runs the 64 rounds on a schedule. Eight at a time, the working variables move on by being called
// something else.
func (h *hasher) rounds(w *[64]uint32) {
	s := &h.state
	a, b, c, d, e, f, g, k := s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]
	for i := 0; i < 64; i += 8 {
		w, r := (*[8]uint32)(w[i:i+8]), (*[8]uint32)(roundConstants[i:i+8])
		d, k = round(a, b, c, d, e, f, g, k+r[0]+w[0])
		c, g = round(k, a, b, c, d, e, f, g+r[1]+w[1])
		b, f = round(g, k, a, b, c, d, e, f+r[2]+w[2])
		a, e = round(f, g, k, a, b, c, d, e+r[3]+w[3])
		k, d = round(e, f, g, k, a, b, c, d+r[4]+w[4])
		g, c = round(d, e, f, g, k, a, b, c+r[5]+w[5])
		f, b = round(c, d, e, f, g, k, a, b+r[6]+w[6])
		e, a = round(b, c, d, e, f, g, k, a+r[7]+w[7])
	}
	s[0], s[1], s[2], s[3] = s[0]+a, s[1]+b, s[2]+c, s[3]+d
	s[4], s[5], s[6], s[7] = s[4]+e, s[5]+f, s[6]+g, s[7]+k
}

// round returns the two working variables that a round changes. t is the last one, the round's constant
// and its word of the schedule.
func round(a, b, c, d, e, f, g, t uint32) (uint32, uint32) {
	t += bits.RotateLeft32(e, -6) ^ bits.RotateLeft32(e, -11) ^ bits.RotateLeft32(e, -25)
	t += g ^ e&(f^g)
	return d + t, t + (bits.RotateLeft32(a, -2) ^ bits.RotateLeft32(a, -13) ^ bits.RotateLeft32(a, -22)) + (a&b ^ c&(a^b))
}

// roundConstants are the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
var roundConstants = [64]uint32{
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
}
