package grpc

import (
	"context"
	"strings"
	"sync"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/stats"
	"google.golang.org/grpc/status"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/httpserver"
	"otel-go.internal/hooks/internal/telemetry"
)

// both is a server's handler and ours behind it.
type both struct{ theirs, ours stats.Handler }

func (b both) TagRPC(ctx context.Context, info *stats.RPCTagInfo) context.Context {
	return b.ours.TagRPC(b.theirs.TagRPC(ctx, info), info)
}

func (b both) HandleRPC(ctx context.Context, event stats.RPCStats) {
	b.theirs.HandleRPC(ctx, event)
	b.ours.HandleRPC(ctx, event)
}

func (b both) TagConn(ctx context.Context, info *stats.ConnTagInfo) context.Context {
	return b.ours.TagConn(b.theirs.TagConn(ctx, info), info)
}

func (b both) HandleConn(ctx context.Context, event stats.ConnStats) {
	b.theirs.HandleConn(ctx, event)
	b.ours.HandleConn(ctx, event)
}

// serverHandler makes the spans of a server's calls.
type serverHandler struct {
	server  *grpc.Server
	methods methods
	// anyMethod: the application answers calls of methods that it has not registered, as proxies do.
	anyMethod bool
	// registered are the names of its services and methods, read at the first call: none can be added then.
	registered func() map[string]map[string]bool
}

func newServerHandler(s *grpc.Server, anyMethod bool) *serverHandler {
	h := &serverHandler{server: s, anyMethod: anyMethod}
	h.registered = sync.OnceValue(h.readRegistered)
	return h
}

func (h *serverHandler) readRegistered() map[string]map[string]bool {
	services := make(map[string]map[string]bool)
	for name, info := range h.server.GetServiceInfo() {
		methods := make(map[string]bool, len(info.Methods))
		for _, m := range info.Methods {
			methods[m.Name] = true
		}
		services[name] = methods
	}
	return services
}

func (h *serverHandler) has(service, name string) bool {
	return h.anyMethod || h.registered()[service][name]
}

func (h *serverHandler) TagConn(ctx context.Context, info *stats.ConnTagInfo) context.Context {
	return newServerConn(ctx, info)
}

func (h *serverHandler) HandleConn(context.Context, stats.ConnStats) {}

// TagRPC starts the span. It is not called on the goroutine of the call's handler in every version.
func (h *serverHandler) TagRPC(ctx context.Context, info *stats.RPCTagInfo) context.Context {
	m := h.methods.of(info.FullMethodName, h.has)
	if m.excluded || api.Suppressed(ctx) {
		return ctx
	}
	c := &call{method: m, server: true}
	if around := trace.SpanFromContext(ctx); around.SpanContext().IsValid() && !around.SpanContext().IsRemote() {
		switch request := httpserver.Current(); {
		case tracedServer(around):
			return ctx
		case request != nil && !inner(around):
			c.join(ctx, around, request, info.FullMethodName)
			return c
		}
	} else {
		ctx = otel.GetTextMapPropagator().Extract(ctx, incoming{ctx})
	}
	conn, _ := ctx.Value(serverConnKey{}).(*serverConn)
	opts := make([]trace.SpanStartOption, 0, 3)
	opts = append(opts, serverKind, m.start)
	if conn != nil {
		opts = append(opts, conn.start)
		c.located = true
	}
	c.Context, c.span = scope.Tracer().Start(ctx, m.name, opts...)
	if !m.registered {
		c.unimplemented()
	}
	return c
}

// HandleRPC follows the call.
func (h *serverHandler) HandleRPC(ctx context.Context, event stats.RPCStats) {
	c, _ := ctx.Value(callKey{}).(*call)
	if c == nil || !c.server {
		return
	}
	switch e := event.(type) {
	case *stats.InHeader:
		c.serverHeader(e)
	case *stats.Begin:
		c.enter()
	case *stats.InPayload:
		c.message(true, e.Length, e.WireLength)
	case *stats.OutPayload:
		c.message(false, e.Length, e.WireLength)
	case *stats.End:
		c.end(e, c.leave())
	}
}

// clientHandler makes the spans of the calls of a client's connection.
type clientHandler struct {
	methods methods
	peers   peers
}

func newClientHandler(name string) *clientHandler {
	return &clientHandler{methods: methods{extra: target(name)}}
}

func (h *clientHandler) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context {
	return ctx
}
func (h *clientHandler) HandleConn(context.Context, stats.ConnStats) {}

// TagRPC starts the span. It is called for each attempt where a call is tried again.
func (h *clientHandler) TagRPC(ctx context.Context, info *stats.RPCTagInfo) context.Context {
	m := h.methods.of(info.FullMethodName, nil)
	if m.excluded || api.Suppressed(ctx) || telemetryCall(info.FullMethodName) {
		return ctx
	}
	around := gls.Context()
	if around != nil && api.Suppressed(around) {
		return ctx
	}
	md, _ := metadata.FromOutgoingContext(ctx)
	if tracedClient(trace.SpanFromContext(ctx), md) {
		return ctx
	}
	c := &call{method: m, client: h}
	started, span := scope.Tracer().Start(telemetry.Parent(ctx, around), m.name, clientKind, m.start)
	c.Context, c.span = inject(started, md), span
	return c
}

// HandleRPC follows the call.
func (h *clientHandler) HandleRPC(ctx context.Context, event stats.RPCStats) {
	c, _ := ctx.Value(callKey{}).(*call)
	if c == nil || c.client != h {
		return
	}
	switch e := event.(type) {
	case *stats.OutHeader:
		c.clientHeader(e)
	case *stats.OutPayload:
		c.message(true, e.Length, e.WireLength)
	case *stats.InPayload:
		c.message(false, e.Length, e.WireLength)
	case *stats.End:
		c.end(e, "")
	}
}

var (
	serverKind = trace.WithSpanKind(trace.SpanKindServer)
	clientKind = trace.WithSpanKind(trace.SpanKindClient)
)

// telemetryCall says that a call exports telemetry: a span about it would be exported by the next one, for ever.
func telemetryCall(full string) bool {
	return strings.HasPrefix(full, "/opentelemetry.proto.collector.")
}

// codeOf returns the status of a call that ended with an error.
func codeOf(err error) (codes.Code, string) {
	if err == nil {
		return codes.OK, ""
	}
	s, _ := status.FromError(err)
	return s.Code(), s.Message()
}
