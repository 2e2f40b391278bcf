package shop_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/shop"
)

func TestTheSampleIsATuesdayOfEightEvents(t *testing.T) {
	events := shop.Sample()
	require.Len(t, events, 8)
	ids, old, last := map[string]bool{}, 0, event.Time(0)
	for i := range events {
		e := &events[i]
		require.NoError(t, e.Validate())
		require.Regexp(t, regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`), e.ID)
		ids[e.ID] = true
		at := event.StdTime(e.Time)
		require.Equal(t, time.Tuesday, at.Weekday())
		require.True(t, 9 <= at.Hour() && at.Hour() < 17)
		require.Less(t, last, e.Time)
		require.LessOrEqual(t, e.Time, e.Recorded)
		last = e.Recorded
		if e.Type == shop.OrderPlaced && e.SchemaVersion == 1 {
			old++
		}
		metadata := event.FieldsOf(e.Metadata)
		for _, name := range []string{"correlationId", "causationId"} {
			if metadata.Has(name) {
				id, err := metadata.Text(name)
				require.NoError(t, err)
				require.True(t, ids[id] && id != e.ID, "%s of %s is of an event before it", name, e.ID)
			}
		}
	}
	require.Len(t, ids, 8)
	require.Equal(t, 1, old)
}

func TestTheSampleAtThreeDiffersFromTheLatest(t *testing.T) {
	s, set := imported(t, shop.Sample())
	three, err := event.ParseTime("2026-01-06T15:00:00Z")
	require.NoError(t, err)
	snapshot := s.Snapshot()
	at := snapshot.PositionAt(three)
	require.EqualValues(t, 6, at)
	for _, v := range set.Snapshots() {
		require.Zero(t, v.FailureCount(8), v.Name)
		require.Positive(t, v.At(8).Len(), v.Name)
		if v.Name == "order_totals" {
			row, _ := v.At(at).Row("1001")
			require.Equal(t, "paid", row.Value(0, nil).String())
			row, _ = v.At(8).Row("1001")
			require.Equal(t, "shipped", row.Value(0, nil).String())
		}
	}
}

func TestTheSampleIsTheCallers(t *testing.T) {
	shop.Sample()[0].ID = "changed"
	require.NotEqual(t, "changed", shop.Sample()[0].ID)
}
