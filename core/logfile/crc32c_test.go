package logfile

import (
	"hash/crc32"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCRC32C(t *testing.T) {
	require.Equal(t, uint32(0xe3069283), crc32c([]byte("123456789")))
	text := make([]byte, 300)
	for i := range text {
		text[i] = byte(i * 7)
	}
	castagnoli := crc32.MakeTable(crc32.Castagnoli)
	for length := range len(text) {
		require.Equal(t, crc32.Checksum(text[:length], castagnoli), crc32c(text[:length]), "length %d", length)
	}
}

func BenchmarkCRC32C(b *testing.B) {
	text := make([]byte, 1<<16)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		crc32c(text)
	}
}
