package projection_test

import (
	"fmt"

	"hindsight/core/event"
	"hindsight/core/money"
	"hindsight/core/projection"
)

// history is what the examples fold. ProductReviewed is an event type that nobody has heard of before.
var history = []event.Event{
	{Position: 1, Stream: "product-1", Type: "ProductAdded", SchemaVersion: 1, Time: clock("09:00:00"), Data: `{"name":"kettle"}`},
	{Position: 2, Stream: "review-1", Type: "ProductReviewed", SchemaVersion: 1, Time: clock("10:00:00"), Data: `{"product":"kettle","stars":5}`},
	{Position: 3, Stream: "review-2", Type: "ProductReviewed", SchemaVersion: 1, Time: clock("11:00:00"), Data: `{"product":"kettle","stars":2}`},
	{Position: 4, Stream: "review-3", Type: "ProductReviewed", SchemaVersion: 1, Time: clock("12:00:00"), Data: `{"product":"lamp"}`},
	{Position: 5, Stream: "review-1", Type: "ReviewWithdrawn", SchemaVersion: 1, Time: clock("13:00:00"), Data: `{"product":"kettle","stars":5}`},
}

func clock(text string) event.Time {
	t, err := event.ParseTime("2026-01-06T" + text + "Z")
	if err != nil {
		panic(err)
	}
	return t
}

// source reads an event of the history, as a log would.
func source(position uint64) event.Event { return history[position-1] }

// rating is a row of the projection ratings: what the reviews of one product say.
type rating struct {
	reviews, stars int64
	latest         event.Time
}

// ratings is a projection of two event types that are new too. It is all there is to add: the row above,
// and this.
func ratings() projection.Projection {
	return projection.Define(projection.Definition[rating]{
		Name: "ratings", Title: "Ratings",
		Types: []string{"ProductReviewed", "ReviewWithdrawn"},
		Columns: []projection.Column[rating]{
			projection.IntegerColumn("reviews", func(r *rating) int64 { return r.reviews }),
			projection.IntegerColumn("stars", func(r *rating) int64 { return r.stars }),
			projection.TimeColumn("latest", func(r *rating) event.Time { return r.latest }),
		},
		Apply: func(in *projection.Input, t *projection.Table[rating]) error {
			product, err := in.Name("product")
			if err != nil {
				return err
			}
			stars, err := in.Integer("stars")
			if err != nil {
				return err
			}
			row, _ := t.Get(product)
			if in.Type == "ReviewWithdrawn" {
				row.reviews, row.stars = row.reviews-1, row.stars-stars
			} else {
				row.reviews, row.stars = row.reviews+1, row.stars+stars
			}
			row.latest = in.Time
			t.Put(product, row)
			return nil
		},
	})
}

// A new event type needs no registration: appending an event of that name is enough, and the projections
// for every log show it at once. A new projection is one definition, and its name in the list that the
// set is made of. No existing code is touched.
func ExampleDefine() {
	set := projection.NewSet(nil, projection.EventTypes(), ratings())
	for _, e := range history {
		set.Fold(e)
	}
	for _, snapshot := range set.Snapshots() {
		fmt.Println(snapshot.Title)
		for row := range snapshot.At(5).Rows() {
			fmt.Print("  ", row.Key)
			for i, column := range snapshot.Columns {
				fmt.Print(", ", column.Name, " ", row.Value(i, source))
			}
			fmt.Println()
		}
		for failure := range snapshot.Failures() {
			fmt.Printf("  position %d was not applied: %s\n", failure.Position, failure.Message)
		}
	}
	// Output:
	// Event types
	//   ProductAdded, count 1, first 2026-01-06T09:00:00Z, last 2026-01-06T09:00:00Z
	//   ProductReviewed, count 3, first 2026-01-06T10:00:00Z, last 2026-01-06T12:00:00Z
	//   ReviewWithdrawn, count 1, first 2026-01-06T13:00:00Z, last 2026-01-06T13:00:00Z
	// Ratings
	//   kettle, reviews 1, stars 2, latest 2026-01-06T13:00:00Z
	//   position 4 was not applied: stars: got nothing, want a whole number
}

