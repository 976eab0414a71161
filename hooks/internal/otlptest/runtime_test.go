package otlptest_test

import (
	"context"
	"errors"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"otel-go.internal/hooks/internal/otlptest"
	"otel-go.internal/hooks/internal/telemetry"
	"otel-go.internal/hooks/runtime"
)

// A test that needs a fresh process runs the test binary again with this set to the name of the program.
const programVariable = "OTEL_GO_TEST_PROGRAM"

var packageTracer = otel.Tracer("package variable")

func TestMain(m *testing.M) {
	program, ok := programs[os.Getenv(programVariable)]
	if !ok {
		os.Exit(m.Run())
	}
	runtime.Start() // what the generated file of main does
	program()
	runtime.BeforeExit(nil) // what the woven os.Exit does
	os.Exit(0)
}

var programs = map[string]func(){
	"spans": func() {
		ctx, span := packageTracer.Start(context.Background(), "from a package variable")
		_, child := otel.Tracer("later").Start(ctx, "child")
		child.End()
		span.End()
		counter, _ := telemetry.MeterProvider().Meter("m").Int64Counter("count")
		counter.Add(ctx, 1)
	},
	"own provider": func() {
		recorder := tracetest.NewSpanRecorder()
		own := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(recorder))
		otel.SetTracerProvider(own)
		metrics := sdkmetric.NewMeterProvider()
		otel.SetMeterProvider(metrics)
		_, span := packageTracer.Start(context.Background(), "s")
		span.End()
		_, span = otel.Tracer("t").Start(context.Background(), "s")
		span.End()
		if len(recorder.Ended()) != 2 || telemetry.MeterProvider() != metrics {
			os.Exit(7)
		}
	},
	"errors": func() {
		for range 3 {
			otel.Handle(&url.Error{Op: "Post", URL: "u", Err: errors.New("line\nbreak")})
			otel.Handle(errors.New("other: thing"))
		}
	},
	"defaults": func() {
		if !telemetry.IsDefault(otel.GetTracerProvider()) || len(otel.GetTextMapPropagator().Fields()) == 0 {
			os.Exit(7)
		}
	},
}

// run runs a program in a process of its own and returns its standard output, standard error and exit code.
func run(t *testing.T, program string, env ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(append(os.Environ(), programVariable+"="+program), env...)
	var out, errs strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			t.Fatal(err)
		}
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

func expect[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestExports(t *testing.T) {
	collector := otlptest.Start()
	defer collector.Close()
	stdout, stderr, code := run(t, "spans", "OTEL_EXPORTER_OTLP_ENDPOINT="+collector.URL, "OTEL_SERVICE_NAME=svc",
		"OTEL_RESOURCE_ATTRIBUTES=team=a", "OTEL_EXPORTER_OTLP_COMPRESSION=gzip")
	expect(t, "output", stdout+stderr, "")
	expect(t, "exit code", code, 0)
	spans := collector.Spans()
	if len(spans) != 2 || collector.Metric("count") == nil {
		t.Fatalf("got %d spans, metric %v", len(spans), collector.Metric("count"))
	}
	expect(t, "parent", string(spans[0].ParentSpanId), string(spans[1].SpanId))
	expect(t, "scope", spans[1].Scope, "package variable")
	resource := spans[0].Resource
	expect(t, "service.name", resource["service.name"], "svc")
	expect(t, "team", resource["team"], "a")
	expect(t, "runtime", resource["process.runtime.name"], "go")
	if _, ok := resource["process.command_args"]; ok {
		t.Error("the command line has been exported")
	}
}

func TestDefaultServiceName(t *testing.T) {
	collector := otlptest.Start()
	defer collector.Close()
	run(t, "spans", "OTEL_EXPORTER_OTLP_ENDPOINT="+collector.URL)
	if name := collector.Spans()[0].Resource["service.name"]; !strings.HasPrefix(name, "unknown_service:") {
		t.Errorf("service.name: got %q", name)
	}
}

func TestProviderOfTheApplicationWins(t *testing.T) {
	collector := otlptest.Start()
	defer collector.Close()
	_, stderr, code := run(t, "own provider", "OTEL_EXPORTER_OTLP_ENDPOINT="+collector.URL)
	expect(t, "exit code", code, 0)
	expect(t, "errors", stderr, "")
	expect(t, "requests of ours", collector.Requests(), 0)
}

func TestMessages(t *testing.T) {
	const dead = "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1"
	for name, c := range map[string]struct {
		program string
		env     []string
		want    []string
	}{
		"dead collector":     {"spans", []string{dead}, []string{"connection refused"}},
		"once of a kind":     {"errors", []string{dead}, []string{`otel: Post "u": line break`, "otel: other: thing"}},
		"grpc":               {"spans", []string{"OTEL_EXPORTER_OTLP_PROTOCOL=grpc"}, []string{"otel: OTEL_EXPORTER_OTLP_PROTOCOL=grpc is not supported (http/protobuf, port 4318, is); telemetry is not exported"}},
		"unknown exporter":   {"spans", []string{"OTEL_TRACES_EXPORTER=zipkin", "OTEL_METRICS_EXPORTER=none"}, []string{"otel: OTEL_TRACES_EXPORTER=zipkin is not supported (otlp, console, none are); traces are not exported"}},
		"unknown propagator": {"errors", []string{dead, "OTEL_PROPAGATORS=tracecontext,b3"}, []string{"OTEL_PROPAGATORS: b3 is not supported", "", ""}},
		"disabled":           {"defaults", []string{"OTEL_SDK_DISABLED=TRUE", dead}, nil},
		"none":               {"defaults", []string{"OTEL_TRACES_EXPORTER=none", "OTEL_METRICS_EXPORTER=none"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			stdout, stderr, code := run(t, c.program, c.env...)
			expect(t, "exit code", code, 0)
			expect(t, "standard output", stdout, "")
			lines := strings.Split(strings.TrimSuffix(stderr, "\n"), "\n")
			if stderr == "" {
				lines = nil
			}
			if len(lines) != len(c.want) {
				t.Fatalf("got %q, want %d lines", stderr, len(c.want))
			}
			for i, want := range c.want {
				if !strings.HasPrefix(lines[i], "otel: ") || !strings.Contains(lines[i], want) {
					t.Errorf("got %q, want %q", lines[i], want)
				}
			}
			if took := time.Since(start); took > 4*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestConsole(t *testing.T) {
	stdout, stderr, _ := run(t, "spans", "OTEL_TRACES_EXPORTER=console", "OTEL_METRICS_EXPORTER=console")
	if !strings.Contains(stdout, `"Name":"child"`) || !strings.Contains(stdout, `"Name":"count"`) {
		t.Errorf("got %q", stdout)
	}
	expect(t, "errors", stderr, "")
}
