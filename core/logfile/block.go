package logfile

import (
	"encoding/binary"
)

// blockHeaderSize is how many bytes stand in front of a block's content:
//
//	0   4  block magic
//	4   4  how long the content is, a multiple of 8
//	8  32  the block's digest
//	40  4  CRC-32C of the content
//	44  4  CRC-32C of the 44 bytes before
//
// The checksum of the header alone says whether the length can be trusted, and so whether a block was cut
// short, behind which there is nothing, or is damaged, behind which there may be more.
const blockHeaderSize = 48

// blockMagic has no zero in it: see [lost].
const blockMagic = "\xb1HLB"

// MaxBlock is how many bytes the content of one block has at the most.
const MaxBlock = 1 << 29

// blockHeader is what is in front of a block.
type blockHeader struct {
	length   int64 // of the content
	digest   Digest
	checksum uint32 // of the content
}

// blockDigest returns the digest of a block: that of the one before it, or of the file's header, of its
// own magic and length, and of its content. To change an event unnoticed, the digests of
// all blocks from there on have to be changed too; the last of them, noted down elsewhere, then shows it.
func blockDigest(previous Digest, start, content []byte) Digest {
	return sum256(previous[:], start, content)
}

// sealBlock fills in the header of a block whose content stands behind the room for it.
func sealBlock(block []byte, previous Digest) Digest {
	content := block[blockHeaderSize:]
	copy(block, blockMagic)
	binary.LittleEndian.PutUint32(block[4:], uint32(len(content)))
	digest := blockDigest(previous, block[:8], content)
	copy(block[8:], digest[:])
	binary.LittleEndian.PutUint32(block[40:], crc32c(content))
	binary.LittleEndian.PutUint32(block[44:], crc32c(block[:44]))
	return digest
}

// parseBlockHeader reads a block's header; ok is false when it is none.
func parseBlockHeader(p []byte) (h blockHeader, ok bool) {
	if string(p[:4]) != blockMagic || crc32c(p[:44]) != binary.LittleEndian.Uint32(p[44:]) {
		return h, false
	}
	h.length = int64(binary.LittleEndian.Uint32(p[4:]))
	h.digest = Digest(p[8:40])
	h.checksum = binary.LittleEndian.Uint32(p[40:])
	return h, h.length%8 == 0 && 0 < h.length && h.length <= MaxBlock
}
