package logfile

import (
	"io"
)

// replay reads a file from its start and returns what it holds up to the error, which is nil at the end of
// the file. The chain of digests is checked where chained says so.
func (s *scanner) replay(options Options, chained bool) (state State, err error) {
	if s.size < headerSize {
		return state, &DamagedError{Length: s.size, Reason: "it is too short to be a log file"}
	}
	header, err := s.read(0, headerSize)
	if err == nil {
		err = checkHeader(header)
	}
	if err != nil {
		return state, err
	}
	state, s.at = emptyState(header), headerSize
	var d decoder
	for told := int64(0); ; {
		b, err := s.next()
		if err == io.EOF {
			return state, nil
		}
		if err == nil {
			err = state.accept(&d, b, options, chained)
		}
		if err != nil {
			return state, err
		}
		if s.at-told >= windowSize || s.at == s.size {
			if told = s.at; options.Progress != nil {
				options.Progress(told, s.size)
			}
		}
	}
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
