package shop

import "strconv"

// generated is an order on its way through the shop.
type generated struct {
	id       uint32
	user     uint32
	product  uint32
	quantity uint8
	currency uint8
}

// Where the numbers of generated things start, so that they are as long at the end as at the beginning
// and none is one of the sample's.
const (
	firstOrder   = 100_001
	firstUser    = 10_001
	firstProduct = 1_001
)

// currencyOf spreads users over currencies.
var currencyOf = [...]uint8{0, 0, 0, 1, 1, 2, 3, 4}

// yen is the index of the currency whose amounts have no decimals.
const yen = 4

func (g *Generator) place() draw {
	g.quota.orders--
	o := generated{
		id:       firstOrder + uint32(g.orders),
		user:     uint32(g.below(g.users)),
		product:  uint32(g.below(len(g.stock))),
		quantity: uint8(1 + min(g.below(4), g.below(4))),
	}
	g.orders++
	early := g.done < g.plan.Events/20
	if !early {
		o.currency = currencyOf[o.user%uint32(len(currencyOf))]
	}
	if g.below(100) < 92 { // the others are never paid
		g.unpaid.add(o)
	}
	d := g.order(OrderPlaced, o.id)
	g.text = g.text.id("userId", "", firstUser+o.user).id("sku", "p", firstProduct+o.product).
		integer("quantity", int64(o.quantity))
	if early {
		g.text = o.appendAmount(g.text.name("amount"), 1)
		return g.end(d)
	}
	g.money(o, 1)
	d.version = orderPlacedVersion
	return g.end(d)
}

func (g *Generator) pay() draw {
	o := g.unpaid.take(g.any(&g.unpaid))
	g.paid.add(o)
	d := g.order(PaymentReceived, o.id)
	g.money(o, 1)
	g.text = g.text.text("method", methods[o.user%uint32(len(methods))])
	return g.end(d)
}

// pick takes an order's goods from the stock; where there are too few, more are brought in and the order
// waits.
func (g *Generator) pick() draw {
	o := g.paid.first()
	if g.stock[o.product] < int64(o.quantity) {
		return g.addStock(o.product)
	}
	g.paid.take(0)
	g.picked.add(o)
	d := g.removeStock(o.product, int64(o.quantity))
	g.text = g.text.id("orderId", "", o.id)
	return g.end(d)
}

func (g *Generator) ship() draw {
	o := g.picked.take(g.any(&g.picked))
	if g.below(100) < 5 {
		g.returned.add(o)
	}
	d := g.order(OrderShipped, o.id)
	g.text = g.text.text("carrier", carriers[o.product%uint32(len(carriers))])
	return g.end(d)
}

// refund pays an order back: two in three in full, the others half.
func (g *Generator) refund() draw {
	o := g.returned.take(g.any(&g.returned))
	d := g.order(OrderRefunded, o.id)
	part := int64(1)
	if g.below(3) == 0 {
		part = 2
	}
	g.money(o, part)
	g.text = g.text.text("reason", "returned")
	return g.end(d)
}

// order starts an event of an order's stream.
func (g *Generator) order(typ string, id uint32) draw {
	d := g.start(typ, "order-", id)
	g.text = g.text.id("orderId", "", id)
	return d
}

func (g *Generator) money(o generated, part int64) {
	g.text = append(o.appendAmount(append(g.text.name("amount"), '"'), part), '"')
	g.text = g.text.text("currency", currencies[o.currency])
}

// appendAmount appends what the order costs, or a part of it, as a plain decimal.
func (o generated) appendAmount(dst object, part int64) object {
	minor := (299 + int64(o.product)*7919%9700) * int64(o.quantity) / part
	if o.currency == yen {
		return strconv.AppendInt(dst, minor, 10)
	}
	dst = append(strconv.AppendInt(dst, minor/100, 10), '.')
	return append(dst, byte('0'+minor/10%10), byte('0'+minor%10))
}

// queue is orders that wait, in about the order in which they came. The zero value is empty.
type queue struct {
	orders []generated
	head   int
}

func (q *queue) len() int { return len(q.orders) - q.head }

func (q *queue) add(o generated) {
	if q.head > 64 && q.head > len(q.orders)/2 {
		q.orders = q.orders[:copy(q.orders, q.orders[q.head:])]
		q.head = 0
	}
	q.orders = append(q.orders, o)
}

func (q *queue) first() generated { return q.orders[q.head] }

// take removes the order with so many before it, into whose place the first moves.
func (q *queue) take(before int) generated {
	chosen := q.orders[q.head+before]
	q.orders[q.head+before] = q.orders[q.head]
	q.head++
	return chosen
}

// any chooses one of the first orders that wait, of which there must be one.
func (g *Generator) any(q *queue) int { return g.below(min(q.len(), 16)) }
