//go:build js && wasm

package main

func (e *engine) moment(q momentRequest) (any, error) {
	m, err := moment(q.At, q.Position, q.Time)
	if err != nil {
		return nil, err
	}
	at := e.lab.Snapshot().At(m)
	return momentView{Position: float64(at.Position), Time: at.Time.String(), Latest: at.Latest}, nil
}

func (e *engine) stats(nothing) (any, error) { return e.lab.AppendStats(nil), nil }

func (e *engine) clear(nothing) (any, error) {
	if err := e.lab.Clear(); err != nil {
		return nil, err
	}
	limitHeap()
	return nothing{}, nil
}

func (e *engine) removeSample(nothing) (any, error) {
	removed, err := e.lab.RemoveSample()
	if removed {
		limitHeap()
	}
	return removedView{Removed: removed}, err
}

func (e *engine) sample(nothing) (any, error) {
	return nothing{}, e.lab.LoadSample()
}
