package nethttp

import (
	"context"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/httpattr"
	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

var clientOn = telemetry.Enabled("nethttp/client")

// clientCall is one request that a client makes, from the transport to the end of the response's body.
type clientCall struct {
	ctx      context.Context
	span     trace.Span
	record   *gls.Record
	req      *http.Request
	start    time.Time
	status   int
	protocol string
	sent     bool // the request that net/http sends has been prepared
	ended    atomic.Bool
}

// BeforeRoundTrip starts the client span.
//
// Target: net/http.(*Transport).roundTrip.
func BeforeRoundTrip(_ any, req *http.Request) *clientCall {
	if !clientOn || req == nil || req.URL == nil || req.Header == nil || (req.URL.Scheme != "http" && req.URL.Scheme != "https") {
		return nil
	}
	ctx := req.Context()
	around := gls.Context()
	if api.Suppressed(ctx) || (around != nil && api.Suppressed(around)) || traced(ctx, req.Header) || isExport(req) || excludedHost(req.URL) {
		return nil
	}
	attrs, name := clientAttributes(req)
	ctx, span := scope.Tracer().Start(telemetry.Parent(ctx, around), name, trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(attrs...))
	sc := span.SpanContext()
	call := &clientCall{ctx: ctx, span: span, req: req, start: time.Now()}
	call.record = gls.Push(ctx, sc.TraceID(), sc.SpanID(), call)
	return call
}

// AfterSetupRewindBody gives net/http the request that it really sends: a copy with the trace's headers, under the span's context.
//
// Target: net/http.setupRewindBody, which (*Transport).roundTrip calls once, after it has put the caller's request aside. What it
// returns may still be the caller's own request.
func AfterSetupRewindBody(req *http.Request) *http.Request {
	record := gls.Current()
	if record == nil {
		return req
	}
	call, ok := record.Owner().(*clientCall)
	if !ok || call.sent || call.req.URL != req.URL {
		return req
	}
	call.sent = true
	out := req.WithContext(call.ctx)
	out.Header = req.Header.Clone()
	otel.GetTextMapPropagator().Inject(call.ctx, propagation.HeaderCarrier(out.Header))
	return out
}

// AfterRoundTrip ends the client span when there is no body to read, else hands it to the body.
func AfterRoundTrip(call *clientCall, resp *http.Response, err error, exit api.Exit) {
	if call == nil {
		return
	}
	gls.Pop(call.record)
	call.record = nil
	switch {
	case exit.Panicked:
		call.span.SetStatus(codes.Error, "panic")
		call.end(0, semconv.ErrorTypeKey.String("panic"))
	case err != nil:
		call.fail(err, 0)
	case resp == nil:
		call.end(0, attribute.KeyValue{})
	default:
		call.respond(resp)
	}
}

func (c *clientCall) respond(resp *http.Response) {
	c.status = resp.StatusCode
	c.protocol = httpattr.Protocol(resp.Proto)
	if c.status >= http.StatusBadRequest {
		c.span.SetStatus(codes.Error, "")
	}
	if len(clientOptions.response) > 0 {
		c.span.SetAttributes(appendHeaders(nil, clientOptions.response, resp.Header, "")...)
	}
	// After a switch of protocols the body is the connection itself, which the caller may keep for days.
	if resp.Body == nil || resp.Body == http.NoBody || resp.StatusCode == http.StatusSwitchingProtocols {
		c.end(0, attribute.KeyValue{})
		return
	}
	resp.Body = watch(resp.Body, c)
}

// fail ends the span with an error of the transport or of reading the body.
func (c *clientCall) fail(err error, read int64) {
	if c.ended.Load() {
		return
	}
	c.span.RecordError(err)
	c.span.SetStatus(codes.Error, err.Error())
	c.end(read, semconv.ErrorType(err))
}

func (c *clientCall) end(read int64, errorType attribute.KeyValue) {
	if c.ended.Swap(true) {
		return
	}
	if !errorType.Valid() && c.status >= http.StatusBadRequest {
		errorType = httpattr.StatusError(c.status)
	}
	elapsed := time.Since(c.start)
	attrs := make([]attribute.KeyValue, 0, 5)
	if c.status > 0 {
		attrs = append(attrs, semconv.HTTPResponseStatusCode(c.status))
	}
	if c.protocol != "" {
		attrs = append(attrs, semconv.NetworkProtocolVersion(c.protocol))
	}
	if errorType.Valid() {
		attrs = append(attrs, errorType)
	}
	c.measure(elapsed, read, attrs)
	if c.req.ContentLength > 0 {
		attrs = append(attrs, semconv.HTTPRequestBodySize(int(c.req.ContentLength)))
	}
	if read > 0 {
		attrs = append(attrs, semconv.HTTPResponseBodySize(int(read)))
	}
	c.span.SetAttributes(attrs...)
	c.span.End()
}

func (c *clientCall) measure(elapsed time.Duration, read int64, outcome []attribute.KeyValue) {
	i := scope.Instruments()
	if i == nil {
		return
	}
	method, _ := httpattr.Method(c.req.Method)
	host, port := serverOf(c.req)
	attrs := append(make([]attribute.KeyValue, 0, 8), method, semconv.URLScheme(c.req.URL.Scheme), semconv.ServerAddress(host), semconv.ServerPort(port))
	set := metric.WithAttributeSet(attribute.NewSet(append(attrs, outcome...)...))
	i.clientDuration.Record(c.ctx, elapsed.Seconds(), set)
	i.clientRequestSize.Record(c.ctx, max(c.req.ContentLength, 0), set)
	i.clientResponseSize.Record(c.ctx, read, set)
}

// traced says that the application traces this request itself, with otelhttp for example.
func traced(ctx context.Context, header http.Header) bool {
	span := trace.SpanFromContext(ctx)
	return span.SpanContext().IsValid() && header.Get("Traceparent") != "" && telemetry.Injected(span, propagation.HeaderCarrier(header))
}

// isExport says that the request is one of an OTLP exporter that the application brings along: telemetry does not trace itself.
//
// Source: go.opentelemetry.io/otel/exporters/otlp, internal/version.go of its exporters, 1.0 to 1.47.
func isExport(req *http.Request) bool {
	return strings.HasPrefix(req.UserAgent(), "OTel OTLP Exporter")
}

func clientAttributes(req *http.Request) ([]attribute.KeyValue, string) {
	attrs, name := httpattr.AppendMethod(make([]attribute.KeyValue, 0, 12), req.Method)
	host, port := serverOf(req)
	attrs = append(attrs, semconv.URLFull(httpattr.FullURL(req.URL)), semconv.ServerAddress(host), semconv.ServerPort(port))
	if agent := req.UserAgent(); agent != "" {
		attrs = append(attrs, semconv.UserAgentOriginal(agent))
	}
	return appendHeaders(attrs, clientOptions.request, req.Header, req.Host), name
}

func serverOf(req *http.Request) (host string, port int) {
	host, port = httpattr.SplitHost(req.URL.Host)
	if port == 0 {
		port = 80
		if req.URL.Scheme == "https" {
			port = 443
		}
	}
	return host, port
}
