package projection

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
)

// All keyframes together take no more than four bytes a version, and no state is swept from further
// away than it takes to copy one.
func TestKeyframesAreSparse(t *testing.T) {
	for _, keys := range []uint64{1, 5000, 40_000, 1 << 40} {
		t.Run(fmt.Sprintf("with up to %d rows", keys), func(t *testing.T) {
			table := Define(Definition[uint64]{Apply: func(in *Input, t *Table[uint64]) error {
				t.Put(fmt.Sprint(in.Position%keys), in.Position)
				return nil
			}}).start().(*Table[uint64])
			const size = 150_000
			var in Input
			for p := uint64(1); p <= size; p++ {
				in.reset(event.Event{Position: p})
				table.apply(&in)
			}
			noted, last := 0, 0
			for _, k := range table.keyframes {
				noted += len(k.current)
				require.LessOrEqual(t, k.end-last, max(minSweep, len(k.current)))
				last = k.end
			}
			require.LessOrEqual(t, noted, size)
			require.LessOrEqual(t, size-last, max(minSweep, len(table.heads)))
		})
	}
}
