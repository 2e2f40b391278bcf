package store

import (
	"strings"

	"hindsight/core/event"
)

// Clock says which of an event's two times a range is over.
type Clock uint8

// The clocks.
const (
	ByTime     Clock = iota // when it happened
	ByRecorded              // when the log took it
)

// Query asks for events. The zero value asks for all of them, in position order.
type Query struct {
	From, To   event.Time // half-open, [From, To); 0 leaves that end open. From after To is an empty answer
	Clock      Clock      // which time From and To are over
	Types      []string   // events of one of these types; none means all
	Streams    []string   // events of one of these streams; none means all
	Category   string     // events of streams of this category; see [Category]
	Text       string     // events whose id, metadata or data holds this text, letter for letter
	Until      uint64     // positions up to this one, inclusive; 0 means all
	Descending bool       // newest position first
	After      uint64     // goes on behind this position, in the order asked for; 0 starts at the end there
	Offset     int        // passes over this many first
	Limit      int        // at most this many positions; 0 or less gives none, only the total
	Uncounted  bool       // stops at the end of the page: Total is not known and 0
}

// Page is a part of the answer to a [Query].
type Page struct {
	Positions []uint64 // in the order asked for
	Total     int      // how many events the whole answer has, wherever the page starts
	Next      uint64   // the After of the next page; 0 at the end
}

// Category returns the part of a stream's name before its first '-' or ':', which by custom names the
// kind of thing the stream is about: order for order-42. A name with neither is its own category.
func Category(stream string) string {
	if i := strings.IndexAny(stream, "-:"); i >= 0 {
		return stream[:i]
	}
	return stream
}

// Find answers a query.
func (v *Snapshot) Find(q Query) Page {
	c := v.candidates(q)
	var page Page
	if len(c.tests) == 0 {
		page = c.pageOfAll(q)
	} else {
		page = c.pageOfMatches(q)
	}
	if q.Uncounted {
		page.Total = 0
	}
	return page
}

// pageOfAll is the page when every candidate is in the answer: nothing is visited but the page.
func (c *candidates) pageOfAll(q Query) Page {
	page := Page{Total: c.len()}
	i, step := 0, 1
	if q.Descending {
		i, step = c.len()-1, -1
	}
	if q.After > 0 {
		i = c.behind(q.After, q.Descending)
	}
	for i += step * min(max(q.Offset, 0), c.len()); 0 <= i && i < c.len(); i += step {
		if !page.take(c.at(i), q.Limit) {
			break
		}
	}
	return page
}

// pageOfMatches visits every candidate where the total is wanted, and otherwise those up to the page's end.
func (c *candidates) pageOfMatches(q Query) Page {
	var page Page
	full, skip := false, q.Offset
	i, step := 0, 1
	if q.Descending {
		i, step = c.len()-1, -1
	}
	if q.Uncounted && q.After > 0 {
		i = c.behind(q.After, q.Descending)
	}
	for ; 0 <= i && i < c.len(); i += step {
		p := c.at(i)
		if !c.passes(p) {
			continue
		}
		page.Total++
		if full || !isBehind(uint64(p), q) {
			continue
		}
		if skip > 0 {
			skip--
			continue
		}
		if full = !page.take(p, q.Limit); full && q.Uncounted {
			break
		}
	}
	return page
}

func isBehind(p uint64, q Query) bool {
	return q.After == 0 || !q.Descending && p > q.After || q.Descending && p < q.After
}

// take adds a position to the page; when the page is full it notes that there is more instead.
func (page *Page) take(p uint32, limit int) bool {
	if len(page.Positions) >= limit {
		if n := len(page.Positions); n > 0 {
			page.Next = page.Positions[n-1]
		}
		return false
	}
	page.Positions = append(page.Positions, uint64(p))
	return true
}
