package workspace

import (
	"hindsight/core/event"
	"hindsight/core/logfile"
	"hindsight/core/projection"
	"hindsight/core/store"
)

// tables is where the projections' tables are kept beside the log.
type tables struct {
	file     *logfile.Checkpoints
	mark     projection.Mark // how far the tables were at the last checkpoint
	taking   *Checkpoint     // the one that is being written, nil for none
	unfolded uint64          // see [Storage]
	reason   string
}

// kept returns of how many events the checkpoints are.
func (t *tables) kept() uint64 {
	if n := t.file.Len(); n > 0 {
		return t.file.At(n - 1).Events
	}
	return 0
}

// clear forgets all checkpoints. Those that stay in the file where that fails are of another log.
func (t *tables) clear() {
	_ = t.file.Clear()
	t.mark, t.taking = projection.Mark{}, nil
}

// opening is a log that is being loaded. As long as its blocks are those that the checkpoints are of, the
// events are not folded; at the last of these the tables are taken from there.
type opening struct {
	store       *store.Store
	projections *projection.Set
	fresh       func() *projection.Set
	tables      *tables // nil without a file of checkpoints
	matched     int     // how many of the checkpoints are this log's
	folding     bool    // whether events are folded as they come
}

func (w *Workspace) opening(options OpenOptions) *opening {
	o := &opening{folding: true, fresh: func() *projection.Set { _, set := w.fresh(); return set }}
	o.store, o.projections = w.fresh()
	if options.Checkpoints == nil {
		return o
	}
	file, reason := logfile.OpenCheckpoints(options.Checkpoints, options.Maker+"\n"+o.projections.Layout())
	o.tables = &tables{file: file, reason: reason}
	o.folding = file.Len() == 0
	return o
}

// load takes the events of a block.
func (o *opening) load(events []event.Event) error {
	loaded, err := o.store.Load(events)
	if o.folding {
		for i := range events[:loaded] {
			o.projections.Fold(events[i])
		}
	}
	return err
}

// loaded tells what the log is behind a block.
func (o *opening) loaded(state logfile.State) {
	if o.folding {
		return
	}
	next := o.tables.file.At(o.matched)
	switch {
	case state.Events < next.Events:
		return
	case state.Events > next.Events || state.Head != next.Head:
		o.take("the log is not the one that the checkpoint is of")
	default:
		if o.matched++; o.matched == o.tables.file.Len() {
			o.take("")
		}
	}
}

// end comes behind the last block.
func (o *opening) end() {
	if !o.folding {
		o.take("the log ends before the checkpoint does")
	}
}

// take takes the tables from those checkpoints that are the log's, and folds the events behind them, or all.
// From then on, events are folded as they come.
func (o *opening) take(reason string) {
	o.folding = true
	t := o.tables
	t.reason = reason
	t.file.Keep(o.matched)
	err := t.file.Load(o.projections.Load)
	if err == nil {
		err = o.projections.Loaded(t.kept())
	}
	if err != nil {
		t.reason = err.Error()
		t.file.Keep(0)
		o.projections = o.fresh()
	}
	t.unfolded, t.mark = t.kept(), o.projections.Mark()
	v := o.store.View()
	for e := range v.Events(t.unfolded+1, v.Len()) {
		o.projections.Fold(e)
	}
}

// Checkpoint is the projections' tables at one instant on their way into the file that keeps them.
type Checkpoint struct {
	workspace *Workspace
	tables    *tables
	point     logfile.Checkpoint
	mark      projection.Mark
	parts     *projection.Additions
	begun     bool
	buffer    []byte
}

// Checkpoint begins to keep the projections' tables as they are now, so that opening the file takes them
// from there. Nothing is written before [Checkpoint.Step]. It is nil where there is nothing to keep: the log
// is in no file or one that is damaged, there is no file for checkpoints, or the last one is of all events.
func (w *Workspace) Checkpoint() *Checkpoint {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.tables == nil || w.file.Refusal() != nil || w.file.State().Events == w.tables.kept() {
		return nil
	}
	state := w.file.State()
	c := &Checkpoint{
		workspace: w, tables: w.tables, mark: w.projections.Mark(), parts: w.projections.Additions(w.tables.mark),
		point: logfile.Checkpoint{Events: state.Events, Head: state.Head},
	}
	w.tables.taking = c
	return c
}

// Step writes about so many bytes and tells whether the checkpoint is done. What is appended in between is
// no part of it. When the log was cleared or another one opened meanwhile, or another checkpoint begun, this
// one is given up: done without an error. After an error, a *[logfile.FailedError], it is given up too; the
// file then has the checkpoints that it had.
func (c *Checkpoint) Step(bytes int) (done bool, err error) {
	c.workspace.mu.Lock()
	defer c.workspace.mu.Unlock()
	if c.workspace.tables != c.tables || c.tables.taking != c {
		return true, nil
	}
	if done, err = c.step(bytes); done || err != nil {
		c.tables.taking = nil
	}
	return done || err != nil, err
}

func (c *Checkpoint) step(bytes int) (done bool, err error) {
	file := c.tables.file
	if !c.begun {
		if err := file.Begin(); err != nil {
			return false, err
		}
		c.begun = true
	}
	var room [logfile.FrameRoom]byte
	frame, more := c.parts.Append(append(c.buffer[:0], room[:]...), bytes+len(room))
	c.buffer = frame
	if err := file.Write(frame); err != nil || more {
		return false, err
	}
	if err := file.Seal(c.point); err != nil {
		return false, err
	}
	c.tables.mark = c.mark
	return true, nil
}
