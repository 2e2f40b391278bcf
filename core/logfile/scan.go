package logfile

// windowSize is how much of a file is read at once: reading block by block would cost a call of the
// browser's for every single append there ever was.
const windowSize = 1 << 20

// scanner reads a file block by block.
type scanner struct {
	file File
	size int64
	at   int64 // where the next block begins

	window   []byte // some bytes of the file
	windowAt int64  // where in the file they begin
}

// block is a block whose checksums are right. Its bytes are valid until the next one is read.
type block struct {
	offset  int64
	start   []byte // magic and length, as far as they are part of the digest
	content []byte
	digest  Digest
}

// next returns the block at s.at, which is not the end of the file, and moves behind it. The error is an
// *errTorn or a *[DamagedError] for what is no whole block, or a *[FailedError] of reading.
func (s *scanner) next() (block, error) {
	if s.size-s.at < blockHeaderSize {
		return block{}, &errTorn{s.at}
	}
	header, err := s.read(s.at, blockHeaderSize)
	if err != nil {
		return block{}, err
	}
	h, ok := parseBlockHeader(header)
	if !ok {
		return block{}, s.badHeader()
	}
	if s.size-s.at-blockHeaderSize < h.length {
		return block{}, &errTorn{s.at}
	}
	whole, err := s.read(s.at, blockHeaderSize+h.length)
	if err != nil {
		return block{}, err
	}
	b := block{offset: s.at, start: whole[:8], content: whole[blockHeaderSize:], digest: h.digest}
	if crc32c(b.content) != h.checksum {
		return block{}, s.badContent(whole)
	}
	s.at += int64(len(whole))
	return b, nil
}

// read returns n bytes from offset on, which there must be. They are valid until the next read.
func (s *scanner) read(offset, n int64) ([]byte, error) {
	if offset < s.windowAt || offset+n > s.windowAt+int64(len(s.window)) {
		if err := s.fill(offset, n); err != nil {
			return nil, failed(err)
		}
	}
	from := offset - s.windowAt
	return s.window[from : from+n : from+n], nil
}

// fill reads n bytes from offset on, and more while it is at it.
func (s *scanner) fill(offset, n int64) error {
	n = max(n, min(windowSize, s.size-offset))
	if int64(cap(s.window)) < n {
		s.window = make([]byte, n)
	}
	s.window, s.windowAt = s.window[:n], offset
	if err := readFull(s.file, s.window, offset); err != nil {
		s.window = s.window[:0]
		return err
	}
	return nil
}
