package logfile

// replay is the reading of a file from its start, block by block.
type replay struct {
	scanner
	options Options
	chained bool // whether the chain of digests is checked
	begun   bool
	state   State // what the blocks read so far hold
	decoder decoder
}

// all reads to the end of the file. What the file holds up to the error is in r.state.
func (r *replay) all() error {
	for {
		ended, err := r.step(windowSize)
		if ended || err != nil {
			return err
		}
	}
}

// step reads blocks until they are no less than so many bytes, or to the end of the file.
func (r *replay) step(bytes int64) (ended bool, err error) {
	if !r.begun {
		if err := r.readHeader(); err != nil {
			return false, err
		}
		r.begun = true
	}
	for until := min(r.at+bytes, r.size); r.at < until; {
		b, err := r.next()
		if err == nil {
			err = r.state.accept(&r.decoder, b, r.options, r.chained)
		}
		if err != nil {
			return false, err
		}
	}
	if r.options.Progress != nil {
		r.options.Progress(r.at, r.size)
	}
	return r.at == r.size, nil
}

func (r *replay) readHeader() error {
	if r.size < headerSize {
		return &DamagedError{Length: r.size, Reason: "it is too short to be a log file"}
	}
	header, err := r.read(0, headerSize)
	if err == nil {
		err = checkHeader(header)
	}
	if err == nil {
		r.state, r.at = emptyState(header), headerSize
	}
	return err
}

// accept takes in the next block of a file, which is whole by itself.
func (s *State) accept(d *decoder, b block, options Options, chained bool) error {
	damage := &DamagedError{Offset: b.offset, Length: blockHeaderSize + int64(len(b.content))}
	if chained && blockDigest(s.Head, b.start, b.content) != b.digest {
		damage.Reason = "the chain of digests breaks: the block, or one before it, is not the one that was written"
		return damage
	}
	events, ok := d.decode(b.content, s.recorded)
	if !ok || events[0].Position != s.Events+1 {
		damage.Reason = "a block is not what comes next"
		return damage
	}
	if options.Load != nil {
		if err := options.Load(events); err != nil {
			damage.Reason = err.Error()
			return damage
		}
	}
	s.add(events, b.digest, damage.Offset+damage.Length)
	if options.Loaded != nil {
		options.Loaded(*s)
	}
	return nil
}
