package question_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/question"
)

func TestChangesOfTheSample(t *testing.T) {
	s := newShop(t).Snapshot()
	t.Run("diff", func(t *testing.T) {
		answer, err := answered(s, &question.DiffQuestion{Name: "inventory", From: at(2), Limit: 10})
		require.NoError(t, err)
		require.Contains(t, string(answer), `"rows":[{"key":"mug","kind":"changed","before":[20,0],"after":[18,2],"events":[7]}],"total":1,"behind":0}`)
		answer, err = answered(s, &question.DiffQuestion{Name: "inventory", From: at(8), To: at(1), Limit: 10})
		require.NoError(t, err)
		require.Contains(t, string(answer), `"rows":[{"key":"mug","kind":"removed","before":[18,2],"after":null,"events":[2,7]}],"total":1,"behind":0}`)
	})
	t.Run("lineage", func(t *testing.T) {
		mug := "mug"
		answer, err := answered(s, &question.LineageQuestion{Name: "inventory", Key: &mug, Limit: 10})
		require.NoError(t, err)
		require.Contains(t, string(answer), `"versions":[{"position":7,"time":"2026-01-06T15:20:00Z","type":"StockRemoved","values":[18,2],"changed":["onHand","shipped"]},`+
			`{"position":2,"time":"2026-01-06T09:20:00Z","type":"StockAdded","values":[20,0],"changed":["onHand","shipped"]}],"total":2,"behind":0}`)
	})
	t.Run("find", func(t *testing.T) {
		answer, err := answered(s, &question.FindQuestion{Name: "inventory", Column: "onHand", Op: "<", Value: json.RawMessage(strconv.Quote("20")), Limit: 10})
		require.NoError(t, err)
		require.JSONEq(t, `{"flips": [{"position": 7, "time": "2026-01-06T15:20:00Z", "key": "mug", "becomes": true}], "total": 1, "behind": 0}`, string(answer))
	})
	t.Run("find looks into the data", func(t *testing.T) {
		q := &question.FindQuestion{Name: "streams", Column: "data", Member: "quantity", Op: "<", Value: json.RawMessage(strconv.Quote("20")), Limit: 10}
		answer, err := answered(s, q)
		require.NoError(t, err)
		require.JSONEq(t, `{"flips": [
			{"position": 3, "time": "2026-01-06T10:05:00Z", "key": "order-1001", "becomes": true},
			{"position": 4, "time": "2026-01-06T10:07:30Z", "key": "order-1001", "becomes": false},
			{"position": 6, "time": "2026-01-06T14:10:00Z", "key": "order-1002", "becomes": true},
			{"position": 7, "time": "2026-01-06T15:20:00Z", "key": "product-mug", "becomes": true}
		], "total": 4, "behind": 0}`, string(answer))
	})
	for want, q := range map[string]*question.FindQuestion{
		`op: got "~"`:         {Name: "inventory", Column: "onHand", Op: "~"},
		`column: got "x"`:     {Name: "inventory", Column: "x", Op: "exists"},
		`value: got "many"`:   {Name: "inventory", Column: "onHand", Op: "=", Value: json.RawMessage(strconv.Quote("many"))},
		`limit: got 10001`:    {Name: "inventory", Column: "onHand", Op: "=", Value: json.RawMessage(strconv.Quote("1")), Limit: 10_001},
		`the projection "no"`: {Name: "no"},
		`member: got "a"`:     {Name: "inventory", Column: "onHand", Member: "a", Op: "=", Value: json.RawMessage(strconv.Quote("1"))},
		`member: got "a..b"`:  {Name: "streams", Column: "data", Member: "a..b", Op: "exists"},
		`column: got ""`:      {Name: "streams", Member: "a", Op: "exists"},
	} {
		t.Run("find refuses "+want, func(t *testing.T) {
			_, err := answered(s, q)
			require.ErrorContains(t, err, want)
		})
	}
}
