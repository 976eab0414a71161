package runtime

import (
	"context"
	"testing"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"otel-go.internal/hooks/api"
)

func TestExportersAreSuppressed(t *testing.T) {
	var seen context.Context
	exporter := quietSpans{exporterFunc(func(ctx context.Context) { seen = ctx })}
	if err := exporter.ExportSpans(context.Background(), nil); err != nil || !api.Suppressed(seen) {
		t.Errorf("error %v, suppressed %v", err, api.Suppressed(seen))
	}
}

type exporterFunc func(context.Context)

func (f exporterFunc) ExportSpans(ctx context.Context, _ []sdktrace.ReadOnlySpan) error {
	f(ctx)
	return nil
}

func (exporterFunc) Shutdown(context.Context) error { return nil }
