package store

import "hindsight/core/column"

// fewPositions is how many positions lie in a slice that grows by copying. A log may have as many types as
// events, so that a list of one must be small.
const fewPositions = 1 << 10

// positions is an ascending list of positions that only grows. A copy of the struct is a snapshot. The zero
// value is empty and ready to use.
type positions struct {
	first []uint32 // up to fewPositions
	rest  column.Column[uint32]
}

func (l *positions) append(position uint32) {
	if len(l.first) < fewPositions {
		l.first = append(l.first, position)
	} else {
		l.rest.Append(position)
	}
}

func (l *positions) len() int { return len(l.first) + l.rest.Len() }

// search returns the index of the first entry in [from, to) that is at least least, or to where none is.
func (l *positions) search(from, to int, least uint32) int {
	few := len(l.first)
	if from < few {
		end := min(to, few)
		if from += column.SearchSlice(l.first[from:end], least); from < end || to <= few {
			return from
		}
	}
	return few + column.SearchFrom(&l.rest, from-few, to-few, least)
}
