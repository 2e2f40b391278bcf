package projection_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/projection"
)

// keyed is what is left of a row in the model here: who wrote it.
type keyed struct {
	key      string
	position uint64 // 0 when the row was removed
}

// A history long enough for many keyframes, with fewer rows than versions between two keyframes and
// with more.
func TestStateOfALongHistory(t *testing.T) {
	for name, keys := range map[string]uint64{
		"of few rows": 100,
		"of more rows than versions between two keyframes": 50_000,
	} {
		t.Run(name, func(t *testing.T) {
			const size = 150_000
			keyOf := func(position uint64) string { return fmt.Sprint("key-", position*position%7919*position%keys) }
			removes := func(position uint64) bool { return position%11 == 0 }
			set := projection.NewSet(nil, applying("p", func(in *projection.Input, t *projection.Table[counter]) error {
				if removes(in.Position) {
					t.Delete(keyOf(in.Position))
				} else {
					t.Put(keyOf(in.Position), counter{n: int64(in.Position)})
				}
				return nil
			}))

			var rows []keyed // in the order their keys first appeared
			places := map[string]int{}
			states := map[uint64][]keyed{}
			snapshots := map[uint64]projection.Snapshot{}
			for position := uint64(1); position <= size; position++ {
				set.Fold(event.Event{Position: position, Type: "E", SchemaVersion: 1, Data: "{}"})
				place, known := places[keyOf(position)]
				switch {
				case removes(position) && known:
					rows[place].position = 0
				case removes(position):
				case !known:
					places[keyOf(position)] = len(rows)
					rows = append(rows, keyed{keyOf(position), position})
				default:
					rows[place].position = position
				}
				if position%24_989 == 0 || position == size {
					states[position] = append([]keyed{}, rows...)
					snapshots[position] = set.Snapshots()[0]
				}
			}
			if keys > 100 {
				require.Greater(t, len(rows), 16<<10)
			}
			for last, v := range snapshots {
				for position, want := range states {
					if position <= last {
						requireWriters(t, want, v.At(position))
					}
				}
			}
		})
	}
}

// requireWriters compares which event wrote each row of a state.
func requireWriters(t *testing.T, want []keyed, s projection.State) {
	t.Helper()
	i := 0
	for row := range s.Rows() {
		for want[i].position == 0 {
			i++
		}
		if want[i].key != row.Key || want[i].position != row.Position {
			require.Equal(t, want[i], keyed{row.Key, row.Position})
		}
		if written := row.Value(0, nil).String(); written != strconv.FormatUint(row.Position, 10) {
			require.Equal(t, row.Position, written)
		}
		i++
	}
	for ; i < len(want); i++ {
		require.Zero(t, want[i].position, "%s is missing", want[i].key)
	}
}