// Nothing is overwritten, so a snapshot answers for every moment there was.
func ExampleSnapshot_At() {
	set := projection.NewSet(nil, ratings())
	for _, e := range history {
		set.Fold(e)
	}
	snapshot := set.Snapshots()[0]
	for position := uint64(1); position <= 5; position++ {
		row, ok := snapshot.At(position).Row("kettle")
		if !ok {
			fmt.Println(position, "no kettle yet")
			continue
		}
		fmt.Println(position, "stars", row.Value(snapshot.Column("stars"), source), "since position", row.Position)
	}
	// Output:
	// 1 no kettle yet
	// 2 stars 5 since position 2
	// 3 stars 7 since position 3
	// 4 stars 7 since position 3
	// 5 stars 2 since position 5
}

// What was different in the morning, and which events made it so?
func ExampleSnapshot_Diff() {
	set := projection.NewSet(nil, ratings())
	for _, e := range history {
		set.Fold(e)
	}
	snapshot := set.Snapshots()[0]
	stars := snapshot.Column("stars")
	differences, _ := snapshot.Diff(2, 5, 0, 100, source)
	for _, d := range differences {
		events, _ := d.Events(10)
		fmt.Println(d.Key, d.Kind, d.Before.Value(stars, source), "to", d.After.Value(stars, source), "by", events)
	}
	// Output: kettle changed 5 to 2 by [3 5]
}

// Which events made this row what it is?
func ExampleSnapshot_Lineage() {
	set := projection.NewSet(nil, ratings())
	for _, e := range history {
		set.Fold(e)
	}
	snapshot := set.Snapshots()[0]
	versions, total := snapshot.Lineage("kettle", 5, snapshot.Column("reviews"), 0, 2, source)
	for _, v := range versions {
		fmt.Println("position", v.Position, "made it", v.Row.Value(snapshot.Column("reviews"), source))
	}
	fmt.Println("of", total)
	// Output:
	// position 5 made it 1
	// position 3 made it 2
	// of 3
}

// When did a rating first fall below three stars?
func ExampleSnapshot_Find() {
	set := projection.NewSet(nil, ratings())
	for _, e := range history {
		set.Fold(e)
	}
	snapshot := set.Snapshots()[0]
	three, err := projection.ParseValue(projection.IntegerKind, "3")
	if err != nil {
		fmt.Println(err)
	}
	condition := projection.Condition{Column: snapshot.Column("stars"), Operator: projection.Less, Value: three}
	flips, _ := snapshot.Find("kettle", condition, 0, 10, source)
	for _, f := range flips {
		fmt.Println("position", f.Position, f.Key, f.Becomes)
	}
	// Output: position 5 kettle true
}

// A page is sorted by what a column holds: amounts as amounts, not as text.
func ExampleState_Page() {
	type price struct{ amount money.Amount }
	prices := projection.Define(projection.Definition[price]{
		Name:    "prices",
		Columns: []projection.Column[price]{projection.MoneyColumn("price", func(p *price) money.Amount { return p.amount })},
		Apply: func(in *projection.Input, t *projection.Table[price]) error {
			amount, err := in.Money("price")
			if err == nil {
				t.Put(in.Stream, price{amount})
			}
			return err
		},
	})
	set := projection.NewSet(nil, prices)
	for i, amount := range []string{`"9.50"`, `"100"`, `12.00`} {
		set.Fold(event.Event{Position: uint64(i) + 1, Stream: fmt.Sprint("product-", i+1), Data: `{"price":` + amount + `}`})
	}
	snapshot := set.Snapshots()[0]
	rows, total := snapshot.At(3).Page(projection.Order{Column: 0, Descending: true, Limit: 2}, nil)
	for _, row := range rows {
		fmt.Println(row.Key, row.Value(0, nil))
	}
	fmt.Println("of", total)
	// Output:
	// product-2 100
	// product-3 12.00
	// of 3
}
