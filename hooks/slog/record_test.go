package slog

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/internal/gls"
)

const inContext, ofGoroutine = "a1000000000000000000000000000000", "01000000000000000000000000000000"

func TestIDs(t *testing.T) {
	defer gls.Pop(gls.Push(context.Background(), [16]byte{1}, [8]byte{1}, nil))
	ctx := trace.ContextWithSpanContext(context.Background(), trace.NewSpanContext(trace.SpanContextConfig{
		TraceID: trace.TraceID{0xa1}, SpanID: trace.SpanID{0xa1},
	}))
	with := func(attrs ...slog.Attr) slog.Record {
		r := slog.NewRecord(time.Now(), slog.LevelInfo, "text", 0)
		r.AddAttrs(attrs...)
		return r
	}
	for _, test := range []struct {
		name   string
		ctx    context.Context
		record slog.Record
		want   string
	}{
		{"the context comes first", ctx, with(), inContext},
		{"then the goroutine", context.Background(), with(slog.Int("a", 1)), ofGoroutine},
		{"the program's own id stays", ctx, with(slog.Int("a", 1), slog.String("trace_id", "mine")), ""},
		{"in a group it is another one", ctx, with(slog.Group("g", slog.String("trace_id", "mine"))), inContext},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got, span := idsFor(test.ctx, slog.DiscardHandler, test.record); got != test.want || (span == "") != (got == "") {
				t.Errorf("got %q, %q; want trace id %q", got, span, test.want)
			}
		})
	}
}

func TestIDsOutsideOfSpans(t *testing.T) {
	r := slog.NewRecord(time.Now(), slog.LevelInfo, "text", 0)
	if n := testing.AllocsPerRun(100, func() {
		if got, _ := idsFor(context.Background(), slog.DiscardHandler, r); got != "" {
			t.Errorf("got %q", got)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
