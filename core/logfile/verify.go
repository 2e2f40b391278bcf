package logfile

import (
	"io"

	"hindsight/core/event"
)

// Verification is what verifying a file found.
type Verification struct {
	Head   Digest // of the last block that is right: it stands for all that is up to there
	Events uint64
	Blocks int
	Bytes  int64
}

// Verify reads the whole file again and checks every checksum and the chain of digests. progress, if not
// nil, is called now and then with how many bytes are checked, of how many. Two files whose heads are
// equal hold the same events, in the same order, written in the same blocks.
//
// The error is a *[DamagedError] that says where the file stops being what was written, or a
// *[FailedError] when it can't be read.
func (l *Log) Verify(progress func(done, total int64)) (Verification, error) {
	if damage := l.recovery.Damage; damage != nil {
		v, err := Verify(l.file, progress)
		if err == nil {
			err = damage // what was loaded did not go together, though each block is right
		}
		return v, err
	}
	v, err := verify(&scanner{file: l.file, size: l.end}, progress)
	if err == nil && v.Head != l.head {
		err = &DamagedError{Offset: headerSize, Length: l.end - headerSize, Reason: "another log took the place of this one"}
	}
	return v, err
}

// Verify is [Log.Verify] for a file that is not open as a log. A torn end is damage here. The file is not
// written to.
func Verify(file File, progress func(done, total int64)) (Verification, error) {
	size, err := file.Size()
	if err != nil {
		return Verification{}, &FailedError{Err: err}
	}
	return verify(&scanner{file: file, size: size}, progress)
}

func verify(s *scanner, progress func(done, total int64)) (v Verification, err error) {
	if s.size < headerSize {
		return v, &DamagedError{Length: s.size, Reason: "it is too short to be a log file"}
	}
	header, err := s.read(0, headerSize)
	if err != nil {
		return v, err
	}
	if err := checkHeader(header); err != nil {
		return v, err
	}
	v.Head, v.Bytes, s.at = sum256(header), headerSize, headerSize
	var d decoder
	var recorded event.Time
	for told := int64(0); ; {
		b, err := s.next()
		if err == io.EOF {
			return v, nil
		}
		if torn, ok := err.(*errTorn); ok {
			err = &DamagedError{Offset: torn.offset, Length: s.size - torn.offset, Reason: "a block was not written to its end"}
		}
		if err != nil {
			return v, err
		}
		if blockDigest(v.Head, b.start, b.content) != b.digest {
			return v, s.damage(b, "the chain of digests breaks: the block, or one before it, is not the one that was written")
		}
		events, ok := d.decode(b.content, recorded)
		if !ok || events[0].Position != v.Events+1 {
			return v, s.damage(b, "a block is not what comes next")
		}
		recorded = events[len(events)-1].Recorded
		v = Verification{Head: b.digest, Events: v.Events + uint64(len(events)), Blocks: v.Blocks + 1, Bytes: s.at}
		if progress != nil && (s.at-told >= windowSize || s.at == s.size) {
			told = s.at
			progress(s.at, s.size)
		}
	}
}
