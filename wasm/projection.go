//go:build js && wasm

package main

import "hindsight/core/workspace"

func (e *engine) projections(q momentRequest) (any, error) {
	m, err := moment(q.At, q.Position, q.Time)
	if err != nil {
		return nil, err
	}
	return e.workspace.Snapshot().AppendProjections(nil, m), nil
}

func (e *engine) tablePage(q tableRequest) (any, error) {
	query := workspace.TableQuery{Name: q.Name, Sort: q.Sort, Descending: q.Descending, Search: q.Search}
	var err error
	if query.At, err = moment(q.At, q.Position, q.Time); err != nil {
		return nil, err
	}
	if query.Offset, query.Limit, err = page(q.Offset, q.Limit); err != nil {
		return nil, err
	}
	return result(e.workspace.Snapshot().AppendTable(nil, query))
}

func (e *engine) row(q tableRequest) (any, error) {
	m, err := moment(q.At, q.Position, q.Time)
	if err != nil {
		return nil, err
	}
	return result(e.workspace.Snapshot().AppendRow(nil, q.Name, q.Key, m))
}

func (e *engine) failures(q tableRequest) (any, error) {
	return result(e.workspace.Snapshot().AppendFailures(nil, q.Name))
}

func (e *engine) diff(q diffRequest) (any, error) {
	query := workspace.DiffQuery{Name: q.Name}
	var err error
	if query.From, err = moment(q.FromAt, q.FromPosition, q.FromTime); err != nil {
		return nil, err
	}
	if query.To, err = moment(q.ToAt, q.ToPosition, q.ToTime); err != nil {
		return nil, err
	}
	if query.Offset, query.Limit, err = page(q.Offset, q.Limit); err != nil {
		return nil, err
	}
	return result(e.workspace.Snapshot().AppendDiff(nil, query))
}

func (e *engine) lineage(q tableRequest) (any, error) {
	query := workspace.LineageQuery{Name: q.Name, Key: q.Key, Column: q.Column}
	var err error
	if query.At, err = moment(q.At, q.Position, q.Time); err != nil {
		return nil, err
	}
	if query.Offset, query.Limit, err = page(q.Offset, q.Limit); err != nil {
		return nil, err
	}
	return result(e.workspace.Snapshot().AppendLineage(nil, query))
}

func (e *engine) find(q findRequest) (any, error) {
	query := workspace.FindQuery{
		Name: q.Name, Key: q.Key, Column: q.Column, Member: q.Member, Operator: q.Operator, Value: q.Value,
	}
	var err error
	if query.Offset, query.Limit, err = page(q.Offset, q.Limit); err != nil {
		return nil, err
	}
	return result(e.workspace.Snapshot().AppendFind(nil, query))
}
