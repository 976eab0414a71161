// Package jobshooks holds the hooks of jobs.otelc.yaml: every service that is built with them has spans, metrics and one trace over
// the queue, whichever team wrote it.
package jobshooks

import (
	"context"
	"fmt"
	"maps"
	"sync"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/meter"

	"example.com/company/platform/jobs"
)

const scope = "example.com/company/platform/otel/jobshooks"

// Made at the first job: the SDK may start after this package.
var duration = sync.OnceValue(func() metric.Float64Histogram {
	h, err := meter.Provider().Meter(scope).Float64Histogram("company.jobs.duration", metric.WithUnit("s"), metric.WithDescription("Time that jobs take"))
	if err != nil {
		otel.Handle(err)
	}
	return h
})

// BeforeEnqueue starts the producer's span. The job belongs to the caller: the queue gets a copy, with the trace in its headers.
func BeforeEnqueue(q *jobs.Queue, ctx context.Context, job *jobs.Job) (trace.Span, context.Context, *jobs.Job) {
	ctx, span := otel.Tracer(scope).Start(ctx, "send "+q.Name(), trace.WithSpanKind(trace.SpanKindProducer), trace.WithAttributes(about(q, job)...))
	own := *job
	own.Headers = maps.Clone(job.Headers)
	if own.Headers == nil {
		own.Headers = map[string]string{}
	}
	otel.GetTextMapPropagator().Inject(ctx, propagation.MapCarrier(own.Headers))
	return span, ctx, &own
}

// AfterEnqueue ends it.
func AfterEnqueue(span trace.Span, err error) { end(span, err) }

type run struct {
	ctx   context.Context
	span  trace.Span
	attrs []attribute.KeyValue
}

// BeforeRun starts the consumer's span, in the trace that the job has brought along.
func BeforeRun(q *jobs.Queue, ctx context.Context, job *jobs.Job, handle jobs.Handler) (*run, context.Context, *jobs.Job, jobs.Handler) {
	ctx = otel.GetTextMapPropagator().Extract(ctx, propagation.MapCarrier(job.Headers))
	attrs := about(q, job)
	ctx, span := otel.Tracer(scope).Start(ctx, "process "+q.Name(), trace.WithSpanKind(trace.SpanKindConsumer), trace.WithAttributes(attrs...))
	return &run{ctx, span, attrs}, ctx, job, handle
}

// AfterRun ends it. A panic is seen, not recovered: that is the queue's own business.
func AfterRun(r *run, err error, exit api.Exit) {
	if exit.Panicked {
		err = fmt.Errorf("panic: %v", exit.Panic)
	}
	duration().Record(r.ctx, exit.Duration.Seconds(), metric.WithAttributes(append(r.attrs, attribute.Bool("failed", err != nil))...))
	end(r.span, err)
}

func about(q *jobs.Queue, job *jobs.Job) []attribute.KeyValue {
	return []attribute.KeyValue{attribute.String("company.jobs.queue", q.Name()), attribute.String("company.jobs.kind", job.Kind)}
}

func end(span trace.Span, err error) {
	if err != nil {
		span.SetStatus(codes.Error, err.Error())
	}
	span.End()
}
