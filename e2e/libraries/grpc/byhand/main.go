// The same program, instrumented by hand with OpenTelemetry's contrib packages.
package main

import (
	"context"
	"fmt"
	"os"

	"go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/trace"
	"google.golang.org/grpc"

	"example.com/grpc/rpc"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, names []string) error {
	spans, err := otlptracehttp.New(ctx)
	if err != nil {
		return err
	}
	measurements, err := otlpmetrichttp.New(ctx)
	if err != nil {
		return err
	}
	traces := trace.NewTracerProvider(trace.WithBatcher(spans))
	metrics := metric.NewMeterProvider(metric.WithReader(metric.NewPeriodicReader(measurements)))
	otel.SetTracerProvider(traces)
	otel.SetMeterProvider(metrics)
	otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, propagation.Baggage{}))
	err = rpc.Run(rpc.Options{
		Server: []grpc.ServerOption{grpc.StatsHandler(otelgrpc.NewServerHandler())},
		Client: []grpc.DialOption{grpc.WithStatsHandler(otelgrpc.NewClientHandler())},
	}, names...)
	for _, flush := range []func(context.Context) error{traces.Shutdown, metrics.Shutdown} {
		if failed := flush(ctx); err == nil {
			err = failed
		}
	}
	return err
}
