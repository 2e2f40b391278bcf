package sandbox

import "hindsight/core/projection"

// AppendStates appends a block of states to dst, for whoever goes on from them. A number says how many there are, and two
// numbers of each the lengths of its key and of its state, whose texts follow.
func AppendStates(dst []byte, states []projection.StateOf) []byte {
	dst = appendNumber(dst, len(states))
	for i := range states {
		dst = appendNumber(appendNumber(dst, units(states[i].Key)), units(states[i].State))
	}
	for i := range states {
		dst = append(append(dst, states[i].Key...), states[i].State...)
	}
	return dst
}
