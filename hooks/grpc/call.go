package grpc

import (
	"context"
	"sync/atomic"
	"time"

	otelcodes "go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/stats"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/httpserver"
	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

// call is one call of a server, or one attempt of a client's, and the context that it runs under.
type call struct {
	context.Context
	method *method
	span   trace.Span
	client *clientHandler
	record *gls.Record
	entry  api.Entry

	requests, responses atomic.Int64

	server bool
	// joined: the span belongs to the HTTP request that brought the call, and is not ours to end.
	joined bool
	// located: the span has the addresses.
	located bool
	ended   atomic.Bool
}

type callKey struct{}

func (c *call) Value(key any) any {
	if key == (callKey{}) {
		return c
	}
	return c.Context.Value(key)
}

// join makes the span of an HTTP request the call's own: one request has one server span.
func (c *call) join(ctx context.Context, span trace.Span, request *httpserver.Call, full string) {
	c.Context, c.span, c.joined, c.located = ctx, span, true, true
	if c.method.registered {
		request.SetRoute(full, request.Path)
	}
	span.SetAttributes(c.method.attrs...)
}

// enter makes the span the current one of the handler's goroutine: Begin and End come on it, in every version.
func (c *call) enter() {
	if c.joined {
		return
	}
	sc := c.span.SpanContext()
	c.record = gls.Push(c, sc.TraceID(), sc.SpanID(), nil)
	c.entry = api.EnterUntimed()
}

// leave undoes enter, and says how the handler came to its end where it did not return.
func (c *call) leave() string {
	if c.record == nil {
		return ""
	}
	exit := c.entry.Exit(false)
	gls.Pop(c.record)
	c.record = nil
	switch {
	case !exit.Panicked:
		return ""
	case exit.Panic == nil:
		return "runtime.Goexit"
	}
	return "panic: " + telemetry.PanicEvent(c.span, exit.Panic)
}

func (c *call) serverHeader(e *stats.InHeader) {
	if !c.located && (e.LocalAddr != nil || e.RemoteAddr != nil) && c.span.IsRecording() {
		c.span.SetAttributes(serverAddresses(e.LocalAddr, e.RemoteAddr)...)
	}
	c.capture(serverMetadata, e.Header)
}

func (c *call) clientHeader(e *stats.OutHeader) {
	if e.RemoteAddr != nil && c.span.IsRecording() {
		c.span.SetAttributes(c.client.peers.of(e.RemoteAddr)...)
	}
	c.capture(clientMetadata, e.Header)
}

// capture sets the metadata that was asked for as attributes.
func (c *call) capture(wanted []string, md metadata.MD) {
	for _, key := range wanted {
		if values := md[key]; len(values) > 0 {
			c.span.SetAttributes(semconv.RPCGRPCRequestMetadata(key, values...))
		}
	}
}

// frameHeader is the size of what stands before each message: a flag and the length.
const frameHeader = 5

// message counts and measures a message of the stream.
func (c *call) message(request bool, size, wire int) {
	counter := &c.responses
	if request {
		counter = &c.requests
	}
	number := counter.Add(1)
	if i := c.instruments(); i != nil {
		if request {
			i.requestSize.Record(c, int64(size), c.method.any...)
		} else {
			i.responseSize.Record(c, int64(size), c.method.any...)
		}
	}
	if messageEvents && c.span.IsRecording() {
		direction := semconv.RPCMessageTypeReceived
		if request != c.server {
			direction = semconv.RPCMessageTypeSent
		}
		c.span.AddEvent("rpc.message", trace.WithAttributes(direction, semconv.RPCMessageID(int(number)),
			semconv.RPCMessageCompressedSize(max(wire-frameHeader, 0)), semconv.RPCMessageUncompressedSize(size)))
	}
}

func (c *call) instruments() *side {
	all := scope.Instruments()
	switch {
	case all == nil:
		return nil
	case c.server:
		return &all.server
	default:
		return &all.client
	}
}

// end ends the span and measures the call. Without an end of its own, a handler has sent no status.
func (c *call) end(e *stats.End, aborted string) {
	if c.ended.Swap(true) {
		return
	}
	code, message := codeOf(e.Error)
	if aborted != "" {
		code, message = codes.Unknown, aborted
	}
	c.finish(code, message, e.EndTime.Sub(e.BeginTime))
}

// unimplemented ends the span of a call that gRPC answers itself, for the server has no such method: no event tells of its end.
func (c *call) unimplemented() {
	c.ended.Store(true)
	c.finish(codes.Unimplemented, "unknown service or method", 0)
}

func (c *call) finish(code codes.Code, message string, elapsed time.Duration) {
	if c.span.IsRecording() {
		if c.server && serverError(code) || !c.server && code != codes.OK {
			c.span.SetStatus(otelcodes.Error, message)
		}
		c.span.SetAttributes(statusCode(code))
	}
	if i := c.instruments(); i != nil {
		with := c.method.withCode(code)
		i.duration.Record(c, float64(elapsed)/float64(time.Millisecond), with...)
		i.requests.Record(c, c.requests.Load(), with...)
		i.responses.Record(c, c.responses.Load(), with...)
	}
	if !c.joined {
		c.span.End()
	}
}

// serverError says which codes are the server's fault. Source: semantic conventions 1.37.0, docs/rpc/grpc.md.
func serverError(code codes.Code) bool {
	switch code {
	case codes.Unknown, codes.DeadlineExceeded, codes.Unimplemented, codes.Internal, codes.Unavailable, codes.DataLoss:
		return true
	}
	return false
}
