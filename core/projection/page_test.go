package projection_test

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"hindsight/core/projection"
	"hindsight/core/storetest"
)

// sorts are the orders that a page can have, with the naive comparison for each.
var sorts = map[int]func(a, b storetest.Row) int{
	projection.Unsorted: func(a, b storetest.Row) int { return 0 },
	projection.ByKey:    func(a, b storetest.Row) int { return cmp.Compare(a.Key, b.Key) },
	0:                   func(a, b storetest.Row) int { return cmp.Compare(a.Number, b.Number) },
	1:                   func(a, b storetest.Row) int { return cmp.Compare(a.Text, b.Text) },
	2:                   func(a, b storetest.Row) int { return amountOf(a).Cmp(amountOf(b)) },
	3:                   func(a, b storetest.Row) int { return cmp.Compare(a.Type, b.Type) },
	4:                   func(a, b storetest.Row) int { return cmp.Compare(a.Time, b.Time) },
	5:                   func(a, b storetest.Row) int { return cmp.Compare(a.Data, b.Data) },
}

func amountOf(r storetest.Row) *big.Rat {
	amount, _ := new(big.Rat).SetString(r.Amount)
	return amount
}

func holds(r storetest.Row, text string) bool {
	for _, s := range []string{r.Key, fmt.Sprint(r.Number), r.Text, r.Amount, r.Type, r.Time.String()} {
		if strings.Contains(strings.ToLower(s), strings.ToLower(text)) {
			return true
		}
	}
	return false
}

// page is what [projection.State.Page] promises, by sorting everything.
func page(rows []storetest.Row, o projection.Order) ([]storetest.Row, int) {
	rows = slices.DeleteFunc(slices.Clone(rows), func(r storetest.Row) bool { return !holds(r, o.Search) })
	if o.Column == projection.Unsorted && o.Descending {
		slices.Reverse(rows)
	}
	slices.SortStableFunc(rows, func(a, b storetest.Row) int {
		if o.Descending {
			return sorts[o.Column](b, a)
		}
		return sorts[o.Column](a, b)
	})
	from := min(max(o.Offset, 0), len(rows))
	return rows[from : from+min(max(o.Limit, 0), len(rows)-from)], len(rows)
}

func TestPage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.SampledFrom([]int{0, 3, 50, 900}).Draw(t, "events") // the page drops rows from about 70 on
		events := storetest.Scripts(size, rapid.SampledFrom([]int{3, 40, 2000}).Draw(t, "keys"), rapid.Uint64().Draw(t, "seed"))
		source := sourceOf(events)
		position := size
		if rapid.Bool().Draw(t, "in the past") {
			position = rapid.IntRange(0, size).Draw(t, "position")
		}
		_, snapshot := fold(events, scripted())
		state := snapshot.At(uint64(position))
		rows := storetest.Replay(events[:position]).List()
		for range 8 {
			o := projection.Order{
				Column:     rapid.IntRange(projection.ByKey, 5).Draw(t, "column"),
				Descending: rapid.Bool().Draw(t, "descending"),
				Search:     rapid.SampledFrom([]string{"", "", "", "", "KEY-1", "ä", "1.5", "pLACED", "15:00:1", "changes", "absent"}).Draw(t, "search"),
				Offset:     rapid.SampledFrom([]int{0, 0, 0, 1, 10, 390, math.MaxInt, -1}).Draw(t, "offset"),
				Limit:      rapid.SampledFrom([]int{0, 1, 5, 33, 1000, math.MaxInt, -1}).Draw(t, "limit"),
			}
			want, wantTotal := page(rows, o)
			got, total := state.Page(o, source)
			require.Equal(t, wantTotal, total, "%+v", o)
			require.Len(t, got, len(want), "%+v", o)
			for i := range got {
				require.Equal(t, want[i], modelled(got[i], source), "row %d of %+v", i, o)
			}
		}
	})
}
