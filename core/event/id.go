package event

// UUIDv7 returns the UUID of version 7 (RFC 9562, section 5.7) of an instant and 74 random bits: the
// lower 12 of a and the lower 62 of b. Ids of later milliseconds sort behind those of earlier ones. It
// is ours because the usual library brings in databases, JSON and cryptography, a fifteenth of all that
// the page may load.
func UUIDv7(unixMilli int64, a, b uint64) string {
	return string(AppendUUIDv7(make([]byte, 0, uuidLength), unixMilli, a, b))
}

// AppendUUIDv7 appends what [UUIDv7] returns: 36 bytes.
func AppendUUIDv7(dst []byte, unixMilli int64, a, b uint64) []byte {
	return appendUUID(dst, uint64(unixMilli)<<16|7<<12|a&0xfff, b)
}

// UUIDv8 returns the UUID of version 8 (RFC 9562, section 5.8) that holds 122 bits of a and b, such as
// those of a hash.
func UUIDv8(a, b uint64) string {
	return string(appendUUID(make([]byte, 0, uuidLength), a&^(0xf<<12)|8<<12, b))
}

const uuidLength = 36

// appendUUID sets the variant and appends the 128 bits in the form 8-4-4-4-12.
func appendUUID(dst []byte, high, low uint64) []byte {
	low = low&^(3<<62) | 2<<62
	dst = append(appendHex(dst, high>>32, 8), '-')
	dst = append(appendHex(dst, high>>16, 4), '-')
	dst = append(appendHex(dst, high, 4), '-')
	dst = append(appendHex(dst, low>>48, 4), '-')
	return appendHex(dst, low, 12)
}

// appendHex appends the last digits hexadecimal digits of n.
func appendHex(dst []byte, n uint64, digits int) []byte {
	for shift := 4 * (digits - 1); shift >= 0; shift -= 4 {
		dst = append(dst, "0123456789abcdef"[n>>shift&0xf])
	}
	return dst
}
