package logfile

import (
	"encoding/binary"
)

// FormatVersion is the version of the format that is written, and the newest that is read.
const FormatVersion = 1

// headerSize is how many bytes stand in front of the first block, in every version of the format:
//
//	0   8  magic
//	8   4  format version
//	12  4  CRC-32C of the twelve bytes before
//
// Numbers are little-endian.
const headerSize = 16

// magic has a byte beyond ASCII and both line ends, so that a copy that was taken for text shows.
const magic = "\x89HLOG\r\n\x1a"

func appendHeader(dst []byte, version uint32) []byte {
	dst = append(dst, magic...)
	dst = binary.LittleEndian.AppendUint32(dst, version)
	return binary.LittleEndian.AppendUint32(dst, crc32c(dst))
}

// checkHeader returns a *[DamagedError] for what is no header, and a *[VersionError] for a version that
// can't be read.
func checkHeader(header []byte) error {
	if string(header[:len(magic)]) != magic {
		return &DamagedError{Offset: 0, Length: headerSize, Reason: "it does not begin as a log file does"}
	}
	if crc32c(header[:12]) != binary.LittleEndian.Uint32(header[12:]) {
		return &DamagedError{Offset: 0, Length: headerSize, Reason: "the checksum of the file's header is wrong"}
	}
	if version := binary.LittleEndian.Uint32(header[8:]); version != FormatVersion {
		return &VersionError{Got: version}
	}
	return nil
}

// unborn tells whether these bytes, all that a file has, are what is left of a file that was just being made:
// nothing of it, or not all, was kept.
func unborn(start []byte) bool {
	if len(start) == headerSize {
		return allZero(start)
	}
	return len(start) < headerSize && (allZero(start) || string(start) == string(appendHeader(nil, FormatVersion)[:len(start)]))
}

func allZero(p []byte) bool {
	for _, b := range p {
		if b != 0 {
			return false
		}
	}
	return true
}
