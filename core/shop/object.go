package shop

import (
	"strconv"

	"hindsight/core/jsontext"
)

// object builds the text of a JSON object by appending members. It starts as an empty slice, or behind
// other text with '{'. Names are the program's own and need no escapes.
type object []byte

// separated opens the object, or puts a comma behind the member before.
func (o object) separated() object {
	switch {
	case len(o) == 0:
		return append(o, '{')
	case o[len(o)-1] == '{':
		return o
	}
	return append(o, ',')
}

func (o object) name(name string) object {
	o = append(o.separated(), '"')
	o = append(o, name...)
	return append(o, '"', ':')
}

func (o object) text(name, value string) object {
	return jsontext.AppendQuoted(o.name(name), value)
}

// option adds a text unless it is empty.
func (o object) option(name, value string) object {
	if value == "" {
		return o
	}
	return o.text(name, value)
}

// id adds a text made of a prefix and a number.
func (o object) id(name, prefix string, n uint32) object {
	o = append(append(o.name(name), '"'), prefix...)
	return append(strconv.AppendUint(o, uint64(n), 10), '"')
}

func (o object) integer(name string, value int64) object {
	return strconv.AppendInt(o.name(name), value, 10)
}

func (o object) String() string { return string(o) + "}" }
