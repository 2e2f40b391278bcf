package logfile

import (
	"crypto/sha256"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestSum256(t *testing.T) {
	t.Run("gives the examples of FIPS 180-4", func(t *testing.T) {
		require.Equal(t, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", sum256().String())
		require.Equal(t, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", sum256([]byte("abc")).String())
		require.Equal(t, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
			sum256([]byte("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).String())
	})
	t.Run("equals the standard library's for every length, wherever it is cut", func(t *testing.T) {
		text := make([]byte, 300)
		for i := range text {
			text[i] = byte(i * 7)
		}
		for length := range len(text) {
			require.Equal(t, Digest(sha256.Sum256(text[:length])), sum256(text[:length]), "length %d", length)
		}
		rapid.Check(t, func(t *rapid.T) {
			parts := rapid.SliceOf(rapid.SliceOfN(rapid.Byte(), 0, 200)).Draw(t, "parts")
			var whole []byte
			for _, part := range parts {
				whole = append(whole, part...)
			}
			require.Equal(t, Digest(sha256.Sum256(whole)), sum256(parts...))
		})
	})
}

func BenchmarkSum256(b *testing.B) {
	text := make([]byte, 1<<16)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		sum256(text)
	}
}
