package shop

import "strconv"

// register begins a user.
func (g *Generator) register() draw {
	g.quota.users--
	id := uint32(firstUser + g.users)
	g.users++
	d := g.start(UserRegistered, "user-", id)
	g.text = g.text.id("userId", "", id).text("name", firstNames[g.below(len(firstNames))])
	return g.end(d)
}

func (g *Generator) logIn() draw {
	id := uint32(firstUser + g.below(g.users))
	d := g.start(UserLoggedIn, "user-", id)
	g.text = g.text.id("userId", "", id).text("device", devices[g.below(len(devices))])
	return g.end(d)
}

// newProduct begins a product.
func (g *Generator) newProduct() draw {
	g.quota.products--
	g.stock = append(g.stock, 0)
	return g.addStock(uint32(len(g.stock) - 1))
}

func (g *Generator) addStock(product uint32) draw {
	quantity := int64(20 + 10*g.below(10))
	g.stock[product] += quantity
	return g.end(g.product(StockAdded, product, quantity))
}

// loseStock removes one of a product that there is, or restocks it when there is none.
func (g *Generator) loseStock() draw {
	product := uint32(g.below(len(g.stock)))
	if g.stock[product] == 0 {
		return g.addStock(product)
	}
	return g.end(g.removeStock(product, 1))
}

// removeStock starts the event; what is known of its reason may be added.
func (g *Generator) removeStock(product uint32, quantity int64) draw {
	g.stock[product] -= quantity
	return g.product(StockRemoved, product, quantity)
}

// product starts an event of a product's stream.
func (g *Generator) product(typ string, product uint32, quantity int64) draw {
	d := g.start(typ, "product-p", firstProduct+product)
	g.text = g.text.id("sku", "p", firstProduct+product).integer("quantity", quantity)
	return d
}

// start writes the stream, behind the id, and opens the data.
func (g *Generator) start(typ, prefix string, id uint32) draw {
	g.text = strconv.AppendUint(append(g.text, prefix...), uint64(id), 10)
	d := draw{typ: typ, version: firstVersion, data: len(g.text)}
	g.text = append(g.text, '{')
	return d
}

// end closes the data.
func (g *Generator) end(d draw) draw {
	g.text = append(g.text, '}')
	return d
}
