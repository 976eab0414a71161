// The same program, instrumented by hand with OpenTelemetry's otelhttp and an SDK of its own.
package main

import (
	"context"
	"net/http"
	"os"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/trace"

	"example.com/nethttp/service"
)

func main() {
	exporter, err := otlptracehttp.New(context.Background())
	if err != nil {
		panic(err)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
	otel.SetTracerProvider(provider)
	otel.SetTextMapPropagator(propagation.TraceContext{})
	service.Run(os.Args[1:], otelhttp.NewTransport(http.DefaultTransport), func(h http.Handler) http.Handler {
		return otelhttp.NewHandler(h, "server")
	})
	_ = provider.Shutdown(context.Background())
}
