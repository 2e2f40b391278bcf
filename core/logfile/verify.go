package logfile

// Verify reads the whole file again and checks every checksum and the chain of digests. It returns what
// the file holds, up to the error. progress, if not nil, is called now and then with how many bytes are
// checked, of how many.
//
// The error is a *[DamagedError] that says where the file stops being what was written, or a
// *[FailedError] when it can't be read.
func (l *Log) Verify(progress func(done, total int64)) (State, error) {
	if damage := l.recovery.Damage; damage != nil {
		state, err := Verify(l.file, progress)
		if err == nil {
			err = damage // whoever loaded it had a reason that is not in the file
		}
		return state, err
	}
	state, err := verify(l.file, l.state.Bytes, progress)
	if err == nil && state != l.state {
		err = &DamagedError{Offset: headerSize, Length: l.state.Bytes - headerSize, Reason: "another log took the place of this one"}
	}
	return state, err
}

// Verify is [Log.Verify] for a file that is not open as a log. A torn end is damage here. The file is not
// written to.
func Verify(file File, progress func(done, total int64)) (State, error) {
	size, err := file.Size()
	if err != nil {
		return State{}, failed(err)
	}
	return verify(file, size, progress)
}

func verify(file File, size int64, progress func(done, total int64)) (State, error) {
	s := &scanner{file: file, size: size}
	state, err := s.replay(Options{Progress: progress}, true)
	if torn, ok := err.(*errTorn); ok {
		err = &DamagedError{Offset: torn.offset, Length: size - torn.offset, Reason: "a block was not written to its end"}
	}
	return state, err
}
