package target

import (
	"fmt"
	"io"
)

type base struct{ name string }

func (b *base) Close() error {
	fmt.Println("close", b.name)
	return nil
}

type File struct{ *base }

type Conn struct {
	File
	io.Reader
}

func Open() (*File, *Conn) {
	return &File{&base{"file"}}, &Conn{File: File{&base{"conn"}}}
}
