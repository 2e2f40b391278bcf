package logfile

import (
	"encoding/binary"
	"errors"
)

// Checkpoints is a file beside a log file that holds what was derived from the log, so that it need not be
// derived again: bytes that only the program which made them understands. It only grows, as the log does:
// each checkpoint adds to the one before it and is there as a whole or not at all. The log alone is the
// truth. When the file can't be used, it is begun anew, and nothing is lost.
//
// It is for one goroutine at a time. Make one with [OpenCheckpoints].
type Checkpoints struct {
	file   File
	header []byte
	points []checkpoint
	end    int64 // of the last checkpoint, 0 where the file is to be begun anew
	at     int64 // where the next frame of the one being written goes
	loose  int   // bytes that were written and not flushed yet
}

// Checkpoint says what a log was when something was derived from it.
type Checkpoint struct {
	Events uint64 // how many events it had
	Head   Digest // and the digest of its last block then
}

// checkpoint is one that is in the file.
type checkpoint struct {
	Checkpoint
	start, end int64 // of its frames
}

// The file begins with a magic, the length of what tells by whom it was made, and that; a CRC-32C closes it.
// A checkpoint is a header of 56 bytes and its frames:
//
//	0   4  checkpoint magic
//	4   4  CRC-32C of the 48 bytes behind
//	8   8  how long the frames are
//	16  8  how many events the log had
//	24 32  the digest of the log's last block then
//
// A frame is the length of its content, the CRC-32C of that, four bytes each, and the content. The header is
// written last, when the frames are kept for good.
const (
	checkpointsMagic     = "\x89HCPS\r\n\x1a"
	checkpointMagic      = "\xb1HCP"
	checkpointHeaderSize = 56
	frameHeaderSize      = 8
)

// OpenCheckpoints reads which checkpoints a file has. maker names the program and the layout of what it
// keeps. A file that is none of this maker's, or can't be read, has no checkpoints; reason then says why, and
// is "" for an empty file.
func OpenCheckpoints(file File, maker string) (c *Checkpoints, reason string) {
	c = &Checkpoints{file: file, header: appendCheckpointsHeader(nil, maker)}
	size, err := file.Size()
	if err == nil && size == 0 {
		return c, ""
	}
	header := make([]byte, min(size, int64(len(c.header))))
	if err == nil {
		err = readFull(file, header, 0)
	}
	if err == nil && string(header) != string(c.header) {
		return c, "the checkpoint was made by another version of this program, or is damaged"
	}
	if err == nil {
		err = c.scan(size)
	}
	if err != nil {
		c.Keep(0)
		return c, failed(err).Error()
	}
	if c.Len() == 0 {
		return c, "the checkpoint was not written to its end, or is damaged"
	}
	return c, ""
}

func appendCheckpointsHeader(dst []byte, maker string) []byte {
	dst = append(dst, checkpointsMagic...)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(maker)))
	dst = append(dst, maker...)
	return binary.LittleEndian.AppendUint32(dst, crc32c(dst))
}

// scan reads the headers of the checkpoints, up to the first bytes that are none.
func (c *Checkpoints) scan(size int64) error {
	var header [checkpointHeaderSize]byte
	c.end = int64(len(c.header))
	for last := uint64(0); size-c.end >= checkpointHeaderSize; {
		if err := readFull(c.file, header[:], c.end); err != nil {
			return err
		}
		start := c.end + checkpointHeaderSize
		length := binary.LittleEndian.Uint64(header[8:])
		p := Checkpoint{Events: binary.LittleEndian.Uint64(header[16:]), Head: Digest(header[24:])}
		if string(header[:4]) != checkpointMagic || crc32c(header[8:]) != binary.LittleEndian.Uint32(header[4:]) ||
			length > uint64(size-start) || p.Events < max(last, 1) {
			return nil
		}
		last, c.end = p.Events, start+int64(length)
		c.points = append(c.points, checkpoint{p, start, c.end})
	}
	return nil
}

// Len returns how many checkpoints there are.
func (c *Checkpoints) Len() int { return len(c.points) }

// At returns the i-th checkpoint, counted from 0. None is of fewer events than the one before.
func (c *Checkpoints) At(i int) Checkpoint { return c.points[i].Checkpoint }

