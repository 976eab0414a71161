package telemetry

import (
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"
	"go.opentelemetry.io/otel/trace"
	tracenoop "go.opentelemetry.io/otel/trace/noop"
)

type uncomparable struct {
	trace.TracerProvider
	_ []int
}

func TestFollowsTheGlobalProviders(t *testing.T) {
	traces, metrics := otel.GetTracerProvider(), otel.GetMeterProvider()
	defer func() {
		otel.SetTracerProvider(traces)
		otel.SetMeterProvider(metrics)
		ownMeterProvider.Store(nil)
	}()
	if !IsDefault(otel.GetTracerProvider()) || !IsDefault(otel.GetMeterProvider()) || !IsDefault(otel.GetTextMapPropagator()) ||
		!IsDefault(otel.GetErrorHandler()) {
		t.Fatal("OpenTelemetry's placeholders are not known as such")
	}
	made := 0
	s := Scope[*int]{Name: "s", Make: func(metric.Meter) *int { made++; return &made }}
	if s.Instruments() != nil {
		t.Error("instruments without a provider")
	}
	own := struct{ metric.MeterProvider }{noop.NewMeterProvider()}
	SetMeterProvider(own)
	s.Instruments()
	if s.Instruments() == nil || made != 1 {
		t.Errorf("instruments were made %d times, want once", made)
	}
	otel.SetMeterProvider(struct{ metric.MeterProvider }{noop.NewMeterProvider()})
	if s.Instruments(); made != 2 {
		t.Error("the application's provider has not been taken")
	}
	otel.SetTracerProvider(uncomparable{TracerProvider: tracenoop.NewTracerProvider()})
	first := s.Tracer()
	if s.Tracer() != first {
		t.Error("the tracer has not been kept")
	}
}

func TestEnabled(t *testing.T) {
	for _, c := range []struct {
		enabled, disabled string
		want              bool
	}{{"", "", true}, {"nethttp, x", "", true}, {"x", "", false}, {"", "x,NETHTTP", false}, {"nethttp", "nethttp", false}, {"", "net_http", false}, {"net_http", "", true}} {
		t.Setenv("OTEL_GO_ENABLED_INSTRUMENTATIONS", c.enabled)
		t.Setenv("OTEL_GO_DISABLED_INSTRUMENTATIONS", c.disabled)
		if got := Enabled("nethttp"); got != c.want {
			t.Errorf("%+v: got %v", c, got)
		}
		if got := Enabled("nethttp/server"); got != c.want {
			t.Errorf("%+v: got %v for a part", c, got)
		}
	}
}

func TestEnabledPart(t *testing.T) {
	t.Setenv("OTEL_GO_DISABLED_INSTRUMENTATIONS", "nethttp/server")
	if Enabled("nethttp/server") || !Enabled("nethttp/client") {
		t.Error("disabled part")
	}
	t.Setenv("OTEL_GO_DISABLED_INSTRUMENTATIONS", "")
	t.Setenv("OTEL_GO_ENABLED_INSTRUMENTATIONS", "nethttp/server")
	if !Enabled("nethttp/server") || Enabled("nethttp/client") {
		t.Error("enabled part")
	}
}
