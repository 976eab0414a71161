package semconv

import (
	"context"
	"errors"
	"fmt"
	"testing"
)

func TestErrorTypeOf(t *testing.T) {
	own := NamedError{errors.New("own"), "library.Own"}
	for _, c := range []struct {
		err   error
		named []NamedError
		want  string
	}{
		{context.Canceled, []NamedError{Canceled, DeadlineExceeded}, "context.Canceled"},
		{fmt.Errorf("wrapped: %w", context.DeadlineExceeded), []NamedError{Canceled, DeadlineExceeded}, "context.DeadlineExceeded"},
		{context.DeadlineExceeded, []NamedError{Canceled}, "context.deadlineExceededError"},
		{errors.Join(context.Canceled, own.Err), []NamedError{own, Canceled}, "library.Own"},
		{errors.New("another"), []NamedError{own, Canceled, DeadlineExceeded}, "*errors.errorString"},
		{context.Canceled, nil, "*errors.errorString"},
	} {
		if got := ErrorTypeOf(c.err, c.named...).Value.AsString(); got != c.want {
			t.Errorf("%v: got %s, want %s", c.err, got, c.want)
		}
	}
}

func TestPanicType(t *testing.T) {
	for want, value := range map[string]any{"panic": "text", "named": namedError{}, "*errors.errorString": errors.New("x")} {
		if got := PanicType(value).Value.AsString(); got != want {
			t.Errorf("%v: got %s, want %s", value, got, want)
		}
	}
}
