package semconv

import (
	"context"
	"errors"

	"go.opentelemetry.io/otel/attribute"
)

// NamedError is an error value whose type says nothing: error.type is its name instead.
type NamedError struct {
	Err  error
	Name string
}

// The errors of package context. A deadline's has a type of its own, which libraries may prefer to tell.
var (
	Canceled         = NamedError{context.Canceled, "context.Canceled"}
	DeadlineExceeded = NamedError{context.DeadlineExceeded, "context.DeadlineExceeded"}
)

// ErrorTypeOf is [ErrorType], but the name of the first of named that err is or wraps.
func ErrorTypeOf(err error, named ...NamedError) attribute.KeyValue {
	for _, one := range named {
		if errors.Is(err, one.Err) {
			return ErrorTypeKey.String(one.Name)
		}
	}
	return ErrorType(err)
}

// PanicType is error.type of a panic: that of the error which is its value, else panic.
func PanicType(value any) attribute.KeyValue {
	if err, ok := value.(error); ok {
		return ErrorType(err)
	}
	return ErrorTypeKey.String("panic")
}
