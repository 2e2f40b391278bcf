//go:build js && wasm

package main

func (e *engine) moment(q momentRequest) (any, error) {
	m, err := moment(q.At, q.Position, q.Time)
	if err != nil {
		return nil, err
	}
	at := e.workspace.Snapshot().At(m)
	return momentView{Position: float64(at.Position), Time: at.Time.String(), Latest: at.Latest}, nil
}

func (e *engine) stats(nothing) (any, error) { return e.workspace.AppendStats(nil), nil }

func (e *engine) clear(nothing) (any, error) {
	if err := e.workspace.Clear(); err != nil {
		return nil, err
	}
	limitHeap()
	return nothing{}, nil
}

func (e *engine) fill(nothing) (any, error) {
	filled, err := e.workspace.FillEmpty()
	return filledView{Filled: filled}, err
}

func (e *engine) sample(nothing) (any, error) {
	return nothing{}, e.workspace.LoadSample()
}
