package nethttp

import (
	"context"
	"net/http"
	"reflect"
	"sync"
	"unsafe"

	"otel-go.internal/hooks/internal/field"
)

// The server's own ResponseWriter knows the status code and the bytes written. They are read where they are, for a wrapper
// would take away interfaces that handlers ask for. Every field is looked up by name and checked by type; where one is missing
// (another ResponseWriter, another version of Go) its attribute is left out.
//
// Source: net/http/server.go (type response) and net/http/h2_bundle.go (types http2responseWriter, http2responseWriterState) of
// Go 1.25 and 1.26.
type writerLayout struct {
	// state is the offset of a pointer that leads to the fields; negative when they lie in the writer itself.
	state          int
	status, bytes  int
	conn, hijacked int
}

var layouts sync.Map // reflect.Type -> *writerLayout, nil for unknown types

// response is what the server has sent when the handler is done.
type response struct {
	status   int
	bytes    int64
	known    bool
	hijacked bool
}

// written reads the response from the server's ResponseWriter.
func written(rw http.ResponseWriter) response {
	layout := layoutOf(reflect.TypeOf(rw))
	if layout == nil {
		return response{}
	}
	p := reflect.ValueOf(rw).UnsafePointer()
	r := response{known: true}
	if layout.hijacked >= 0 {
		if conn := *(*unsafe.Pointer)(unsafe.Add(p, layout.conn)); conn != nil {
			r.hijacked = *(*bool)(unsafe.Add(conn, layout.hijacked))
		}
	}
	if layout.state >= 0 {
		if p = *(*unsafe.Pointer)(unsafe.Add(p, layout.state)); p == nil {
			return response{}
		}
	}
	r.status = *(*int)(unsafe.Add(p, layout.status))
	if layout.bytes >= 0 {
		r.bytes = *(*int64)(unsafe.Add(p, layout.bytes))
	}
	return r
}

func layoutOf(t reflect.Type) *writerLayout {
	if known, ok := layouts.Load(t); ok {
		return known.(*writerLayout)
	}
	layout := findLayout(t)
	layouts.Store(t, layout)
	return layout
}

func findLayout(t reflect.Type) *writerLayout {
	if t == nil || t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct || t.Elem().PkgPath() != "net/http" {
		return nil
	}
	layout := &writerLayout{state: -1, conn: -1, hijacked: -1}
	fields := t.Elem()
	switch fields.Name() {
	case "response":
		layout.conn = offset(fields, "conn", reflect.Pointer)
		if conn, ok := fields.FieldByName("conn"); ok && layout.conn >= 0 && conn.Type.Elem().Kind() == reflect.Struct {
			layout.hijacked = offset(conn.Type.Elem(), "hijackedv", reflect.Bool)
		}
		layout.bytes = offset(fields, "written", reflect.Int64)
	case "http2responseWriter":
		layout.state = offset(fields, "rws", reflect.Pointer)
		rws, ok := fields.FieldByName("rws")
		if layout.state < 0 || !ok || rws.Type.Elem().Kind() != reflect.Struct {
			return nil
		}
		fields = rws.Type.Elem()
		layout.bytes = offset(fields, "wroteBytes", reflect.Int64)
	default:
		return nil
	}
	if layout.status = offset(fields, "status", reflect.Int); layout.status < 0 {
		return nil
	}
	return layout
}

func offset(fields reflect.Type, name string, kind reflect.Kind) int {
	if f, ok := fields.FieldByName(name); ok && len(f.Index) == 1 && f.Type.Kind() == kind {
		return int(f.Offset)
	}
	return -1
}

// requestContext is http.Request's context.
//
// Source: net/http/request.go (type Request, field ctx) of Go 1.25 and 1.26.
var requestContext = field.Of[http.Request, context.Context]("ctx")

// setContext gives the server's own request another context in place. A copy, the public way, would leave the server with a
// request of which it knows neither the parsed form, whose temporary files it removes, nor the pattern that matched.
func setContext(req *http.Request, ctx context.Context) {
	if p := requestContext.At(req); p != nil {
		*p = ctx
	}
}
