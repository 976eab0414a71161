package otelsdk

import (
	"context"
	"reflect"
	"sync"
	"unsafe"

	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/httpserver"
)

// BeforeTracerStart gives otelhttp, otelgin and others like them, used by hand, the server span that is there already.
//
// Target: go.opentelemetry.io/otel/sdk/trace.(*tracer).Start.
func BeforeTracerStart(tracer any, ctx context.Context, name string, options []trace.SpanStartOption) (api.Skip, context.Context, trace.Span) {
	if len(options) == 0 || ctx == nil {
		return false, nil, nil // a server span has at least its kind
	}
	call := httpserver.Current()
	if call == nil {
		return false, nil, nil
	}
	fields := tracerFields(reflect.TypeOf(tracer))
	if fields == nil {
		return false, nil, nil
	}
	self := reflect.ValueOf(tracer).UnsafePointer()
	provider := func() trace.TracerProvider {
		value, _ := reflect.NewAt(fields.providerType, unsafe.Add(self, fields.provider)).Elem().Interface().(trace.TracerProvider)
		return value
	}
	ctx, span, given := call.Give(ctx, *(*string)(unsafe.Add(self, fields.scopeName)), name, provider, options)
	return api.Skip(given), ctx, span
}

// tracerLayout says where the SDK's tracer has its provider and the name of its scope.
//
// Source: go.opentelemetry.io/otel/sdk/trace/tracer.go (type tracer) of OpenTelemetry Go 1.0 to 1.47.
type tracerLayout struct {
	provider     uintptr
	providerType reflect.Type
	scopeName    uintptr
}

var tracerLayouts sync.Map // reflect.Type -> *tracerLayout, nil for unknown types

func tracerFields(t reflect.Type) *tracerLayout {
	if known, ok := tracerLayouts.Load(t); ok {
		return known.(*tracerLayout)
	}
	layout := findTracer(t)
	tracerLayouts.Store(t, layout)
	return layout
}

func findTracer(t reflect.Type) *tracerLayout {
	if t == nil || t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
		return nil
	}
	provider, hasProvider := t.Elem().FieldByName("provider")
	scope, hasScope := t.Elem().FieldByName("instrumentationScope")
	if !hasProvider || !hasScope || !provider.Type.Implements(reflect.TypeFor[trace.TracerProvider]()) || scope.Type.Kind() != reflect.Struct {
		return nil
	}
	name, ok := scope.Type.FieldByName("Name")
	if !ok || name.Type.Kind() != reflect.String {
		return nil
	}
	return &tracerLayout{provider: provider.Offset, providerType: provider.Type, scopeName: scope.Offset + name.Offset}
}
