// Command byhand is the same program, instrumented by hand with OpenTelemetry's contrib packages.
package main

import (
	"context"
	"database/sql"
	"errors"
	"net/http"

	"github.com/XSAM/otelsql"
	"github.com/redis/go-redis/extra/redisotel/v9"
	"github.com/redis/go-redis/v9"
	"go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	goruntime "go.opentelemetry.io/contrib/instrumentation/runtime"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/trace"
	"google.golang.org/grpc"

	"example.com/bench/work"
)

func main() {
	work.Main(work.Parts{
		BeforeStart: start,
		Handler:     func(h http.Handler) http.Handler { return otelhttp.NewHandler(h, "server") },
		Transport:   func(t http.RoundTripper) http.RoundTripper { return otelhttp.NewTransport(t) },
		GRPCServer:  []grpc.ServerOption{grpc.StatsHandler(otelgrpc.NewServerHandler())},
		GRPCClient:  []grpc.DialOption{grpc.WithStatsHandler(otelgrpc.NewClientHandler())},
		Redis: func(client *redis.Client) error {
			return errors.Join(redisotel.InstrumentTracing(client), redisotel.InstrumentMetrics(client))
		},
		OpenDB: func(driver, source string) (*sql.DB, error) {
			return otelsql.Open(driver, source, otelsql.WithAttributes(attribute.String("db.system.name", "mysql")))
		},
	})
}

func start() (func(), error) {
	ctx := context.Background()
	spans, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, err
	}
	metrics, err := otlpmetrichttp.New(ctx)
	if err != nil {
		return nil, err
	}
	tracers := trace.NewTracerProvider(trace.WithBatcher(spans))
	meters := sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(metrics)))
	otel.SetTracerProvider(tracers)
	otel.SetMeterProvider(meters)
	otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, propagation.Baggage{}))
	if err := goruntime.Start(); err != nil {
		return nil, err
	}
	return func() { _ = tracers.Shutdown(ctx); _ = meters.Shutdown(ctx) }, nil
}
