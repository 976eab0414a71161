package grpc

import (
	"reflect"
	"runtime"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/stats"

	"otel-go.internal/hooks/internal/telemetry"
)

const contrib = "go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc"

// byHand says that the application has given a server or connection a stats handler or interceptor of otelgrpc. Fields are those
// of the options that hold an interceptor or a list of them.
func byHand(handlers []stats.Handler, opts reflect.Value, fields ...string) bool {
	for _, h := range handlers {
		if t := reflect.TypeOf(h); t != nil && (ofContrib(t.PkgPath()) || (t.Kind() == reflect.Pointer && ofContrib(t.Elem().PkgPath()))) {
			return true
		}
	}
	for _, name := range fields {
		switch field := opts.FieldByName(name); {
		case !field.IsValid():
		case field.Kind() == reflect.Func && contribFunc(field):
			return true
		case field.Kind() == reflect.Slice:
			for i := range field.Len() {
				if f := field.Index(i); f.Kind() == reflect.Func && contribFunc(f) {
					return true
				}
			}
		}
	}
	return false
}

// ofContrib takes vendored paths too.
func ofContrib(path string) bool { return strings.HasSuffix(path, contrib) }

func contribFunc(f reflect.Value) bool {
	if f.IsNil() {
		return false
	}
	made := runtime.FuncForPC(f.Pointer())
	return made != nil && strings.Contains(made.Name(), contrib+".")
}

// tracedClient says that an interceptor or a wrapped handler has made the call's span already.
func tracedClient(span trace.Span, md metadata.MD) bool {
	sc := span.SpanContext()
	return sc.IsValid() && !sc.IsRemote() && len(md["traceparent"]) > 0 && telemetry.Injected(span, &outgoing{md: md})
}

// tracedServer says that a handler in front of ours has made a span for the call.
func tracedServer(span trace.Span) bool {
	made, ok := span.(interface {
		SpanKind() trace.SpanKind
		Attributes() []attribute.KeyValue
	})
	if !ok || made.SpanKind() != trace.SpanKindServer {
		return false
	}
	for _, attr := range made.Attributes() {
		if attr.Key == "rpc.system" || attr.Key == "rpc.system.name" {
			return true
		}
	}
	return false
}

// inner says that a span is known not to be that of a request.
func inner(span trace.Span) bool {
	kind, known := telemetry.SpanKind(span)
	return known && kind != trace.SpanKindServer
}
