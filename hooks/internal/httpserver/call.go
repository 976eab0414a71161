// Package httpserver is where hooks of routers and frameworks tell the server span around them what they know: the route, errors,
// panics. It uses the OpenTelemetry API only.
package httpserver

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

// Call is one request that a server handles, as hooks further in see it. It is the owner of the server span's goroutine record, and
// may be used from any goroutine, also after the request.
type Call struct {
	// Method and Path are as the server got them; they do not change.
	Method, Path string

	mu       sync.Mutex
	span     trace.Span // nil once the request has been handled
	visits   []visit
	first    [2]visit // memory of visits, which are seldom more
	recorded error    // the last one
	panicked any
	given    giving
	measured bool
}

// giving says to whom the request's span belongs.
type giving uint8

const (
	ours giving = iota
	// shared: instrumentation by hand has got our span as its own.
	shared
	// theirs: instrumentation by hand began a trace of its own, and ours is not ended.
	theirs
)

// Init makes an empty call that of a span.
func (c *Call) Init(span trace.Span, method, path string) {
	c.span, c.Method, c.Path = span, method, path
}

// Current returns the innermost call that the running goroutine, or one that started it, is in; nil when there is none.
func Current() *Call {
	for r := gls.Current(); r != nil; r = r.Outer() {
		if c, ok := r.Owner().(*Call); ok {
			return c
		}
	}
	return nil
}

// visit is a router that the request has come to, with the path that it saw.
type visit struct{ path, route string }

// Enter tells that the request has come to a router, which sees a path, and returns what Found wants.
func (c *Call) Enter(path string) int {
	if c == nil {
		return -1
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.enter(path)
}

func (c *Call) enter(path string) int {
	if c.span == nil {
		return -1
	}
	if c.visits == nil {
		c.visits = c.first[:0]
	}
	c.visits = append(c.visits, visit{path: path})
	return len(c.visits) - 1
}

// Found tells the route that the router has found.
func (c *Call) Found(at int, route string) {
	if c == nil || at < 0 || route == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.span != nil {
		c.visits[at].route = route
	}
}

// SetRoute tells the route that a router has found for a path. Middleware of one router may tell it several times.
func (c *Call) SetRoute(route, path string) {
	if c == nil || route == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if slices.Contains(c.visits, visit{path, route}) {
		return
	}
	if at := c.enter(path); at >= 0 {
		c.visits[at].route = route
	}
}

// Routed says whether the request has come to a router.
func (c *Call) Routed() bool {
	if c == nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.visits) > 0
}

// joined is the route of all routers. Of nested ones the inner one, which comes later, knows more; where it saw only the rest of the
// path, its route continues the outer one's.
func (c *Call) joined() string {
	route := ""
	for _, v := range c.visits {
		if v.route == "" {
			continue
		}
		prefix, ok := strings.CutSuffix(c.Path, v.path)
		switch {
		case route == "" || prefix == "":
			route = v.route
		case ok && prefix == fixedPart(route): // only text: what else has been cut off may be different in each request
			route = prefix + v.route
		}
	}
	return route
}

// fixedPart is a route without the wildcard at its end.
func fixedPart(route string) string {
	if i := strings.LastIndexByte(route, '/'); i >= 0 {
		if last := route[i+1:]; last == "" || last[0] == '*' || (last[0] == '{' && strings.HasSuffix(last, "...}")) {
			return route[:i]
		}
	}
	return route
}

// RecordError adds an error that the framework has got from a handler to the span. The status code decides whether the span fails.
// After a panic it is middleware's account of that one.
func (c *Call) RecordError(err error) {
	if c == nil || err == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.span == nil || c.given != ours || telemetry.Same(c.recorded, err) || c.panicked != nil {
		return
	}
	c.recorded = err
	c.span.RecordError(err)
}

// RecordPanic tells of a panic that a handler leaves by; somebody further out may recover it.
func (c *Call) RecordPanic(exit api.Exit) {
	if c == nil || exit.Panic == nil || isAbort(exit.Panic) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.span == nil || c.given != ours || c.panicked != nil {
		return
	}
	c.panicked = exit.Panic
	c.span.SetStatus(codes.Error, "panic: "+telemetry.PanicEvent(c.span, exit.Panic))
}

// isAbort: http.ErrAbortHandler is how a handler gives up a connection, not an error of the application.
func isAbort(value any) bool {
	err, ok := value.(error)
	return ok && errors.Is(err, http.ErrAbortHandler)
}

// Outcome is what there is to know of a call when it has been handled.
type Outcome struct {
	Route string
	// ErrorType is that of a panic, else not valid.
	ErrorType attribute.KeyValue
	// Err is the last error recorded.
	Err error
	// Foreign says that instrumentation by hand has a span of its own for the request, Measured that it has metrics.
	Foreign, Measured bool
}

// Finish ends the time in which others may change the call.
func (c *Call) Finish() Outcome {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := Outcome{Route: c.joined(), Err: c.recorded, Foreign: c.given == theirs, Measured: c.measured}
	if c.panicked != nil {
		out.ErrorType = semconv.PanicType(c.panicked)
	}
	c.span, c.recorded, c.panicked, c.visits = nil, nil, nil, nil
	return out
}
