package otlp

import (
	"reflect"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	"go.opentelemetry.io/otel/sdk/resource"
)

// common.proto: KeyValue { key = 1, value = 2 }
func appendAttribute(b []byte, field int, kv attribute.KeyValue) []byte {
	return appendMessage(b, field, func(b []byte) []byte {
		b = appendString(b, 1, string(kv.Key))
		return appendMessage(b, 2, func(b []byte) []byte { return appendAnyValue(b, kv.Value) })
	})
}

func appendAttributes(b []byte, field int, list []attribute.KeyValue) []byte {
	for _, kv := range list {
		b = appendAttribute(b, field, kv)
	}
	return b
}

func appendSet(b []byte, field int, set attribute.Set) []byte {
	for iterator := set.Iter(); iterator.Next(); {
		b = appendAttribute(b, field, iterator.Attribute())
	}
	return b
}

// AnyValue { string_value = 1, bool_value = 2, int_value = 3, double_value = 4, array_value = 5 }
func appendAnyValue(b []byte, v attribute.Value) []byte {
	switch v.Type() {
	case attribute.STRING:
		return alwaysString(b, 1, v.AsString())
	case attribute.BOOL:
		return alwaysUint(b, 2, bit(v.AsBool()))
	case attribute.INT64:
		return alwaysUint(b, 3, uint64(v.AsInt64()))
	case attribute.FLOAT64:
		return alwaysDouble(b, 4, v.AsFloat64())
	case attribute.STRINGSLICE:
		return appendArray(b, v.AsStringSlice(), func(b []byte, v string) []byte { return alwaysString(b, 1, v) })
	case attribute.BOOLSLICE:
		return appendArray(b, v.AsBoolSlice(), func(b []byte, v bool) []byte { return alwaysUint(b, 2, bit(v)) })
	case attribute.INT64SLICE:
		return appendArray(b, v.AsInt64Slice(), func(b []byte, v int64) []byte { return alwaysUint(b, 3, uint64(v)) })
	case attribute.FLOAT64SLICE:
		return appendArray(b, v.AsFloat64Slice(), func(b []byte, v float64) []byte { return alwaysDouble(b, 4, v) })
	default:
		return alwaysString(b, 1, "INVALID")
	}
}

// ArrayValue { values = 1 }
func appendArray[T any](b []byte, values []T, write func([]byte, T) []byte) []byte {
	return appendMessage(b, 5, func(b []byte) []byte {
		for _, v := range values {
			b = appendMessage(b, 1, func(b []byte) []byte { return write(b, v) })
		}
		return b
	})
}

func bit(v bool) uint64 {
	if v {
		return 1
	}
	return 0
}

// resource.proto: Resource { attributes = 1 }, field 1 of ResourceSpans and ResourceMetrics; schema_url = 3 of both.
func appendResource(b []byte, r *resource.Resource) []byte {
	if r == nil {
		return b
	}
	return appendMessage(b, 1, func(b []byte) []byte { return appendSet(b, 1, *r.Set()) })
}

// InstrumentationScope { name = 1, version = 2, attributes = 3 }, field 1 of ScopeSpans and ScopeMetrics.
func appendScope(b []byte, scope instrumentation.Scope) []byte {
	attributes := scopeAttributes(scope)
	if scope.Name == "" && scope.Version == "" && attributes.Len() == 0 {
		return b
	}
	return appendMessage(b, 1, func(b []byte) []byte {
		b = appendString(b, 1, scope.Name)
		b = appendString(b, 2, scope.Version)
		return appendSet(b, 3, attributes)
	})
}

// scopeAttributes: scopes have attributes since OpenTelemetry Go 1.32, and the application's may be older.
func scopeAttributes(scope instrumentation.Scope) attribute.Set {
	field := reflect.ValueOf(scope).FieldByName("Attributes")
	if !field.IsValid() {
		return *attribute.EmptySet()
	}
	set, _ := field.Interface().(attribute.Set)
	return set
}

// appendTime writes nanoseconds since 1970; times before are left out.
func appendTime(b []byte, field int, t time.Time) []byte {
	return appendFixed64(b, field, uint64(max(0, t.UnixNano())))
}
