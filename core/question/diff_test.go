package question_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/money"
	"hindsight/core/projection"
	"hindsight/core/question"
	"hindsight/core/workspace"
)

// order is an order as the data of an event has it; null removes it.
type order struct {
	Status, Currency, Total string
	Items                   int64
}

type orderRow struct {
	status, currency projection.Text
	total            money.Amount
	items            int64
}

// orders are rows that events put as they are, each under its stream's name.
func orders() *workspace.Workspace {
	return withProjections(projection.Define(projection.Definition[orderRow]{
		Name: "orders", Title: "Orders",
		Columns: []projection.Column[orderRow]{
			projection.TextColumn("status", func(r *orderRow) projection.Text { return r.status }),
			projection.TextColumn("currency", func(r *orderRow) projection.Text { return r.currency }),
			projection.MoneyColumn("total", func(r *orderRow) money.Amount { return r.total }),
			projection.IntegerColumn("items", func(r *orderRow) int64 { return r.items }),
		},
		Apply: func(in *projection.Input, t *projection.Table[orderRow]) error {
			var o *order
			if err := json.Unmarshal([]byte(in.Data), &o); err != nil {
				return err
			}
			if o == nil {
				t.Delete(in.Stream)
				return nil
			}
			t.Put(in.Stream, orderRow{t.Text(o.Status), t.Text(o.Currency), money.MustParse(o.Total), o.Items})
			return nil
		},
	}))
}

// put appends what an order is from now on; "null" removes it.
func put(t *testing.T, w *workspace.Workspace, key, data string) {
	t.Helper()
	_, err := w.Append([]event.Event{draft(key, "Put", data)}, workspace.AppendOptions{})
	require.NoError(t, err)
}

func TestADiffWithSumsSaysWhatAllRowsComeTo(t *testing.T) {
	w := orders()
	put(t, w, "cancelled", `{"status":"placed","currency":"USD","total":"5.00","items":1}`)
	put(t, w, "removed", `{"status":"placed","currency":"EUR","total":"1.00","items":4}`)
	put(t, w, "added-1", `{"status":"placed","currency":"EUR","total":"0.10","items":2}`)
	put(t, w, "added-2", `{"status":"placed","currency":"EUR","total":"0.20","items":1}`)
	put(t, w, "cancelled", `{"status":"cancelled","currency":"USD","total":"0","items":1}`)
	put(t, w, "removed", `null`)
	ask := func(from, to int, more string) string {
		answers, final := batch(t, w.Snapshot(), fmt.Sprintf(
			`[{"ask":"diff","name":"orders","from":{"position":%d},"to":{"position":%d}%s}]`, from, to, more))
		require.Equal(t, from < 6 && to < 6, final[0])
		return string(answers[0])
	}
	const sums = `,"kinds":{"added":2,"changed":1,"removed":1},"sums":[` +
		`{"column":"total","currency":"EUR","change":"-0.70"},` +
		`{"column":"total","currency":"USD","change":"-5.00"},` +
		`{"column":"items","currency":"","change":"-1"}]}`
	t.Run("of each kind how many, and of each number the change, a sum a currency", func(t *testing.T) {
		require.True(t, strings.HasSuffix(ask(2, 6, `,"sums":true`), sums), ask(2, 6, `,"sums":true`))
	})
	t.Run("whatever part of the rows is wanted", func(t *testing.T) {
		for _, part := range []string{`,"limit":0`, `,"limit":1`, `,"offset":3`, `,"offset":100`} {
			without := ask(2, 6, part)
			require.Contains(t, without, `"total":4`)
			require.Equal(t, strings.TrimSuffix(without, "}")+sums, ask(2, 6, part+`,"sums":true`))
		}
	})
	t.Run("backwards they are the opposite", func(t *testing.T) {
		require.Contains(t, ask(6, 2, `,"sums":true`), `"kinds":{"added":1,"changed":1,"removed":2},"sums":[`+
			`{"column":"total","currency":"EUR","change":"0.70"},`+
			`{"column":"total","currency":"USD","change":"5.00"},`+
			`{"column":"items","currency":"","change":"1"}]}`)
	})
	t.Run("of nothing that differs there are none", func(t *testing.T) {
		require.Contains(t, ask(3, 3, `,"sums":true`), `,"kinds":{"added":0,"changed":0,"removed":0},"sums":[]}`)
	})
	t.Run("an amount that changes its currency leaves the one and enters the other", func(t *testing.T) {
		w := orders()
		put(t, w, "o", `{"currency":"USD","total":"5.00"}`)
		put(t, w, "o", `{"currency":"EUR","total":"5.00"}`)
		answer, err := answered(w.Snapshot(), &question.DiffQuestion{Name: "orders", From: at(1), Sums: true})
		require.NoError(t, err)
		require.Contains(t, string(answer), `"sums":[{"column":"total","currency":"EUR","change":"5.00"},`+
			`{"column":"total","currency":"USD","change":"-5.00"}]`)
	})
	t.Run("they are exact beyond what a floating point number holds", func(t *testing.T) {
		w := orders()
		for i := range 11 {
			put(t, w, fmt.Sprint(i), `{"total":"999999999999999999.9","items":9223372036854775807}`)
		}
		answer, err := answered(w.Snapshot(), &question.DiffQuestion{Name: "orders", From: at(0), Sums: true})
		require.NoError(t, err)
		require.Contains(t, string(answer), `"sums":[{"column":"total","currency":"","change":"10999999999999999998.9"},`+
			`{"column":"items","currency":"","change":"101457092405402533877"}]`)
	})
}

// A row whose key is a currency has amounts of it: the sample's revenue is such a projection.
func TestSumsOfRowsThatAreACurrencysOwn(t *testing.T) {
	answer, err := answered(newShop(t).Snapshot(), &question.DiffQuestion{Name: "revenue", From: at(0), Sums: true})
	require.NoError(t, err)
	sums := decode[question.Diff](t, answer, nil).Sums
	require.NotEmpty(t, sums)
	for _, sum := range sums {
		if sum.Column == "orders" {
			require.Empty(t, sum.Currency, "what is no money")
		} else {
			require.Equal(t, "EUR", sum.Currency, sum.Column)
		}
	}
}
