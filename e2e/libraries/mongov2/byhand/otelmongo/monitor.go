// Package otelmongo stands for OpenTelemetry's package of this name for version 2 of the driver, which has no release that the
// tests could use: a command monitor with a client span for each command.
package otelmongo

import (
	"context"
	"sync"

	"go.mongodb.org/mongo-driver/v2/event"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

type monitor struct {
	tracer trace.Tracer
	spans  sync.Map // request's number -> trace.Span
}

// NewMonitor makes the monitor.
func NewMonitor() *event.CommandMonitor {
	m := &monitor{tracer: otel.Tracer("byhand/otelmongo")}
	return &event.CommandMonitor{Started: m.Started, Succeeded: m.Succeeded, Failed: m.Failed}
}

func (m *monitor) Started(ctx context.Context, e *event.CommandStartedEvent) {
	_, span := m.tracer.Start(ctx, e.CommandName, trace.WithSpanKind(trace.SpanKindClient))
	m.spans.Store(e.RequestID, span)
}

func (m *monitor) Succeeded(_ context.Context, e *event.CommandSucceededEvent) {
	m.end(e.RequestID, nil)
}

func (m *monitor) Failed(_ context.Context, e *event.CommandFailedEvent) {
	m.end(e.RequestID, e.Failure)
}

func (m *monitor) end(request int64, err error) {
	known, ok := m.spans.LoadAndDelete(request)
	if !ok {
		return
	}
	span := known.(trace.Span)
	if err != nil {
		span.SetStatus(codes.Error, err.Error())
	}
	span.End()
}
