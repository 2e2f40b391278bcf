package shop

import (
	"iter"
	"math/bits"
	"math/rand/v2"

	"hindsight/core/event"
)

// MaxGenerated is the longest history that is generated, more than a browser's tab can hold.
const MaxGenerated = 100_000_000

// Plan says which history to generate. The same plan gives the same events, byte for byte, on every
// platform.
type Plan struct {
	Events int    // how many, 0 to MaxGenerated; what is beyond is cut
	Seed   uint64 // which one of all histories of that length
	// Late makes one event in a thousand come late: its Time is up to an hour before its Recorded, which
	// stays in order.
	Late bool
}

// Generator makes a history of the shop, an event at a time, for an empty log. In every million events are
// 5,000 users, 1,000 products and 244,000 orders, each a stream; most orders are paid, taken from stock
// and shipped, and some are refunded. In the first twentieth the shop knows but euros, and OrderPlaced is
// of schema version 1. All events are valid and all projections can apply them.
//
// The history ends with the year 2025. It lasts as long as the shop needs at a steady 2,740 events a day,
// at least a week.
//
// All chance comes from PCG-DXSM as in math/rand/v2, seeded with the plan's seed and a constant.
type Generator struct {
	plan Plan
	done int
	rng  *rand.PCG

	calendar calendar
	quota    quota
	users    int
	stock    []int64 // what is on hand, by product
	orders   int
	unpaid   queue
	paid     queue
	picked   queue
	returned queue

	text object // of the event that is being made: id, stream and data, end to end
}

// quota is how many streams of each kind are still to begin.
type quota struct{ users, products, orders int }

// secondSeed is the half of PCG's seed that is the same for all plans.
const secondSeed = 0x68696e6473696768

// NewGenerator returns the generator of a plan.
func NewGenerator(plan Plan) *Generator {
	plan.Events = min(max(plan.Events, 0), MaxGenerated)
	users, products := max(2, plan.Events/200), max(2, plan.Events/1000)
	return &Generator{
		plan:     plan,
		rng:      rand.NewPCG(plan.Seed, secondSeed),
		calendar: newCalendar(plan.Events),
		quota:    quota{users, products, max(plan.Events/8, plan.Events/4-users-products)},
	}
}

// Left returns how many events are still to come.
func (g *Generator) Left() int { return g.plan.Events - g.done }

// All yields the events that are still to come.
func (g *Generator) All() iter.Seq[event.Event] {
	return func(yield func(event.Event) bool) {
		for e, ok := g.Next(); ok && yield(e); e, ok = g.Next() {
		}
	}
}

// Next returns the next event, with ID and both times; ok is false when there is none. Position and
// Version are left for the log to set.
func (g *Generator) Next() (e event.Event, ok bool) {
	if g.Left() == 0 {
		return event.Event{}, false
	}
	at := g.calendar.at(g.done, uint64(g.below(1<<dayBits)))
	recorded := at
	if g.plan.Late && g.below(1000) == 0 {
		at -= moment(1 + g.below(hour))
	}
	g.text = event.AppendUUIDv7(g.text[:0], int64(at), g.rng.Uint64(), g.rng.Uint64()>>2)
	idLength := len(g.text)
	drawn := g.happen()
	g.done++
	text := string(g.text) // the one allocation
	return event.Event{
		ID: text[:idLength], Stream: text[idLength:drawn.data], Data: text[drawn.data:],
		Type: drawn.typ, SchemaVersion: drawn.version,
		Time: at.time(), Recorded: recorded.time(),
	}, true
}

// below returns a number in [0, n), each as likely but for one part in 2^64/n.
func (g *Generator) below(n int) int {
	high, _ := bits.Mul64(g.rng.Uint64(), uint64(n))
	return int(high)
}

// draw describes an event whose text was appended to the generator's.
type draw struct {
	typ     string
	version uint32
	data    int // where in the text its data starts, behind the stream
}

// happen decides what comes next and writes it. New streams begin as evenly as chance allows, so that
// each quota is met exactly, if there are events enough; all else is work on what there is.
func (g *Generator) happen() draw {
	switch {
	case g.users == 0:
		return g.register()
	case len(g.stock) == 0:
		return g.newProduct()
	}
	n := g.below(g.Left())
	if n < g.quota.users {
		return g.register()
	}
	if n -= g.quota.users; n < g.quota.products {
		return g.newProduct()
	}
	if n -= g.quota.products; n < g.quota.orders {
		return g.place()
	}
	return g.work()
}

// work goes on with an order or, when none waits, lets a user log in. The steps are a little more likely
// than the orders need, so that queues stay short and users log in the more the less there is to do.
func (g *Generator) work() draw {
	switch n := g.below(1000); {
	case n < 315 && g.unpaid.len() > 0:
		return g.pay()
	case 315 <= n && n < 620 && g.paid.len() > 0:
		return g.pick()
	case 620 <= n && n < 920 && g.picked.len() > 0:
		return g.ship()
	case 920 <= n && n < 940 && g.returned.len() > 0:
		return g.refund()
	case n >= 993:
		return g.loseStock()
	}
	return g.logIn()
}
