package telemetry

import (
	"reflect"
	"sync"
	"unsafe"
)

// defaults remembers by type whether a global is OpenTelemetry's own placeholder.
var defaults sync.Map

// IsDefault says whether a global of package otel (provider, propagator, error handler) is the placeholder that stands there
// before anything is set. Its types are internal; their package is not going to move.
//
// Source: go.opentelemetry.io/otel/internal/global, OpenTelemetry Go 1.39.
func IsDefault(global any) bool {
	t := reflect.TypeOf(global)
	if known, ok := defaults.Load(t); ok {
		return known.(bool)
	}
	elem := t
	if t.Kind() == reflect.Pointer {
		elem = t.Elem()
	}
	is := elem.PkgPath() == "go.opentelemetry.io/otel/internal/global"
	defaults.Store(t, is)
	return is
}

// Same says whether two values read from the same global are the same one. The operator == would panic for types that cannot be
// compared, which an application's provider may have.
func Same(a, b any) bool {
	return *(*[2]unsafe.Pointer)(unsafe.Pointer(&a)) == *(*[2]unsafe.Pointer)(unsafe.Pointer(&b))
}
