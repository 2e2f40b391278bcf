package shop

import (
	"time"

	"hindsight/core/event"
)

// moment is a time in milliseconds since 1970, in UTC.
type moment int64

// hour is an hour in milliseconds.
const hour = 60 * 60 * 1000

// year2026 is 2026-01-01T00:00:00Z, where generated histories end.
const year2026 moment = 1_767_225_600_000

// unixEpoch is 1970 as an event's time.
var unixEpoch = func() event.Time {
	t, err := event.TimeOf(time.Unix(0, 0))
	if err != nil {
		panic("shop: " + err.Error())
	}
	return t
}()

func (m moment) time() event.Time { return unixEpoch + event.Time(m)*1e6 }

// A day is cut into 2^dayBits ticks. It has more ticks in an hour in which more happens.
const dayBits = 20

// busy is how much happens in each hour of a day, of 1,024.
var busy = [24]int64{
	8, 5, 4, 4, 5, 10, 20, 35, 50, 60, 66, 66, 62, 58, 58, 60, 62, 66, 72, 78, 74, 56, 30, 15,
}

// hourOf returns the hour that a tick belongs to and the hour's first tick.
func hourOf(tick int64) (h, first int64) {
	for ; tick >= first+busy[h]<<(dayBits-10); h++ {
		first += busy[h] << (dayBits - 10)
	}
	return h, first
}

// calendar spreads events over days.
type calendar struct {
	events uint64
	days   uint64
	start  moment
}

// perDay is how many events a day has, in a history that lasts a week or longer.
const perDay = 2740

func newCalendar(events int) calendar {
	days := max(7, (events+perDay-1)/perDay)
	return calendar{uint64(events), uint64(days), year2026 - moment(days)*24*hour}
}

// at returns when the event at an index happens; part, a chance below 2^dayBits, moves it within the time
// up to the next, so that times never go backwards.
func (c calendar) at(index int, part uint64) moment {
	ticks := (uint64(index)<<dayBits + part) * c.days / c.events
	day, tick := int64(ticks>>dayBits), int64(ticks&(1<<dayBits-1))
	h, first := hourOf(tick)
	return c.start + moment(day*24*hour+h*hour+(tick-first)*hour/(busy[h]<<(dayBits-10)))
}
