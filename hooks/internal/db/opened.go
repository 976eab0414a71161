package db

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/telemetry"
)

// OpenAt is Open for a call that has begun before everything was known of it.
func (l *Library) OpenAt(ctx context.Context, p *Prepared, start time.Time) (*Call, context.Context) {
	options := append(p.spans[:len(p.spans):len(p.spans)], trace.WithTimestamp(start))
	ctx, span := l.scope.Tracer().Start(telemetry.Parent(ctx, gls.Context()), p.name, options...)
	return &Call{Library: l, Prepared: p, ctx: ctx, span: span, start: start}, ctx
}

// Fail ends the call with an error of which the caller says what it is. Only the first end counts.
func (c *Call) Fail(err error, attrs ...attribute.KeyValue) {
	if c.ended.Load() {
		return
	}
	c.span.RecordError(err)
	c.span.SetStatus(codes.Error, err.Error())
	c.finish(attrs)
}

// Queue counts one more that waits for a connection, for libraries that report waits as events.
func (p *PoolMetrics) Queue() { p.pending.Add(1) }

// Dequeue ends a wait that took so long, and with an error where there was no connection.
func (p *PoolMetrics) Dequeue(took time.Duration, err error) {
	Wait{p, time.Now().Add(-took)}.Done(context.Background(), err, false)
}
