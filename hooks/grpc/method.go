package grpc

import (
	"strings"
	"sync"
	"sync/atomic"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc/codes"

	"otel-go.internal/hooks/internal/semconv"
)

// knownCodes is the number of gRPC's status codes.
const knownCodes = int(codes.Unauthenticated) + 1

// maxMethods bounds what is remembered: what a peer asks for is its own choice.
const maxMethods = 1000

// method is what calls of one method have in common.
type method struct {
	name     string // package.Service/Method
	start    trace.SpanStartEventOption
	excluded bool
	// registered is false for methods that a server does not have.
	registered bool
	attrs      []attribute.KeyValue
	// For measurements without and with a status code.
	any    []metric.RecordOption
	byCode [knownCodes]atomic.Pointer[[]metric.RecordOption]
}

// methods remembers them for one server or connection.
type methods struct {
	// extra attributes of each call.
	extra []attribute.KeyValue
	known sync.Map // full method name -> *method
	count atomic.Int32
}

// of returns the method of a full name, "/package.Service/Method".
func (m *methods) of(full string, registered func(service, name string) bool) *method {
	if known, ok := m.known.Load(full); ok {
		return known.(*method)
	}
	name := strings.TrimPrefix(full, "/")
	service, short := "", name
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		service, short = name[:i], name[i+1:]
	}
	made := &method{name: name, registered: registered == nil || registered(service, short), excluded: excluded.Match(name)}
	attrs := make([]attribute.KeyValue, 0, 3+len(m.extra))
	attrs = append(attrs, semconv.RPCSystemGRPC)
	if service != "" {
		attrs = append(attrs, semconv.RPCService(service))
	}
	if short != "" {
		attrs = append(attrs, semconv.RPCMethod(short))
	}
	attrs = append(attrs, m.extra...)
	made.start = trace.WithAttributes(attrs...)
	made.attrs = attrs
	if !made.registered {
		// Metrics must not grow with every name that somebody tries.
		made.attrs = append([]attribute.KeyValue{semconv.RPCSystemGRPC}, m.extra...)
	}
	made.any = recordOptions(made.attrs)
	if made.registered && m.count.Load() < maxMethods {
		if first, there := m.known.LoadOrStore(full, made); there {
			return first.(*method)
		}
		m.count.Add(1)
	}
	return made
}

// withCode returns the options for measurements of calls that ended with the code.
func (m *method) withCode(code codes.Code) []metric.RecordOption {
	if int(code) >= knownCodes {
		return m.makeWithCode(code)
	}
	if known := m.byCode[code].Load(); known != nil {
		return *known
	}
	made := m.makeWithCode(code)
	m.byCode[code].Store(&made)
	return made
}

func (m *method) makeWithCode(code codes.Code) []metric.RecordOption {
	attrs := make([]attribute.KeyValue, 0, len(m.attrs)+1)
	return recordOptions(append(append(attrs, m.attrs...), statusCode(code)))
}

func statusCode(code codes.Code) attribute.KeyValue {
	return semconv.RPCGRPCStatusCodeKey.Int(int(code))
}

func recordOptions(attrs []attribute.KeyValue) []metric.RecordOption {
	return []metric.RecordOption{metric.WithAttributeSet(attribute.NewSet(attrs...))}
}
