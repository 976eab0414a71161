package slog

import (
	"context"
	"log/slog"

	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/logs"
)

const scope = "otel-go.internal/hooks/slog"

// export tells a record before its handler gets it. What it returns, if anything, is called when the handler is done.
func export(ctx context.Context, h slog.Handler, logger uintptr, r slog.Record) func() {
	if !logs.Wanted(ctx, r.Message) || logs.IsBridge(h) {
		return nil
	}
	attrs := make([]slog.Attr, 0, r.NumAttrs())
	r.Attrs(func(a slog.Attr) bool {
		attrs = append(attrs, a)
		return true
	})
	logs.Emit(ctx, &logs.Record{
		Scope: scope, Time: r.Time, Severity: severity(r.Level), SeverityText: r.Level.String(),
		Body: slog.StringValue(r.Message), Attributes: boundTo(logger).around(attrs),
	})
	switch h.(type) {
	case *slog.JSONHandler, *slog.TextHandler:
		return nil // they write, and log nothing
	}
	handed := logs.HandOver(r.Message)
	return func() { gls.Pop(handed) }
}

// severity: the levels of slog lie as far from each other as severity numbers.
//
// Source: OpenTelemetry specification 1.50.0, logs/data-model-appendix.md; the bridge otelslog.
func severity(l slog.Level) logs.Severity {
	return min(max(logs.Severity(l)+logs.Info, logs.Trace), logs.Fatal4)
}
