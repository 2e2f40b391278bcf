package workspace

import (
	"hindsight/core/event"
	"hindsight/core/logfile"
	"hindsight/core/projection"
	"hindsight/core/store"
)

// checkpoints are the projections' tables as they are saved beside the log.
type checkpoints struct {
	file     *logfile.Checkpoints
	mark     projection.Mark // how far the tables were at the last checkpoint
	taking   *Checkpoint     // the one that is being written, nil for none
	unfolded uint64          // see [Storage]
	reason   string
}

// events returns of how many events the last checkpoint is.
func (c *checkpoints) events() uint64 {
	if n := c.file.Len(); n > 0 {
		return c.file.At(n - 1).Events
	}
	return 0
}

// clear forgets all checkpoints. Those that stay in the file where that fails are of another log.
func (c *checkpoints) clear() {
	_ = c.file.Clear()
	c.mark, c.taking = projection.Mark{}, nil
}

// waste is how many bytes beyond twice the tables' size the checkpoints may take.
const waste = 1 << 20

// tidy has the checkpoints begin anew where most of them is tables that are no more. What is in the file stays until
// the next one is begun.
func (c *checkpoints) tidy(tables int) {
	if c.file.Size() > int64(2*tables+waste) {
		c.file.Keep(0)
		c.mark = projection.Mark{}
	}
}

// opening is a log that is being loaded. As long as its blocks are those that the checkpoints are of, the
// events are not folded; at the last of these the tables are taken from there.
type opening struct {
	store       *store.Store
	projections *projection.Set
	fresh       func() *projection.Set
	checkpoints *checkpoints // nil without a file of checkpoints
	matched     int          // how many of the checkpoints are this log's
	folding     bool         // whether events are folded as they come
}

func (w *Workspace) opening(options OpenOptions) (*opening, error) {
	projections, err := w.projectionsWith(options.Projections)
	if err != nil {
		return nil, err
	}
	o := &opening{store: w.newStore(), projections: projections, folding: true}
	o.fresh = func() *projection.Set {
		again, _ := w.projectionsWith(options.Projections)
		return again
	}
	if options.Checkpoints == nil {
		return o, nil
	}
	file, reason := logfile.OpenCheckpoints(options.Checkpoints, options.Maker+"\n"+projection.Layout())
	o.checkpoints = &checkpoints{file: file, reason: reason}
	o.folding = file.Len() == 0
	return o, nil
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
	file := o.checkpoints.file
	next := file.At(o.matched)
	switch {
	case state.Events < next.Events:
		return
	case state.Events > next.Events || state.Head != next.Head:
		o.take("the log is not the one that the checkpoint is of")
		return
	}
	for o.matched < file.Len() && file.At(o.matched) == next {
		o.matched++
	}
	if o.matched == file.Len() {
		o.take("")
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
	c, log := o.checkpoints, o.store.Snapshot()
	c.reason = reason
	c.file.Keep(o.matched)
	err := c.file.Load(o.projections.Load)
	if err == nil {
		c.mark, err = o.projections.Loaded(c.events(), log.Event)
	}
	if err != nil {
		c.reason = err.Error()
		c.file.Keep(0)
		o.projections = o.fresh()
	}
	c.unfolded = c.events()
	for e := range log.Events(c.unfolded+1, log.Len()) {
		o.projections.Fold(e)
	}
}

// Checkpoint is the projections' tables at one instant on their way into the file that keeps them.
type Checkpoint struct {
	workspace *Workspace
	of        *checkpoints
	point     logfile.Checkpoint
	mark      projection.Mark
	parts     *projection.Additions
	begun     bool
	buffer    []byte
}

// Checkpoint begins to save the projections' tables as they are now, each with its position and definition, so that
// opening the file takes them from there. Nothing is written before [Checkpoint.Step]. It is nil where there is
// nothing to save: the log is empty, in no file or in one that is damaged, there is no file for checkpoints, or
// nothing was folded, added or dropped since the last one.
func (w *Workspace) Checkpoint() *Checkpoint {
	w.lock()
	defer w.mu.Unlock()
	if w.checkpoints == nil || w.file.Refusal() != nil || w.file.State().Events == 0 {
		return nil
	}
	w.checkpoints.tidy(w.projections.Bytes())
	mark, state := w.projections.Mark(), w.file.State()
	if mark.Equal(w.checkpoints.mark) {
		return nil
	}
	c := &Checkpoint{
		workspace: w, of: w.checkpoints, mark: mark, parts: w.projections.Additions(w.checkpoints.mark),
		point: logfile.Checkpoint{Events: state.Events, Head: state.Head},
	}
	w.checkpoints.taking = c
	return c
}

// Step writes about so many bytes and tells whether the checkpoint is done. What is appended in between is
// no part of it. When the log was cleared or another one opened meanwhile, or another checkpoint begun, this
// one is given up: done without an error. After an error, a *[logfile.FailedError], it is given up too; the
// file then has the checkpoints that this one was to be added to.
func (c *Checkpoint) Step(bytes int) (done bool, err error) {
	c.workspace.lock()
	defer c.workspace.mu.Unlock()
	if c.workspace.checkpoints != c.of || c.of.taking != c {
		return true, nil
	}
	if done, err = c.step(bytes); done || err != nil {
		c.of.taking = nil
	}
	return done || err != nil, err
}

func (c *Checkpoint) step(bytes int) (done bool, err error) {
	file := c.of.file
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
	c.of.mark = c.mark
	return true, nil
}
