package workspace

import (
	"slices"
	"strconv"

	"hindsight/core/jsontext"
	"hindsight/core/projection"
)

// DiffQuery asks what changed in a projection between two moments.
type DiffQuery struct {
	Name     string
	From, To Moment // To may be the earlier one
	Offset   int
	Limit    int // 0 to MaxPage
}

// maxRowEvents is how many events a row of a diff names at the most.
const maxRowEvents = 100

// AppendDiff appends {from, to, rows: [{key, kind, before, after, events}], total}: before and after are
// the row's values, null where it is not there; events are the positions in between that wrote the row,
// the first 100 of them. The error is an *[Error] of code unknown_projection or invalid_query.
func (s *Snapshot) AppendDiff(dst []byte, q DiffQuery) ([]byte, error) {
	v, err := s.Projection(q.Name)
	if err != nil {
		return dst, err
	}
	if err := checkPage(q.Offset, q.Limit); err != nil {
		return dst, err
	}
	from, to := s.At(q.From), s.At(q.To)
	page, total := v.Diff(from.Position, to.Position, q.Offset, q.Limit, s.source)
	dst = append(dst, `{"from":`...)
	dst = from.AppendJSON(dst)
	dst = append(dst, `,"to":`...)
	dst = to.AppendJSON(dst)
	dst = append(dst, `,"rows":[`...)
	for i, d := range page {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = s.appendDifference(dst, v, d)
	}
	return append(appendCount(dst, `],"total":`, total), '}'), nil
}

func checkPage(offset, limit int) error {
	if offset < 0 {
		return InvalidQuery("offset", strconv.Itoa(offset), "0 or more")
	}
	if limit < 0 || limit > MaxPage {
		return InvalidQuery("limit", strconv.Itoa(limit), "0 to "+strconv.Itoa(MaxPage))
	}
	return nil
}

func (s *Snapshot) appendDifference(dst []byte, v *projection.View, d projection.Difference) []byte {
	dst = append(dst, `{"key":`...)
	dst = jsontext.AppendQuoted(dst, d.Key)
	dst = append(dst, `,"kind":"`...)
	dst = append(dst, d.Kind.String()...)
	dst = append(dst, `","before":`...)
	dst = s.appendValues(dst, v, d.Before, d.Kind != projection.Added)
	dst = append(dst, `,"after":`...)
	dst = s.appendValues(dst, v, d.After, d.Kind != projection.Removed)
	dst = append(dst, `,"events":[`...)
	positions, _ := d.Events(maxRowEvents)
	for i, p := range positions {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendUint(dst, p, 10)
	}
	return append(dst, ']', '}')
}

// appendValues appends a row's values as an array, or null when it is not there.
func (s *Snapshot) appendValues(dst []byte, v *projection.View, row projection.Row, there bool) []byte {
	if !there {
		return append(dst, "null"...)
	}
	dst = append(dst, '[')
	for i := range v.Columns {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = row.Value(i, s.source).AppendJSON(dst)
	}
	return append(dst, ']')
}

// LineageQuery asks which events made a row, or one value of it.
type LineageQuery struct {
	Name, Key string
	Column    string // only versions in which this column changed; "" for all
	At        Moment // only versions up to then
	Offset    int
	Limit     int // 0 to MaxPage
}

// AppendLineage appends {at, versions: [{position, time, type, values, changed}], total}, newest first:
// values is null where the event removed the row, and changed names the columns that differ from the
// version before. The error is an *[Error] of code unknown_projection or invalid_query.
func (s *Snapshot) AppendLineage(dst []byte, q LineageQuery) ([]byte, error) {
	v, err := s.Projection(q.Name)
	if err != nil {
		return dst, err
	}
	if err := checkPage(q.Offset, q.Limit); err != nil {
		return dst, err
	}
	column := v.Column(q.Column)
	if q.Column != "" && column < 0 {
		return dst, invalidColumn(q.Column, v)
	}
	at := s.At(q.At)
	versions, total := v.Lineage(q.Key, at.Position, column, q.Offset, q.Limit, s.source)
	dst = append(dst, `{"at":`...)
	dst = at.AppendJSON(dst)
	dst = append(dst, `,"versions":[`...)
	for i, version := range versions {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = s.appendVersion(dst, v, version)
	}
	return append(appendCount(dst, `],"total":`, total), '}'), nil
}

