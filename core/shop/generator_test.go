package shop_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/event"
	"hindsight/core/projection"
	"hindsight/core/shop"
	"hindsight/core/store"
	"hindsight/core/upcast"
)

func generate(plan shop.Plan) []event.Event {
	return slices.Collect(shop.NewGenerator(plan).All())
}

// newSet returns all six projections.
func newSet() *projection.Set {
	all := append([]projection.Projection{projection.Streams(), projection.EventTypes()}, shop.Projections()...)
	return projection.NewSet(upcast.NewChain(shop.Schemas()...).Raise, all...)
}

// imported puts events into a store as an import does and folds them.
func imported(t testing.TB, events []event.Event) (*store.Store, *projection.Set) {
	s, set := store.New(store.Options{}), newSet()
	done := s.Import(events, event.MinTime, func(i int, err error) { t.Fatalf("event %d: %v", i, err) })
	require.Equal(t, len(events), done.Appended)
	for i := range events {
		set.Fold(events[i])
	}
	return s, set
}

func ndjson(events []event.Event) []byte {
	var text []byte
	for i := range events {
		text = append(events[i].AppendJSON(text), '\n')
	}
	return text
}

func TestGeneratorGivesTheSameBytesForTheSamePlan(t *testing.T) {
	for _, golden := range []struct {
		plan shop.Plan
		hash string
	}{
		{shop.Plan{Events: 1000, Seed: 1}, "9a08deb49312bdda"},
		{shop.Plan{Events: 1000, Seed: 2}, "f208bccf5359ea9b"},
		{shop.Plan{Events: 1000, Seed: 1, Late: true}, "7d2cb4626e0cf178"},
	} {
		sum := sha256.Sum256(ndjson(generate(golden.plan)))
		require.Equal(t, golden.hash, hex.EncodeToString(sum[:8]), "%+v", golden.plan)
	}
}

func TestGeneratorStepByStepGivesWhatAllGives(t *testing.T) {
	all, g := generate(shop.Plan{Events: 500, Seed: 7}), shop.NewGenerator(shop.Plan{Events: 500, Seed: 7})
	for i := range all {
		require.Equal(t, 500-i, g.Left())
		e, ok := g.Next()
		require.True(t, ok)
		require.Equal(t, all[i], e)
	}
	_, ok := g.Next()
	require.False(t, ok)
	require.Zero(t, g.Left())
}

func TestGeneratedEventsAreValidAndApply(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		plan := shop.Plan{
			Events: rapid.IntRange(0, 3000).Draw(rt, "events"),
			Seed:   rapid.Uint64().Draw(rt, "seed"),
			Late:   rapid.Bool().Draw(rt, "late"),
		}
		events := generate(plan)
		require.Len(t, events, plan.Events)
		requireSound(t, events)
	})
}

func TestALongGeneratedHistoryIsSound(t *testing.T) {
	events := generate(shop.Plan{Events: 100_000, Seed: 42, Late: true})
	requireSound(t, events)

	s, set := imported(t, events)
	_, streams := s.Types()
	require.Equal(t, 25_000, streams)
	rows := map[string]int{}
	for _, v := range set.Snapshots() {
		rows[v.Name] = v.At(uint64(len(events))).Len()
	}
	require.Equal(t, map[string]int{
		"streams": 25_000, "event_types": 8, "order_totals": 24_400, "user_activity": 500, "revenue": 5, "inventory": 100,
	}, rows)
}

// requireSound holds a history to what every generated one is.
func requireSound(t *testing.T, events []event.Event) {
	ids := map[string]bool{}
	last := event.Time(0)
	for i := range events {
		e := &events[i]
		require.NoError(t, e.Validate())
		require.True(t, json.Valid([]byte(e.Data)), e.Data)
		require.False(t, ids[e.ID], "two events have the id %s", e.ID)
		ids[e.ID] = true
		require.GreaterOrEqual(t, e.Recorded, last, "recorded goes back at event %d", i)
		require.LessOrEqual(t, e.Time, e.Recorded)
		require.LessOrEqual(t, e.Recorded-e.Time, event.Time(3600e9))
		last = e.Recorded
	}
	_, set := imported(t, events)
	for _, v := range set.Snapshots() {
		for f := range v.Failures() {
			t.Fatalf("%s failed at %d: %s %s", v.Name, f.Position, f.Code, f.Message)
		}
	}
}

func TestGeneratedOrdersKeepTheOrderOfThings(t *testing.T) {
	next := map[string][]string{
		"": {shop.OrderPlaced}, shop.OrderPlaced: {shop.PaymentReceived},
		shop.PaymentReceived: {shop.OrderShipped}, shop.OrderShipped: {shop.OrderRefunded},
	}
	reached, v1 := map[string]string{}, 0
	types := map[string]int{}
	for _, e := range generate(shop.Plan{Events: 20_000, Seed: 3}) {
		types[e.Type]++
		if store.Category(e.Stream) == "order" {
			require.Contains(t, next[reached[e.Stream]], e.Type, e.Stream)
			reached[e.Stream] = e.Type
		}
		if e.Type == shop.OrderPlaced && e.SchemaVersion == 1 {
			v1++
		}
	}
	require.Len(t, types, 8, "every type comes")
	require.Greater(t, v1, 100, "old schema versions come")
	require.Greater(t, types[shop.OrderRefunded], 20)
}

func TestGeneratedTimesFollowTheDay(t *testing.T) {
	events := generate(shop.Plan{Events: 30_000, Seed: 5})
	hours := [24]int{}
	for _, e := range events {
		hours[event.StdTime(e.Time).Hour()]++
	}
	require.Greater(t, hours[19], 10*hours[3], "evenings are busier than nights: %v", hours)
	require.Equal(t, "2025-12-21", events[0].Time.String()[:10])
	require.Equal(t, "2025-12-31", events[len(events)-1].Time.String()[:10])
}

func TestOneGeneratedEventInAThousandIsLate(t *testing.T) {
	late := 0
	for _, e := range generate(shop.Plan{Events: 50_000, Seed: 9, Late: true}) {
		if e.Time < e.Recorded {
			late++
		}
	}
	require.InDelta(t, 50, late, 30)
}

func TestGeneratedIDsAreUUIDsOfVersion7(t *testing.T) {
	form := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	for _, e := range generate(shop.Plan{Events: 200, Seed: 1}) {
		require.Regexp(t, form, e.ID)
		ms := fmt.Sprintf("%012x", event.StdTime(e.Time).UnixMilli())
		require.Equal(t, ms, e.ID[:8]+e.ID[9:13], "the id starts with the time")
	}
}
