package shop

import (
	"hindsight/core/event"
	"hindsight/core/projection"
)

// activity is a row of user_activity.
type activity struct {
	lastSeen  event.Time
	events    uint32 // a log has no more events
	lastEvent projection.Text
}

// UserActivity is the projection user_activity: one row a user, its key the userId. It counts what users
// do themselves: they register, log in and place orders. A user need not have registered.
//
// lastEvent is the type of the event with the latest time, which is lastSeen; an event that comes late
// is counted and changes neither.
func UserActivity() projection.Projection {
	return projection.Define(projection.Definition[activity]{
		Name: "user_activity", Title: "User activity",
		Types: []string{UserRegistered, UserLoggedIn, OrderPlaced},
		Columns: []projection.Column[activity]{
			projection.IntegerColumn("events", func(a *activity) int64 { return int64(a.events) }),
			projection.TypeColumn("lastEvent", func(a *activity) projection.Text { return a.lastEvent }),
			projection.TimeColumn("lastSeen", func(a *activity) event.Time { return a.lastSeen }),
		},
		Apply: func(in *projection.Input, t *projection.Table[activity]) error {
			user, err := in.Name("userId")
			if err != nil {
				return err
			}
			row, _ := t.Get(user)
			row.events++
			if in.Time >= row.lastSeen {
				row.lastSeen, row.lastEvent = in.Time, t.Text(in.Type)
			}
			t.Put(user, row)
			return nil
		},
	})
}
