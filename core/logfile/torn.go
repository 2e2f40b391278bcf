package logfile

import "fmt"

// sectorSize is the least that storage keeps or loses as a whole. Pages of files are multiples of it.
const sectorSize = 512

// errTorn is returned for the last block of a file where its append did not come to its end.
type errTorn struct {
	offset int64 // where the block begins
}

func (e *errTorn) Error() string {
	return fmt.Sprintf("the block at byte %d was not written to its end", e.offset)
}

// An append that a crash ended leaves a block cut short, or one in which sectors were never written and
// are zero. Whatever else is wrong with a block was done to it by something else, and its events had been
// acknowledged: to cut it off would lose them for good without a word.
//
// lost tells whether a sector was never written, of those that p has a part of; offset is where p begins
// in the file, and p belongs to one block, from its start on. No sector of a block is zero by itself:
// texts have no zero bytes, and the parts of a sector at either end have at least four others, the magic
// or the padding, so that one byte that turns to zero does not make them look lost either.
func lost(p []byte, offset int64) bool {
	for len(p) > 0 {
		n := min(int64(len(p)), sectorSize-offset%sectorSize)
		if allZero(p[:n]) {
			return true
		}
		p, offset = p[n:], offset+n
	}
	return false
}

// badHeader says what it means that no block begins at s.at, with bytes enough for a header.
func (s *scanner) badHeader() error {
	damage := &DamagedError{Offset: s.at, Length: blockHeaderSize, Reason: "a block should begin there, and does not"}
	end := min(s.size, (s.at+blockHeaderSize+sectorSize-1)/sectorSize*sectorSize)
	sectors, err := s.read(s.at, end-s.at)
	if err != nil {
		return err
	}
	if !lost(sectors, s.at) {
		return damage
	}
	follows, err := s.blockFollows()
	if err != nil {
		return err
	}
	if follows {
		return damage
	}
	return &errTorn{s.at}
}

// blockFollows tells whether a block begins anywhere behind s.at.
func (s *scanner) blockFollows() (bool, error) {
	for at := s.at + 8; at+blockHeaderSize <= s.size; at += 8 {
		p, err := s.read(at, blockHeaderSize)
		if err != nil {
			return false, err
		}
		if _, ok := parseBlockHeader(p); ok {
			return true, nil
		}
	}
	return false, nil
}

// badContent says what it means that the checksum of a block's content is wrong and its header is right.
func (s *scanner) badContent(whole []byte) error {
	if s.at+int64(len(whole)) == s.size && lost(whole, s.at) {
		return &errTorn{s.at}
	}
	return &DamagedError{Offset: s.at + blockHeaderSize, Length: int64(len(whole)) - blockHeaderSize,
		Reason: "the checksum of a block is wrong"}
}
