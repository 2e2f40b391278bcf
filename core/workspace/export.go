package workspace

import (
	"hindsight/core/interchange"
	"hindsight/core/store"
)

// AppendExport appends events as lines of NDJSON until they are aim bytes or more; next is the After to go on from,
// 0 at the end. The query's order and limit are not looked at. A query whose Until is 0 has no events.
func (s *Snapshot) AppendExport(dst []byte, q store.Query, aim int) (out []byte, next uint64) {
	if q.Until == 0 {
		return dst, 0
	}
	q.Descending, q.Limit, q.Uncounted = false, 1000, true
	for {
		page := s.log.Find(q)
		for _, position := range page.Positions {
			e := s.log.Event(position)
			dst = interchange.AppendNDJSON(dst, &e)
			if len(dst) >= aim && position != page.Positions[len(page.Positions)-1] {
				return dst, position
			}
		}
		if page.Next == 0 || len(dst) >= aim {
			return dst, page.Next
		}
		q.After = page.Next
	}
}
