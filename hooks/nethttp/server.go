package nethttp

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/propagation"
	semconv "go.opentelemetry.io/otel/semconv/v1.37.0"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/telemetry"
)

var serverOn = telemetry.Enabled("nethttp") && telemetry.Enabled("nethttp/server")

// serverCall is one request that a server handles.
type serverCall struct {
	rw     http.ResponseWriter
	req    *http.Request
	ctx    context.Context
	span   trace.Span
	record *gls.Record
	name   string
}

var serverCalls = sync.Pool{New: func() any { return new(serverCall) }}

// BeforeServeHTTP starts the server span.
//
// Target: net/http.serverHandler.ServeHTTP, through which HTTP/1 and HTTP/2 requests pass.
func BeforeServeHTTP(_ any, rw http.ResponseWriter, req *http.Request) *serverCall {
	ctx := req.Context()
	if !serverOn || api.Suppressed(ctx) {
		return nil
	}
	if req.Header != nil {
		ctx = otel.GetTextMapPropagator().Extract(ctx, propagation.HeaderCarrier(req.Header))
	}
	attrs, name := serverAttributes(req)
	ctx, span := scope.Tracer().Start(ctx, name, trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(attrs...))
	setContext(req, ctx)
	sc := span.SpanContext()
	call := serverCalls.Get().(*serverCall)
	*call = serverCall{rw: rw, req: req, ctx: ctx, span: span, name: name, record: gls.Push(ctx, sc.TraceID(), sc.SpanID(), serverOwner)}
	return call
}

// AfterServeHTTP ends the server span.
func AfterServeHTTP(call *serverCall, exit api.Exit) {
	if call == nil {
		return
	}
	gls.Pop(call.record)
	sent := written(call.rw)
	status := sent.status
	if status == 0 && sent.known && !sent.hijacked && !exit.Panicked {
		status = http.StatusOK // a handler that writes nothing: net/http sends 200 after it
	}
	errorType := serverError(call.span, status, exit)
	path := call.route()
	if call.span.IsRecording() {
		call.finish(status, sent.bytes, path, errorType)
	}
	call.measure(status, sent.bytes, path, errorType, exit)
	call.span.End()
	*call = serverCall{}
	serverCalls.Put(call)
}

// serverError returns error.type, and sets the span's status. http.ErrAbortHandler is how a handler gives up a connection, not
// an error of the application.
func serverError(span trace.Span, status int, exit api.Exit) attribute.KeyValue {
	if err, ok := exit.Panic.(error); exit.Panic != nil && (!ok || !errors.Is(err, http.ErrAbortHandler)) {
		kind := fmt.Sprintf("%T", exit.Panic)
		errorType := semconv.ErrorTypeKey.String("panic")
		if ok {
			errorType = semconv.ErrorType(err)
		}
		span.AddEvent(semconv.ExceptionEventName, trace.WithAttributes(
			semconv.ExceptionType(kind), semconv.ExceptionMessage(fmt.Sprint(exit.Panic))),
			trace.WithStackTrace(true))
		span.SetStatus(codes.Error, "panic: "+fmt.Sprint(exit.Panic))
		return errorType
	}
	if status >= http.StatusInternalServerError {
		span.SetStatus(codes.Error, "")
		return statusError(status)
	}
	return attribute.KeyValue{}
}

func (c *serverCall) finish(status int, bytes int64, path string, errorType attribute.KeyValue) {
	attrs := make([]attribute.KeyValue, 0, 5)
	if status > 0 {
		attrs = append(attrs, semconv.HTTPResponseStatusCode(status))
	}
	if bytes > 0 {
		attrs = append(attrs, semconv.HTTPResponseBodySize(int(bytes)))
	}
	if c.req.ContentLength > 0 {
		attrs = append(attrs, semconv.HTTPRequestBodySize(int(c.req.ContentLength)))
	}
	if path != "" {
		attrs = append(attrs, semconv.HTTPRoute(path))
		c.span.SetName(c.name + " " + path)
	}
	if errorType.Valid() {
		attrs = append(attrs, errorType)
	}
	c.span.SetAttributes(attrs...)
}

// measure records the metrics. The Host header is the client's choice, so server.address is no attribute of a metric.
func (c *serverCall) measure(status int, bytes int64, path string, errorType attribute.KeyValue, exit api.Exit) {
	i := scope.Instruments()
	if i == nil {
		return
	}
	method, _ := methodName(c.req.Method)
	attrs := make([]attribute.KeyValue, 0, 6)
	attrs = append(attrs, method, scheme(c.req))
	if status > 0 {
		attrs = append(attrs, semconv.HTTPResponseStatusCode(status))
	}
	if path != "" {
		attrs = append(attrs, semconv.HTTPRoute(path))
	}
	if version := protocol(c.req.Proto); version != "" {
		attrs = append(attrs, semconv.NetworkProtocolVersion(version))
	}
	if errorType.Valid() {
		attrs = append(attrs, errorType)
	}
	set := metric.WithAttributeSet(attribute.NewSet(attrs...))
	i.serverDuration.Record(c.ctx, exit.Duration.Seconds(), set)
	i.serverRequestSize.Record(c.ctx, max(c.req.ContentLength, 0), set)
	i.serverResponseSize.Record(c.ctx, bytes, set)
}

func scheme(req *http.Request) attribute.KeyValue {
	if req.TLS != nil {
		return semconv.URLScheme("https")
	}
	return semconv.URLScheme("http")
}

// serverAttributes are known before the handler runs, so that samplers see them.
func serverAttributes(req *http.Request) ([]attribute.KeyValue, string) {
	attrs, name := methodAttributes(make([]attribute.KeyValue, 0, 12), req.Method)
	attrs = append(attrs, scheme(req))
	if host, port := splitHost(req.Host); host != "" {
		attrs = append(attrs, semconv.ServerAddress(host))
		if port > 0 {
			attrs = append(attrs, semconv.ServerPort(port))
		}
	}
	peer, peerPort := splitHost(req.RemoteAddr)
	if peer != "" {
		attrs = append(attrs, semconv.NetworkPeerAddress(peer))
		if peerPort > 0 {
			attrs = append(attrs, semconv.NetworkPeerPort(peerPort))
		}
	}
	if client := clientAddress(req, peer); client != "" {
		attrs = append(attrs, semconv.ClientAddress(client))
	}
	if agent := req.UserAgent(); agent != "" {
		attrs = append(attrs, semconv.UserAgentOriginal(agent))
	}
	if req.URL != nil {
		attrs = append(attrs, semconv.URLPath(req.URL.Path))
		if req.URL.RawQuery != "" {
			attrs = append(attrs, semconv.URLQuery(redactQuery(req.URL.RawQuery)))
		}
	}
	if version := protocol(req.Proto); version != "" {
		attrs = append(attrs, semconv.NetworkProtocolVersion(version))
	}
	return attrs, name
}

func clientAddress(req *http.Request, peer string) string {
	if forwarded := req.Header.Get("X-Forwarded-For"); forwarded != "" {
		first, _, _ := strings.Cut(forwarded, ",")
		return strings.TrimSpace(first)
	}
	return peer
}