func (s *Snapshot) appendVersion(dst []byte, v *projection.View, version projection.Version) []byte {
	dst = s.appendPlace(append(dst, '{'), version.Position)
	dst = append(dst, `,"type":`...)
	dst = jsontext.AppendQuoted(dst, s.log.TypeName(version.Position))
	dst = append(dst, `,"values":`...)
	dst = s.appendValues(dst, v, version.Row, !version.Removed)
	dst = append(dst, `,"changed":[`...)
	for i, column := range version.Changed {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = jsontext.AppendQuoted(dst, v.Columns[column].Name)
	}
	return append(dst, ']', '}')
}

// appendPlace appends the members position and time of an event.
func (s *Snapshot) appendPlace(dst []byte, position uint64) []byte {
	dst = append(dst, `"position":`...)
	dst = strconv.AppendUint(dst, position, 10)
	dst = append(dst, `,"time":`...)
	return jsontext.AppendQuoted(dst, s.log.Time(position).String())
}

func invalidColumn(name string, v *projection.View) error {
	return InvalidQuery("column", strconv.Quote(name), "a column of "+v.Name)
}

// FindQuery asks when a condition on a projection's rows turned true or false.
type FindQuery struct {
	Name     string
	Key      string // only this row; "" for all
	Column   string // not looked at for the operator exists without a Member
	Member   string // a path inside the values of a json column, see [projection.ParsePath]; "" for all of them
	Operator string // one of = != < <= > >= exists
	Value    string // as the column shows it, or as [projection.Condition] takes it beside a member
	Offset   int
	Limit    int // 0 to MaxPage
}

// AppendFind appends {flips: [{position, time, key, becomes}], total}, in position order. The error is an
// *[Error] of code unknown_projection or invalid_query.
func (s *Snapshot) AppendFind(dst []byte, q FindQuery) ([]byte, error) {
	v, err := s.Projection(q.Name)
	if err != nil {
		return dst, err
	}
	if err := checkPage(q.Offset, q.Limit); err != nil {
		return dst, err
	}
	condition, err := conditionOf(v, q)
	if err != nil {
		return dst, err
	}
	flips, total := v.Find(q.Key, condition, q.Offset, q.Limit, s.source)
	dst = append(dst, `{"flips":[`...)
	for i, flip := range flips {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = s.appendPlace(append(dst, '{'), flip.Position)
		dst = append(dst, `,"key":`...)
		dst = jsontext.AppendQuoted(dst, flip.Key)
		dst = append(dst, `,"becomes":`...)
		dst = append(strconv.AppendBool(dst, flip.Becomes), '}')
	}
	return append(appendCount(dst, `],"total":`, total), '}'), nil
}

var operators = []projection.Operator{projection.Equal, projection.NotEqual, projection.Less,
	projection.LessOrEqual, projection.Greater, projection.AtLeast, projection.Exists}

func conditionOf(v *projection.View, q FindQuery) (projection.Condition, error) {
	c := projection.Condition{Column: v.Column(q.Column), Operator: projection.Operator(q.Operator)}
	if !slices.Contains(operators, c.Operator) {
		return c, InvalidQuery("op", strconv.Quote(q.Operator), "one of = != < <= > >= exists")
	}
	if c.Operator == projection.Exists && q.Column == "" && q.Member == "" {
		return c, nil
	}
	if c.Column < 0 {
		return c, invalidColumn(q.Column, v)
	}
	var err error
	if c.Member, err = memberOf(v.Columns[c.Column], q.Member); err != nil {
		return c, err
	}
	if c.Operator == projection.Exists {
		return c, nil
	}
	value, err := projection.ParseValue(v.Columns[c.Column].Kind, q.Value)
	if err != nil {
		return c, InvalidQuery("value", strconv.Quote(q.Value), "a value of the column: "+err.Error())
	}
	c.Value = value
	return c, nil
}

// memberOf reads the path of a member of a column's values; "" is none.
func memberOf(column projection.ColumnInfo, text string) (projection.Path, error) {
	if text == "" {
		return nil, nil
	}
	if column.Kind != projection.JSONKind {
		return nil, InvalidQuery("member", strconv.Quote(text), "none, as "+column.Name+" is no json column")
	}
	path, err := projection.ParsePath(text)
	if err != nil {
		return nil, InvalidQuery("member", strconv.Quote(text), "the path of a member: "+err.Error())
	}
	return path, nil
}
