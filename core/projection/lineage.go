package projection

// Version is one version of a row: what an event made of it.
type Version struct {
	Position uint64 // the event
	Removed  bool   // the event removed the row; then there are no values
	Row      Row    // the row as the event left it
	Changed  []int  // the indexes of the columns that differ from the version before; all, where the row was not there
}

// Lineage returns versions of the row of a key up to the event at a position, newest first: offset are
// passed over, at most limit are returned, and total is how many there are. With a column, only the
// versions in which that column changed, counting those in which the row appeared or was removed; with
// column -1 all. A key that there is not has no versions.
func (v *Snapshot) Lineage(key string, position uint64, column, offset, limit int, source Source) (versions []Version, total int) {
	number, ok := v.index.find(key)
	if !ok {
		return nil, 0
	}
	own := *v // a row is not to change with the variable that the snapshot is in
	for mark := v.versionAt(number, v.end(position)); mark > 0; {
		version := int(mark) - 1
		mark = v.versions.Ref(version).previous
		before := int(mark) - 1
		if column >= 0 && !v.changed(column, before, version, source) {
			continue
		}
		if total++; total > offset && total-offset <= limit {
			versions = append(versions, own.lineageAt(number, before, version, source))
		}
	}
	return versions, total
}

func (v *Snapshot) lineageAt(number uint32, before, version int, source Source) Version {
	it := Version{Position: uint64(v.versions.Ref(version).position), Removed: v.removed(version)}
	if it.Removed {
		return it
	}
	it.Row = Row{Key: v.keys.Name(number), Position: it.Position, snapshot: v, version: version}
	for column := range v.Columns {
		if v.changed(column, before, version, source) {
			it.Changed = append(it.Changed, column)
		}
	}
	return it
}

// changed tells whether a column differs between a version and the one before it, -1 for none.
func (v *Snapshot) changed(column, before, version int, source Source) bool {
	was, is := before >= 0 && !v.removed(before), !v.removed(version)
	if !was || !is {
		return was != is
	}
	return v.valueAt(before, column, source).Compare(v.valueAt(version, column, source)) != 0
}

func (v *Snapshot) removed(version int) bool { return v.versions.Ref(version).removed() }

// valueAt returns what a version shows in a column.
func (v *Snapshot) valueAt(version, column int, source Source) Value {
	if v.Columns[column].ofEvent() {
		return Value{kind: JSONKind, text: source(uint64(v.versions.Ref(version).position)).Data}
	}
	return v.value(version, column)
}