// Size returns how many bytes the checkpoints take.
func (c *Checkpoints) Size() int64 { return c.end }

// Keep forgets all but the first n checkpoints: what is written next takes the place of the others.
func (c *Checkpoints) Keep(n int) {
	c.points = c.points[:n]
	if c.end = 0; n > 0 {
		c.end = c.points[n-1].end
	}
}

// Clear empties the file.
func (c *Checkpoints) Clear() error {
	c.Keep(0)
	return failed(c.file.Resize(0))
}

// errFrames is what is wrong with frames that are not as they were written.
var errFrames = errors.New("the checkpoint is damaged: a frame of it is not the one that was written")

// Load calls load with each frame of all checkpoints, which is valid until load returns. The error is load's
// own, another for a frame that is not as it was written, or a *[FailedError].
func (c *Checkpoints) Load(load func(frame []byte) error) error {
	var header [frameHeaderSize]byte
	var buffer []byte
	for _, p := range c.points {
		for at := p.start; at < p.end; {
			if p.end-at < frameHeaderSize {
				return errFrames
			}
			if err := readFull(c.file, header[:], at); err != nil {
				return failed(err)
			}
			at += frameHeaderSize
			n := int64(binary.LittleEndian.Uint32(header[:]))
			if n > p.end-at {
				return errFrames
			}
			if int64(cap(buffer)) < n {
				buffer = make([]byte, n)
			}
			if err := readFull(c.file, buffer[:n], at); err != nil {
				return failed(err)
			}
			if crc32c(buffer[:n]) != binary.LittleEndian.Uint32(header[4:]) {
				return errFrames
			}
			if err := load(buffer[:n]); err != nil {
				return err
			}
			at += n
		}
	}
	return nil
}

// Begin begins a checkpoint behind the last one. One that was begun and not sealed is no more. The errors of
// Begin, Write and Seal are *[FailedError]s, and after one, Begin begins anew.
func (c *Checkpoints) Begin() error {
	err := c.file.Resize(c.end)
	if err == nil {
		err = c.file.Flush() // or a crash could leave another program's checkpoints behind our header
	}
	if err != nil {
		return failed(err)
	}
	c.at, c.loose = max(c.end, int64(len(c.header)))+checkpointHeaderSize, 0
	if c.end > 0 {
		return nil
	}
	return failed(writeFull(c.file, c.header, 0))
}

// flushBytes is how many bytes are written before they are flushed. To flush a whole checkpoint at once, when it is
// sealed, would hold up everything for half a second.
const flushBytes = 4 << 20

// FrameRoom is how many bytes a frame that is handed to Write has in front of its content.
const FrameRoom = frameHeaderSize

// Write adds a frame to the checkpoint that was begun. Its first [FrameRoom] bytes are Write's to set.
func (c *Checkpoints) Write(frame []byte) error {
	content := frame[frameHeaderSize:]
	binary.LittleEndian.PutUint32(frame, uint32(len(content)))
	binary.LittleEndian.PutUint32(frame[4:], crc32c(content))
	if err := writeFull(c.file, frame, c.at); err != nil {
		return failed(err)
	}
	c.at += int64(len(frame))
	if c.loose += len(frame); c.loose < flushBytes {
		return nil
	}
	c.loose = 0
	return failed(c.file.Flush())
}

// Seal makes the frames that were written the checkpoint of such a log, for good.
func (c *Checkpoints) Seal(p Checkpoint) error {
	start := max(c.end, int64(len(c.header))) + checkpointHeaderSize
	var header [checkpointHeaderSize]byte
	copy(header[:], checkpointMagic)
	binary.LittleEndian.PutUint64(header[8:], uint64(c.at-start))
	binary.LittleEndian.PutUint64(header[16:], p.Events)
	copy(header[24:], p.Head[:])
	binary.LittleEndian.PutUint32(header[4:], crc32c(header[8:]))
	err := c.file.Flush()
	if err == nil {
		err = writeFull(c.file, header[:], start-checkpointHeaderSize)
	}
	if err == nil {
		err = c.file.Flush()
	}
	if err != nil {
		return failed(err)
	}
	c.points = append(c.points, checkpoint{p, start, c.at})
	c.end = c.at
	return nil
}

// Close closes the file.
func (c *Checkpoints) Close() error { return failed(c.file.Close()) }
