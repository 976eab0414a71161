package nethttp

import (
	"context"
	"net/http"
	"strings"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/httpattr"
	"otel-go.internal/hooks/internal/httpserver"
	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

var serverOn = telemetry.Enabled("nethttp/server")

// serverCall is one request that a server handles. It is not pooled: goroutines that outlive the request may still hold it.
type serverCall struct {
	httpserver.Call
	rw     http.ResponseWriter
	req    *http.Request
	ctx    context.Context
	span   trace.Span // nil for a request that is excluded
	record *gls.Record
	name   string
}

// BeforeServeHTTP starts the server span.
//
// Target: net/http.serverHandler.ServeHTTP, through which HTTP/1 and HTTP/2 requests pass.
func BeforeServeHTTP(_ any, rw http.ResponseWriter, req *http.Request) *serverCall {
	if !serverOn || isPreface(req) {
		return nil
	}
	ctx := req.Context()
	if api.Suppressed(ctx) {
		return nil
	}
	if len(httpserver.ExcludedPaths) > 0 && req.URL != nil && httpserver.ExcludedPaths.Match(req.URL.Path) {
		return exclude(req, ctx)
	}
	if req.Header != nil {
		ctx = otel.GetTextMapPropagator().Extract(ctx, propagation.HeaderCarrier(req.Header))
	}
	attrs, name := serverAttributes(req)
	ctx, span := scope.Tracer().Start(ctx, name, trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(attrs...))
	setContext(req, ctx)
	call := &serverCall{rw: rw, req: req, ctx: ctx, span: span, name: name}
	path := ""
	if req.URL != nil {
		path = req.URL.Path
	}
	call.Init(span, req.Method, path)
	sc := span.SpanContext()
	call.record = gls.Push(ctx, sc.TraceID(), sc.SpanID(), &call.Call)
	return call
}

// isPreface says that HTTP/2 begins here on a connection that began as HTTP/1: it is no request, and lasts as long as the connection.
func isPreface(req *http.Request) bool {
	return req.Method == "PRI" && req.ProtoMajor == 2 && req.RequestURI == "*"
}

// exclude lets nothing be traced or measured until the request has been handled.
func exclude(req *http.Request, ctx context.Context) *serverCall {
	ctx = api.Suppress(ctx)
	setContext(req, ctx)
	return &serverCall{record: gls.Push(ctx, [16]byte{}, [8]byte{}, nil)}
}

// AfterServeHTTP ends the server span.
func AfterServeHTTP(call *serverCall, exit api.Exit) {
	if call == nil {
		return
	}
	gls.Pop(call.record)
	if call.span == nil {
		return
	}
	sent := written(call.rw)
	call.RecordPanic(exit)
	outcome := call.Finish()
	status := sent.status
	if status == 0 && sent.known && !sent.hijacked && !exit.Panicked {
		status = http.StatusOK // a handler that writes nothing: net/http sends 200 after it
	}
	answer := httpserver.Answer{
		Status: status, Route: outcome.Route, ErrorType: outcome.Judge(call.span, status, exit),
		RequestSize: call.req.ContentLength, ResponseSize: sent.bytes,
	}
	if answer.Route == "" {
		answer.Route = route(call.req.Pattern)
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
	call.rw, call.req, call.ctx, call.span, call.record = nil, nil, nil, nil, nil
}

func (c *serverCall) finish(answer httpserver.Answer) {
	attrs := answer.Attributes()
	if answer.Route != "" {
		c.span.SetName(c.name + " " + answer.Route)
	}
	if len(httpserver.ResponseHeaders) > 0 {
		attrs = appendHeaders(attrs, httpserver.ResponseHeaders, c.rw.Header(), "")
	}
	c.span.SetAttributes(attrs...)
}

// measure records the metrics. The Host header is the client's choice, so server.address is no attribute of a metric.
func (c *serverCall) measure(answer httpserver.Answer, exit api.Exit) {
	i := scope.Instruments()
	if i == nil {
		return
	}
	method, _ := httpattr.Method(c.req.Method)
	attrs := append(make([]attribute.KeyValue, 0, 6), method, scheme(c.req))
	if version := httpattr.Protocol(c.req.Proto); version != "" {
		attrs = append(attrs, semconv.NetworkProtocolVersion(version))
	}
	answer.Measure(c.ctx, &i.server, exit.Duration, attrs)
}

func scheme(req *http.Request) attribute.KeyValue {
	if req.TLS != nil {
		return semconv.URLScheme("https")
	}
	return semconv.URLScheme("http")
}

// serverAttributes are known before the handler runs, so that samplers see them.
func serverAttributes(req *http.Request) ([]attribute.KeyValue, string) {
	attrs, name := httpattr.AppendMethod(make([]attribute.KeyValue, 0, 12), req.Method)
	attrs = append(attrs, scheme(req))
	if host, port := httpattr.SplitHost(req.Host); host != "" {
		attrs = append(attrs, semconv.ServerAddress(host))
		if port > 0 {
			attrs = append(attrs, semconv.ServerPort(port))
		}
	}
	peer, peerPort := httpattr.SplitHost(req.RemoteAddr)
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
			attrs = append(attrs, semconv.URLQuery(httpattr.RedactQuery(req.URL.RawQuery)))
		}
	}
	if version := httpattr.Protocol(req.Proto); version != "" {
		attrs = append(attrs, semconv.NetworkProtocolVersion(version))
	}
	return appendHeaders(attrs, httpserver.RequestHeaders, req.Header, req.Host), name
}

func clientAddress(req *http.Request, peer string) string {
	if forwarded := req.Header.Get("X-Forwarded-For"); forwarded != "" {
		first, _, _ := strings.Cut(forwarded, ",")
		return strings.TrimSpace(first)
	}
	return peer
}
