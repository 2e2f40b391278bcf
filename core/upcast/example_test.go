package upcast_test

import (
	"fmt"

	"hindsight/core/event"
	"hindsight/core/upcast"
)

// Orders were once placed with a bare amount in euros. Since version 2 the amount says its currency.
// What is stored stays as it is; readers see the current shape.
func ExampleChain() {
	chain := upcast.NewChain(upcast.Schema{
		Type: "OrderPlaced",
		Steps: []upcast.Step{
			func(data string) (string, error) { // from version 1 to 2
				fields := event.FieldsOf(data)
				amount, err := fields.Number("amount")
				if err != nil {
					return "", err
				}
				return fmt.Sprintf(`{"amount":{"value":"%s","currency":"EUR"}}`, amount), nil
			},
		},
	})

	stored := event.Event{Type: "OrderPlaced", SchemaVersion: 1, Data: `{"amount":12.50}`}
	current, err := chain.Current(stored)
	fmt.Println(current.SchemaVersion, current.Data, err)
	fmt.Println(stored.SchemaVersion, stored.Data)

	stored.Data = `{}`
	_, err = chain.Current(stored)
	fmt.Println(err)

	stored.SchemaVersion = 3
	_, err = chain.Current(stored)
	fmt.Println(err)
	// Output:
	// 2 {"amount":{"value":"12.50","currency":"EUR"}} <nil>
	// 1 {"amount":12.50}
	// OrderPlaced: from schema version 1 to 2: amount: got nothing, want a number
	// OrderPlaced: got schema version 3, want at most 2
}
