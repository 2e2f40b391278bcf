package main

import (
	"bufio"
	"os"
)

// file is a file that is written from its start to its end. What fails is told when it is closed.
type file struct {
	file   *os.File
	buffer *bufio.Writer
	size   int64
}

func create(path string) (*file, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &file{file: f, buffer: bufio.NewWriterSize(f, 1<<20)}, nil
}

func (f *file) put(text []byte) {
	f.size += int64(len(text))
	f.buffer.Write(text)
}

func (f *file) close() error {
	if f.file == nil {
		return nil
	}
	if err := f.buffer.Flush(); err != nil {
		f.file.Close()
		return err
	}
	return f.file.Close()
}
