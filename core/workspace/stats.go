package workspace

import (
	"strconv"

	"hindsight/core/jsontext"
)

// AppendStats appends {events, bytes, projectionBytes, firstTime, lastTime, types: [{name, count}],
// streams, onlySample}: bytes is what the log and its indexes take; the times are the earliest and the latest of all
// events, "" when there are none; types come in the order in which they first appeared; onlySample tells
// whether the sample shop is all that there is.
func (w *Workspace) AppendStats(dst []byte) []byte {
	w.mu.RLock()
	defer w.mu.RUnlock()
	log := w.logLocked()
	types, streams := w.store.Types()
	first, last := log.TimeBounds()
	dst = appendCount(append(dst, '{'), `"events":`, int(log.Len()))
	dst = appendCount(dst, `,"bytes":`, w.store.Bytes())
	dst = appendCount(dst, `,"projectionBytes":`, w.projections.Bytes())
	dst = append(dst, `,"firstTime":`...)
	dst = jsontext.AppendQuoted(dst, first.String())
	dst = append(dst, `,"lastTime":`...)
	dst = jsontext.AppendQuoted(dst, last.String())
	dst = append(dst, `,"types":[`...)
	for i, t := range types {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, `{"name":`...)
		dst = jsontext.AppendQuoted(dst, t.Type)
		dst = append(appendCount(dst, `,"count":`, t.Count), '}')
	}
	dst = append(appendCount(dst, `],"streams":`, streams), `,"onlySample":`...)
	return append(strconv.AppendBool(dst, w.isSample(log)), '}')
}
