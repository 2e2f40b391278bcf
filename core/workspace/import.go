package workspace

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

// batchSize is how many events are written at once. To keep a batch in a file takes a while however small it is.
const batchSize = 16384

// ImportOptions say how to take a log in. The zero value is good.
type ImportOptions struct {
	Format string // one of [interchange.Formats], "" to find out
	// ReplaceSample has the domain's sample make way if it is all that the log has: the step that appends the
	// first event empties the log before. Where nothing is appended, the sample stays.
	ReplaceSample bool
}

// Import takes in a log from elsewhere, chunk by chunk. In between, the workspace can be asked and written to.
// Not calling Feed again is how an import is cancelled: what went in stays.
type Import struct {
	workspace *Workspace
	intake    intake
	reader    *interchange.Reader
	report    ImportReport
	err       error // of the file that the log is kept in
}

// ImportReport says what an import did so far.
type ImportReport struct {
	Format   string                  // what the log turned out to be
	Appended int                     // events that went in
	Known    int                     // events that the log had already
	Rejected int                     // what was set aside
	Reasons  []interchange.Rejection // the first MaxReasons of those
	MadeWay  bool                    // the domain's sample was all that the log had, and is gone
}

// NewImport begins an import. An event that comes without a time gets the clock's of now. The error is an *[Error] of code invalid_query for another format.
func (w *Workspace) NewImport(o ImportOptions) (*Import, error) {
	i := &Import{workspace: w, intake: intake{now: w.options.Now(), replaceSample: o.ReplaceSample}}
	reader, err := interchange.NewReader(interchange.Options{
		Format: interchange.Format(o.Format), Take: i.take, Reject: i.reject, Batch: batchSize,
	})
	if err != nil {
		return nil, InvalidQuery("format", strconv.Quote(o.Format), "one of "+formatNames())
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
	i.intake.events = b.Events
	i.intake.reject = func(k int, err error) { i.reject(interchange.Invalid(b.Lines[k], err)) }
	var done taken
	done, i.err = i.workspace.takeIn(i.intake)
	i.report.Appended += done.Appended
	i.report.Known += done.Known
	i.report.MadeWay = i.report.MadeWay || done.madeWay
}

func (i *Import) reject(r interchange.Rejection) {
	i.report.Rejected++
	if len(i.report.Reasons) < MaxReasons {
		i.report.Reasons = append(i.report.Reasons, r)
	}
}

// intake is a batch of events that were checked as store.Import wants it, and how to take it in.
type intake struct {
	events        []event.Event
	now           event.Time       // the time of events that have none
	reject        func(int, error) // told of an event that the log refuses
	replaceSample bool
	onlyIfEmpty   bool
}

// taken is what became of an intake.
type taken struct {
	store.Imported
	madeWay bool // the domain's sample was all that the log had, and is gone
}

// takeIn takes a batch in, in one step. The error is a *[logfile.FailedError].
func (w *Workspace) takeIn(in intake) (done taken, err error) {
	err = w.write(func() (_ []event.Event, err error) {
		if in.onlyIfEmpty && w.logLocked().Len() > 0 {
			return nil, nil
		}
		if in.replaceSample && w.bringsNewLocked(in.events) && w.isSample(w.logLocked()) {
			if err := w.clearLocked(); err != nil {
				return nil, err
			}
			done.madeWay = true
		}
		done.Imported, err = w.store.ImportThrough(w.writeAheadLocked(), in.events, in.now, in.reject)
		return in.events, err
	})
	if err == nil && done.madeWay && done.Appended == 0 { // each event was refused
		done.madeWay, err = false, w.LoadSample()
	}
	return done, err
}

// bringsNewLocked tells whether there is an event among these that the log does not have.
func (w *Workspace) bringsNewLocked(events []event.Event) bool {
	for i := range events {
		if _, known := w.store.PositionOf(events[i].ID); !known {
			return true
		}
	}
	return false
}

// AppendJSON appends {format, appended, duplicates, rejected, reasons: [{line, code, message}], madeWay}.
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
	dst = append(dst, `],"madeWay":`...)
	return append(strconv.AppendBool(dst, r.MadeWay), '}')
}
