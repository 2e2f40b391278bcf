package shop

const (
	uuidLength = 36
	hexDigits  = "0123456789abcdef"
)

// appendUUID appends a UUID of version 7 for a time in milliseconds since 1970: RFC 9562, section 5.7,
// with chance from two numbers.
func appendUUID(dst []byte, unix, chance1, chance2 uint64) []byte {
	high := unix<<16 | 0x7000 | chance1&0x0fff
	low := 1<<63 | chance2>>2
	dst = appendHex(dst, high>>32, 8)
	dst = appendHex(append(dst, '-'), high>>16&0xffff, 4)
	dst = appendHex(append(dst, '-'), high&0xffff, 4)
	dst = appendHex(append(dst, '-'), low>>48, 4)
	return appendHex(append(dst, '-'), low&(1<<48-1), 12)
}

func appendHex(dst []byte, n uint64, digits int) []byte {
	for shift := 4 * (digits - 1); shift >= 0; shift -= 4 {
		dst = append(dst, hexDigits[n>>shift&15])
	}
	return dst
}
