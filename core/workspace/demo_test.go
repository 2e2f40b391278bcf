//go:build !js

package workspace_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/shop"
	"hindsight/core/workspace"
)

func TestDemo(t *testing.T) {
	var out strings.Builder
	require.NoError(t, workspace.WriteDemo(&out, shop.Domain{}))
	var demo struct {
		EventsStored  int                         `json:"events_stored"`
		Projections   map[string][]map[string]any `json:"projections"`
		TemporalQuery struct {
			At          struct{ Time string }
			Projections map[string][]map[string]any
		} `json:"temporal_query"`
	}
	require.NoError(t, json.Unmarshal([]byte(out.String()), &demo))
	require.Equal(t, 8, demo.EventsStored)
	for _, name := range []string{"streams", "event_types", "order_totals", "user_activity", "revenue", "inventory"} {
		require.NotEmpty(t, demo.Projections[name], name)
	}
	require.NotEqual(t, demo.Projections, demo.TemporalQuery.Projections)
	require.NotEmpty(t, demo.TemporalQuery.At.Time)
}
