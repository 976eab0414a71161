package nethttp

import (
	"io"
	"sync/atomic"

	"go.opentelemetry.io/otel/attribute"
)

// body ends the client span when the response has been read to its end, has failed, or is closed.
type body struct {
	io.ReadCloser
	call *clientCall
	read atomic.Int64
}

// writableBody is for bodies that can be written to, which net/http promises for switched protocols only.
type writableBody struct {
	*body
	io.Writer
}

func watch(inner io.ReadCloser, call *clientCall) io.ReadCloser {
	b := &body{ReadCloser: inner, call: call}
	if w, ok := inner.(io.Writer); ok {
		return &writableBody{b, w}
	}
	return b
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	read := b.read.Add(int64(n))
	switch err {
	case nil:
	case io.EOF:
		b.call.end(read, attribute.KeyValue{})
	default:
		b.call.fail(err, read)
	}
	return n, err
}

func (b *body) Close() error {
	err := b.ReadCloser.Close()
	b.call.end(b.read.Load(), attribute.KeyValue{})
	return err
}
