package fiber

import (
	"context"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/httpattr"
	"otel-go.internal/hooks/internal/httpserver"
	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

var on = telemetry.Enabled("fiber")

var scope = telemetry.Scope[*httpserver.Instruments]{
	Name:      "otel-go.internal/hooks/fiber",
	SchemaURL: semconv.SchemaURL,
	Make: func(m metric.Meter) *httpserver.Instruments {
		made := httpserver.NewInstruments(m)
		return &made
	},
}

// userContext is where fiber looks for the context that Ctx.UserContext returns.
//
// Source: ctx.go (userContextKey) of fiber 2.20 to 2.52.
const userContext = "__local_user_context__"

// serverCall is one request that an app handles.
type serverCall struct {
	httpserver.Call
	rctx   *fasthttp.RequestCtx
	ctx    context.Context
	span   trace.Span // nil for a request that is excluded
	record *gls.Record
	name   string
}

// BeforeHandler starts the server span.
//
// Target: github.com/gofiber/fiber/v2.(*App).handler.
func BeforeHandler(_ any, rctx *fasthttp.RequestCtx) *serverCall {
	// An app behind net/http (fiber's adaptor) serves a request that has its span.
	if !on || rctx == nil || httpserver.Current() != nil {
		return nil
	}
	path := string(rctx.Path())
	if len(httpserver.ExcludedPaths) > 0 && httpserver.ExcludedPaths.Match(path) {
		ctx := api.Suppress(context.Background())
		rctx.SetUserValue(userContext, ctx)
		return &serverCall{record: gls.Push(ctx, [16]byte{}, [8]byte{}, nil)}
	}
	ctx := otel.GetTextMapPropagator().Extract(context.Background(), carrier{&rctx.Request.Header})
	attrs, name := attributes(rctx, path)
	ctx, span := scope.Tracer().Start(ctx, name, trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(attrs...))
	rctx.SetUserValue(userContext, ctx)
	call := &serverCall{rctx: rctx, ctx: ctx, span: span, name: name}
	call.Init(span, string(rctx.Method()), path)
	sc := span.SpanContext()
	call.record = gls.Push(ctx, sc.TraceID(), sc.SpanID(), &call.Call)
	return call
}

// AfterHandler ends the server span.
func AfterHandler(call *serverCall, exit api.Exit) {
	if call == nil {
		return
	}
	gls.Pop(call.record)
	if call.span == nil {
		return
	}
	call.RecordPanic(exit)
	outcome := call.Finish()
	status := call.rctx.Response.StatusCode()
	if exit.Panicked {
		status = 0 // fasthttp has answered nothing
	}
	answer := httpserver.Answer{
		Status: status, Route: outcome.Route, ErrorType: outcome.Judge(call.span, status, exit),
		RequestSize: int64(call.rctx.Request.Header.ContentLength()), ResponseSize: call.sent(),
	}
	if call.span.IsRecording() {
		call.finish(answer)
	}
	if !outcome.Measured {
		call.measure(answer, exit)
	}
	if !outcome.Foreign {
		call.span.End()
	}
	call.rctx, call.ctx, call.span, call.record = nil, nil, nil, nil
}

func (c *serverCall) finish(answer httpserver.Answer) {
	if answer.Route != "" {
		c.span.SetName(c.name + " " + answer.Route)
	}
	c.span.SetAttributes(captured(answer.Attributes(), httpserver.ResponseHeaders, c.rctx.Response.Header.Peek)...)
}

// sent is the size of the body that is going to be sent; 0 for streams, which nobody has read yet.
func (c *serverCall) sent() int64 {
	if c.rctx.Response.IsBodyStream() {
		return 0
	}
	return int64(len(c.rctx.Response.Body()))
}

func (c *serverCall) measure(answer httpserver.Answer, exit api.Exit) {
	i := scope.Instruments()
	if i == nil {
		return
	}
	method, _ := httpattr.Method(c.Method)
	attrs := append(make([]attribute.KeyValue, 0, 6), method, semconv.URLScheme(scheme(c.rctx)), semconv.NetworkProtocolVersion(protocol(c.rctx)))
	answer.Measure(c.ctx, i, exit.Duration, attrs)
}

// BeforeNext keeps the context for AfterNext.
//
// Target: github.com/gofiber/fiber/v2.(*App).next, which each matching route calls for what comes behind it.
func BeforeNext(_ any, c *fiber.Ctx) *fiber.Ctx {
	if !on {
		return nil
	}
	return c
}

// AfterNext tells the server span the route, an error, and a panic before middleware recovers it. The innermost route comes first: it
// is the one that has handled the request.
func AfterNext(c *fiber.Ctx, match bool, err error, exit api.Exit) {
	if c == nil {
		return
	}
	call := httpserver.Current()
	if call == nil {
		return
	}
	if exit.Panicked {
		call.RecordPanic(exit)
	}
	call.RecordError(err)
	if route := c.Route(); !call.Routed() && route != nil {
		if !match && !exit.Panicked {
			call.Enter(call.Path)
			return
		}
		call.SetRoute(route.Path, call.Path)
	}
}
