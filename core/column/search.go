package column

import "cmp"

// SearchFrom returns the smallest index in [from, to) whose value is at least least, or to where there is none. The
// values must ascend. The time grows with the distance to that index, not with the length of the column: going
// through a column from one border to the next costs nothing for what lies before and behind them.
func SearchFrom[T cmp.Ordered](c *Column[T], from, to int, least T) int {
	if from >= to {
		return to
	}
	// First the chunk. All but the last are full, so that they are told by their last values.
	low, high := from>>chunkBits, (to-1)>>chunkBits
	for step := 1; low < high; step *= 2 {
		probe := min(low+step, high) - 1
		if c.chunks[probe][chunkMask] >= least {
			high = probe
			break
		}
		low = probe + 1
	}
	for low < high {
		if mid := int(uint(low+high) >> 1); c.chunks[mid][chunkMask] >= least {
			high = mid
		} else {
			low = mid + 1
		}
	}
	from, to = max(from, low<<chunkBits), min(to, (low+1)<<chunkBits)
	begin := from & chunkMask
	return from + SearchSlice(c.chunks[low][begin:begin+to-from], least)
}

// SearchSlice is [SearchFrom] for a slice, from its beginning to its end.
func SearchSlice[T cmp.Ordered](values []T, least T) int {
	low, step := 0, 1
	for low+step <= len(values) && values[low+step-1] < least {
		low += step
		step *= 2
	}
	high := min(low+step-1, len(values))
	for low < high {
		if mid := int(uint(low+high) >> 1); values[mid] >= least {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}
