package column_test

import (
	"fmt"

	"hindsight/core/column"
)

// A copy of a column is a snapshot: it costs a few words and stays what it is while the column grows.
func ExampleColumn() {
	var log column.Column[string]
	log.Append("OrderPlaced")
	log.Append("OrderPaid")

	before := log
	log.Append("OrderShipped")

	fmt.Println(before.Len(), "before,", log.Len(), "now")
	fmt.Println("at 1:", before.At(1), "and", log.At(1))
	// Output:
	// 2 before, 3 now
	// at 1: OrderPaid and OrderPaid
}

// Every value belongs to some prefix. Where the values are in order, Search finds the end of one.
func ExampleColumn_Search() {
	var seconds column.Column[int]
	for _, s := range []int{10, 20, 20, 30} {
		seconds.Append(s)
	}
	fmt.Println("before 20:", seconds.Search(0, seconds.Len(), func(s int) bool { return s >= 20 }))
	fmt.Println("until 20:", seconds.Search(0, seconds.Len(), func(s int) bool { return s > 20 }))
	// Output:
	// before 20: 1
	// until 20: 3
}

func ExampleColumn_Spans() {
	var c column.Column[int]
	for n := range 5000 {
		c.Append(n)
	}
	sum := 0
	for _, run := range c.Spans(10, 4000) {
		for _, n := range run {
			sum += n
		}
	}
	fmt.Println(sum)
	// Output: 7997955
}

func ExampleSlab() {
	var slab column.Slab
	order := slab.Append("order", "-", "42")
	user := slab.Append("user-7")
	fmt.Println(slab.Text(order), slab.Text(user), order.Len())
	// Output: order-42 user-7 8
}

func ExampleSymbols() {
	var types column.Symbols
	for _, typ := range []string{"OrderPlaced", "OrderPaid", "OrderPlaced"} {
		symbol, fresh := types.Intern(typ)
		fmt.Println(typ, symbol, fresh)
	}
	fmt.Println(types.Name(1))
	// Output:
	// OrderPlaced 0 true
	// OrderPaid 1 true
	// OrderPlaced 0 false
	// OrderPaid
}

// An Index knows only hashes and numbers; the keys are kept elsewhere.
func ExampleIndex() {
	ids := []string{"a", "b"}
	var index column.Index
	for n, id := range ids {
		index.Add(column.Hash(id), uint32(n))
	}
	n, ok := index.Find(column.Hash("b"), func(n uint32) bool { return ids[n] == "b" })
	fmt.Println(n, ok)
	// Output: 1 true
}
