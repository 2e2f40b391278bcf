package logfile

import "encoding/binary"

// crcTables are the tables for CRC-32C eight bytes at a time. It is ours because the standard library's
// also brings what it needs for other polynomials and processors, three times the size of this.
var crcTables = makeCRCTables()

func makeCRCTables() *[8][256]uint32 {
	const castagnoli = 0x82f63b78 // the polynomial, reversed
	t := new([8][256]uint32)
	for i := range t[0] {
		crc := uint32(i)
		for range 8 {
			crc = crc>>1 ^ castagnoli&-(crc&1)
		}
		t[0][i] = crc
	}
	for k := 1; k < 8; k++ {
		for i := range t[k] {
			crc := t[k-1][i]
			t[k][i] = t[0][byte(crc)] ^ crc>>8
		}
	}
	return t
}

// crc32c returns the CRC-32C (RFC 3720, appendix B.4) of p.
func crc32c(p []byte) uint32 {
	t, crc := crcTables, ^uint32(0)
	for ; len(p) >= 8; p = p[8:] {
		low := binary.LittleEndian.Uint32(p) ^ crc
		crc = t[7][byte(low)] ^ t[6][byte(low>>8)] ^ t[5][byte(low>>16)] ^ t[4][low>>24] ^
			t[3][p[4]] ^ t[2][p[5]] ^ t[1][p[6]] ^ t[0][p[7]]
	}
	for _, b := range p {
		crc = t[0][byte(crc)^b] ^ crc>>8
	}
	return ^crc
}
