package logs

import (
	"io"
	"runtime"
	"sync"
	"weak"
)

// pipes are those at whose other end a library makes records of lines.
var pipes sync.Map

// NotePipe says that what is written to the pipe becomes records of another library.
func NotePipe(w *io.PipeWriter) {
	if w == nil || !Exporting() {
		return
	}
	key := weak.Make(w)
	pipes.Store(key, nil)
	// The pipe has a finalizer of logrus, which a cleanup does not disturb.
	runtime.AddCleanup(w, func(key weak.Pointer[io.PipeWriter]) { pipes.Delete(key) }, key)
}

// IsPipe says whether lines that are written to w become records elsewhere.
func IsPipe(w io.Writer) bool {
	pipe, ok := w.(*io.PipeWriter)
	if !ok {
		return false
	}
	_, noted := pipes.Load(weak.Make(pipe))
	return noted
}
