package event_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
)

func ExampleUUIDv7() {
	fmt.Println(event.UUIDv7(1767711600000, 0x123, 0x456))
	// Output: 019b93d2-6d80-7123-8000-000000000456
}

func TestUUIDs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		milli := rapid.Int64Range(0, 1<<48-1).Draw(t, "milli")
		a, b := rapid.Uint64().Draw(t, "a"), rapid.Uint64().Draw(t, "b")

		seven, err := uuid.Parse(event.UUIDv7(milli, a, b))
		require.NoError(t, err)
		require.Equal(t, uuid.Version(7), seven.Version())
		require.Equal(t, uuid.RFC4122, seven.Variant())
		sec, nsec := seven.Time().UnixTime()
		require.Equal(t, milli, sec*1000+nsec/1e6)

		eight, err := uuid.Parse(event.UUIDv8(a, b))
		require.NoError(t, err)
		require.Equal(t, uuid.Version(8), eight.Version())
		require.Equal(t, uuid.RFC4122, eight.Variant())
		require.NotEqual(t, event.UUIDv8(a, b), event.UUIDv8(a^1, b))
		require.NotEqual(t, event.UUIDv8(a, b), event.UUIDv8(a, b^1))
	})
}
