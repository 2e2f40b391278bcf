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

func (l *positions) at(i int) uint32 {
	if i < len(l.first) {
		return l.first[i]
	}
	return l.rest.At(i - len(l.first))
}

// search returns the index of the first entry in [from, to) that is at least least, or to where none is.
func (l *positions) search(from, to int, least uint32) int {
	return gallop(from, to, func(i int) bool { return l.at(i) >= least })
}

// gallop returns the smallest index in [from, to) that is behind, or to where none is. behind must be false
// up to some index and true from there on. It takes as many steps as the distance from there has binary
// digits, twice: whoever goes through a list in small steps never pays for the length of the list.
func gallop(from, to int, behind func(i int) bool) int {
	for step := 1; ; step *= 2 {
		probe := from + step - 1
		if probe >= to {
			break
		}
		if behind(probe) {
			to = probe
			break
		}
		from = probe + 1
	}
	for from < to {
		mid := int(uint(from+to) >> 1)
		if behind(mid) {
			to = mid
		} else {
			from = mid + 1
		}
	}
	return from
}
