package question

import (
	"hindsight/core/projection"
	"hindsight/core/workspace"
)

// LineageQuestion asks which events made a row, or one value of it.
type LineageQuestion struct {
	// The projection's.
	Name string  `json:"name"`
	Key  *string `json:"key" ts:"string"`
	// Only versions up to this moment; absent means the latest.
	At *Moment `json:"at,omitempty"`
	// Only the versions in which this column changed; '' for all.
	Column string  `json:"column,omitempty"`
	Offset float64 `json:"offset,omitempty"`
	// 0 to 10,000; usually 100.
	Limit float64 `json:"limit,omitempty"`
	// Has values of json columns come as their text.
	Exact bool `json:"exact,omitempty"`
}

// Lineage is a row's versions, newest first.
type Lineage struct {
	At       At           `json:"at"`
	Versions []RowVersion `json:"versions"`
	// How many there are in all.
	Total int `json:"total"`
	// How many events up to the moment the projection has not folded yet.
	Behind uint64 `json:"behind"`
}

// RowVersion is a row as one event left it.
type RowVersion struct {
	Position uint64 `json:"position"`
	// When the event happened, RFC 3339 in UTC.
	Time string `json:"time"`
	// Of the event.
	Type string `json:"type"`
	// null when the event removed the row.
	Values Values `json:"values" ts:"unknown[] | null"`
	// The names of the columns that differ from the version before.
	Changed []string `json:"changed"`
}

// AppendJSON appends it as an object.
func (l *Lineage) AppendJSON(dst []byte) []byte {
	dst = l.At.AppendJSON(appendName(append(dst, '{'), "at"))
	dst = appendList(dst, "versions", l.Versions, func(dst []byte, v *RowVersion) []byte {
		dst = appendNumber(append(dst, '{'), "position", v.Position)
		dst = appendText(dst, "time", v.Time)
		dst = appendText(dst, "type", v.Type)
		dst = v.Values.AppendJSON(appendName(dst, "values"))
		return append(appendList(dst, "changed", v.Changed, appendQuoted), '}')
	})
	dst = appendNumber(dst, "total", l.Total)
	return append(appendNumber(dst, "behind", l.Behind), '}')
}

// Answer is a *[Lineage]. It is final before the latest moment, once the projection has folded all up to there.
func (q *LineageQuestion) Answer(s *workspace.Snapshot) (Answer, bool, error) {
	v, err := s.Projection(q.Name)
	if err != nil {
		return nil, false, err
	}
	offset, limit, err := part(q.Offset, q.Limit)
	if err != nil {
		return nil, false, err
	}
	column := v.Column(q.Column)
	if q.Column != "" && column < 0 {
		return nil, false, invalidColumn("column", q.Column, "", v)
	}
	at, err := q.At.in(s, "at")
	if err != nil {
		return nil, false, err
	}
	key, err := keyOf(q.Key)
	if err != nil {
		return nil, false, err
	}
	found, total := v.Lineage(key, at.Position, column, offset, limit, s.Source)
	lineage := &Lineage{
		At: atOf(at), Versions: make([]RowVersion, len(found)), Total: total, Behind: v.Behind(at.Position),
	}
	for i := range found {
		lineage.Versions[i] = rows{s, v, q.Exact}.version(&found[i])
	}
	return lineage, isPassed(v, at), nil
}

func (r rows) version(v *projection.Version) RowVersion {
	log := r.snapshot.Log()
	version := RowVersion{
		Position: v.Position, Time: log.Time(v.Position).String(), Type: log.TypeName(v.Position),
		Changed: make([]string, len(v.Changed)),
	}
	if !v.Removed {
		version.Values = r.values(v.Row)
	}
	for i, column := range v.Changed {
		version.Changed[i] = r.table.Columns[column].Name
	}
	return version
}
