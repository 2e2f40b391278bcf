package lab

import (
	"strconv"
	"strings"

	"hindsight/core/event"
	"hindsight/core/interchange"
	"hindsight/core/jsontext"
	"hindsight/core/store"
)

// MaxReasons is how many set-aside events an import's report says more of than their number.
const MaxReasons = 100

// Import takes in a log from elsewhere, chunk by chunk. In between, the lab can be asked and written to.
// Not calling Feed again is how an import is cancelled: what went in stays.
type Import struct {
	lab    *Lab
	now    event.Time
	reader *interchange.Reader
	report ImportReport
	err    error // of the file that the log is kept in
}

// ImportReport says what an import did so far.
type ImportReport struct {
	Format   string                  // what the log turned out to be
	Appended int                     // events that went in
	Known    int                     // events that the log had already
	Rejected int                     // what was set aside
	Reasons  []interchange.Rejection // the first MaxReasons of those
}

// NewImport begins an import. format is one of [interchange.Formats], "" to find out. now is the time of
// events that come without one; 0 takes the clock's, and a time from before makes the same bytes give
// the same log again. The error is an *[Error] of code invalid_query for another format.
func (l *Lab) NewImport(format string, now event.Time) (*Import, error) {
	i := &Import{lab: l, now: now}
	if now == 0 {
		i.now = l.options.Now()
	}
	reader, err := interchange.NewReader(interchange.Options{
		Format: interchange.Format(format), Take: i.take, Reject: i.reject, Batch: l.batchSize(),
	})
	if err != nil {
		return nil, InvalidQuery("format", strconv.Quote(format), "one of "+formatNames())
	}
	i.reader = reader
	return i, nil
}

func formatNames() string {
	var names []string
	for _, f := range interchange.Formats {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

// Feed takes the next chunk of the log's bytes, which it does not keep; last says that none follows. The
// error is an *[interchange.UnreadableError] for what is no event log, or a *[logfile.FailedError] when the
// file that the log is kept in takes no more of it; what the report counts went in all the same.
func (i *Import) Feed(chunk []byte, last bool) error {
	if i.err != nil {
		return i.err
	}
	if err := i.reader.Feed(chunk, last); err != nil {
		return err
	}
	return i.err
}

// Report returns what the import did so far. Reasons belongs to the import.
func (i *Import) Report() ImportReport {
	i.report.Format = string(i.reader.Format())
	return i.report
}

func (i *Import) take(b interchange.Batch) {
	if i.err != nil {
		return
	}
	var done store.Imported
	done, i.err = i.lab.importEvents(b.Events, i.now, func(k int, err error) {
		i.reject(interchange.Invalid(b.Lines[k], err))
	})
	i.report.Appended += done.Appended
	i.report.Known += done.Known
}

func (i *Import) reject(r interchange.Rejection) {
	i.report.Rejected++
	if len(i.report.Reasons) < MaxReasons {
		i.report.Reasons = append(i.report.Reasons, r)
	}
}

// importEvents writes events that have been checked as store.Import wants it. The error is a
// *[logfile.FailedError].
func (l *Lab) importEvents(events []event.Event, now event.Time, reject func(int, error)) (done store.Imported, err error) {
	err = l.write(func(s *store.Store) (_ []event.Event, err error) {
		done, err = s.ImportThrough(l.journalLocked(), events, now, reject)
		return events, err
	})
	return done, err
}

// AppendJSON appends {format, appended, duplicates, rejected, reasons: [{line, code, message}]}.
func (r ImportReport) AppendJSON(dst []byte) []byte {
	dst = append(dst, `{"format":`...)
	dst = jsontext.AppendQuoted(dst, r.Format)
	dst = appendCount(dst, `,"appended":`, r.Appended)
	dst = appendCount(dst, `,"duplicates":`, r.Known)
	dst = appendCount(dst, `,"rejected":`, r.Rejected)
	dst = append(dst, `,"reasons":[`...)
	for k, reason := range r.Reasons {
		if k > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, `{"line":`...)
		dst = strconv.AppendInt(dst, int64(reason.Line), 10)
		dst = append(dst, `,"code":`...)
		dst = jsontext.AppendQuoted(dst, reason.Code)
		dst = append(dst, `,"message":`...)
		dst = append(jsontext.AppendQuoted(dst, reason.Message), '}')
	}
	return append(dst, ']', '}')
}
