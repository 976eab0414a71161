package main

import (
	"io"

	"example.com/w/inject_hooks/embedded_promoted/target"
)

func main() {
	file, conn := target.Open()
	file.Close()
	conn.Close()
	var closer io.Closer = conn
	closer.Close()
}
