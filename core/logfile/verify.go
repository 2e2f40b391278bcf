package logfile

// Verification is the check of a whole file, step by step: of every checksum and of the chain of digests.
// It is about what the file had when it was begun; appends may come between its steps, which it does not
// look at. Once the log is cleared or closed, it is of no use any more. Make one with [Log.Verification].
type Verification struct {
	replay replay
	wanted State         // what the file has to hold
	damage *DamagedError // what opening the file found: then it is not known what the file has to hold
}

// Verification begins a check of the log's file. Nothing is read before [Verification.Step].
func (l *Log) Verification() *Verification {
	v := &Verification{replay: checking(l.file, l.state.Bytes), wanted: l.state, damage: l.recovery.Damage}
	if v.damage != nil {
		v.replay.size = l.damaged
	}
	return v
}

func checking(file File, size int64) replay {
	return replay{scanner: scanner{file: file, size: size}, chained: true}
}

// Step checks blocks of no less than so many bytes, and tells whether all are checked. The error ends the
// check: it is a *[DamagedError] that says where the file stops being what was written, or a *[FailedError]
// when it can't be read.
func (v *Verification) Step(bytes int64) (done bool, err error) {
	done, err = v.replay.verify(bytes)
	switch {
	case !done:
		return false, err
	case v.damage != nil:
		return false, v.damage // whoever loaded it had a reason that is not in the file
	case v.replay.state != v.wanted:
		return false, &DamagedError{Offset: headerSize, Length: v.wanted.Bytes - headerSize, Reason: "another log took the place of this one"}
	}
	return true, nil
}

// Checked returns how many bytes are checked, of how many.
func (v *Verification) Checked() (done, total int64) { return v.replay.at, v.replay.size }

// State returns what the file holds as far as it is checked.
func (v *Verification) State() State { return v.replay.state }

// Verify checks the log's file in one go; see [Log.Verification]. The State is what the file holds, up to
// the error, which is one of [Verification.Step]'s.
func (l *Log) Verify() (State, error) {
	v := l.Verification()
	for {
		if done, err := v.Step(windowSize); done || err != nil {
			return v.State(), err
		}
	}
}

// Verify is [Log.Verify] for a file that is not open as a log. The file is not written to.
func Verify(file File) (State, error) {
	size, err := file.Size()
	if err != nil {
		return State{}, failed(err)
	}
	r := checking(file, size)
	for {
		if done, err := r.verify(windowSize); done || err != nil {
			return r.state, err
		}
	}
}

// verify is step where a torn end is damage.
func (r *replay) verify(bytes int64) (done bool, err error) {
	done, err = r.step(bytes)
	if torn, ok := err.(*errTorn); ok {
		err = &DamagedError{Offset: torn.offset, Length: r.size - torn.offset, Reason: "a block was not written to its end"}
	}
	return done, err
}
