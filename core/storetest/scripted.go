package storetest

import (
	"encoding/json"
	"errors"

	"hindsight/core/event"
	"hindsight/core/money"
	"hindsight/core/projection"
)

// scriptRow is a row of the projection that does what scripts say.
type scriptRow struct {
	number    int64
	text, typ projection.Text
	amount    money.Amount
	time      event.Time
}

// Scripted returns a projection that does what the scripts of events say. [Rows] is its model; its columns are the
// fields of a [Row] from Number on.
func Scripted(name, version string) projection.Projection {
	return projection.Define(projection.Definition[scriptRow]{
		Name: name, Title: "Scripted", Version: version, Apply: applyScript,
		Columns: []projection.Column[scriptRow]{
			projection.IntegerColumn("number", func(r *scriptRow) int64 { return r.number }),
			projection.TextColumn("text", func(r *scriptRow) projection.Text { return r.text }),
			projection.MoneyColumn("amount", func(r *scriptRow) money.Amount { return r.amount }),
			projection.TypeColumn("type", func(r *scriptRow) projection.Text { return r.typ }),
			projection.TimeColumn("time", func(r *scriptRow) event.Time { return r.time }),
			projection.DataColumn[scriptRow]("data"),
		},
	})
}

func applyScript(in *projection.Input, t *projection.Table[scriptRow]) error {
	var script Script
	if err := json.Unmarshal([]byte(in.Data), &script); err != nil {
		return err
	}
	for _, c := range script.Changes {
		switch c.Do {
		case Put:
			t.Put(c.Key, scriptRow{c.Number, t.Text(c.Text), t.Text(in.Type), money.MustParse(c.Amount), in.Time})
		case Add:
			row, _ := t.Get(c.Key)
			row.number += c.Number
			t.Put(c.Key, row)
		case Delete:
			t.Delete(c.Key)
		case Fail:
			return errors.New("the script says so")
		case Panic:
			panic("the script says so")
		}
	}
	return nil
}
