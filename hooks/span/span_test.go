package span

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
)

// placeholder is what is global before anything is set; setting it back is not possible.
var placeholder = otel.GetTracerProvider()

func record(t *testing.T, options ...sdktrace.TracerProviderOption) *tracetest.SpanRecorder {
	t.Helper()
	recorder := tracetest.NewSpanRecorder()
	otel.SetTracerProvider(sdktrace.NewTracerProvider(append(options, sdktrace.WithSpanProcessor(recorder))...))
	return recorder
}

func attrs(span sdktrace.ReadOnlySpan) map[attribute.Key]attribute.Value {
	all := map[attribute.Key]attribute.Value{}
	for _, kv := range span.Attributes() {
		all[kv.Key] = kv.Value
	}
	return all
}

func site(name string) *Site {
	return &Site{Name: name, Function: "example.com/p." + name, File: "p/p.go", Line: 7}
}

func names(r *tracetest.SpanRecorder) []string {
	var all []string
	for _, span := range r.Ended() {
		all = append(all, span.Name())
	}
	return all
}

func TestAttributes(t *testing.T) {
	recorder := record(t)
	s := site("F")
	s.Tags = []Tag{{"kind", "x"}, {"n", int64(3)}, {"yes", true}, {"f", 1.5}}
	call := Begin(s)
	if !call.Recording() {
		t.Fatal("not recording")
	}
	call.Set("id", "abc")
	call.Set("none", nil)
	call.SetField("name", &user{profile: &profile{name: "Ann"}}, "profile", "name")
	call.SetField("nothing", &user{}, "profile", "name")
	call.Commit()
	call.End(nil, api.Exit{})
	span := recorder.Ended()[0]
	got := attrs(span)
	want := map[attribute.Key]any{
		"code.function.name": "example.com/p.F", "code.file.path": "p/p.go", "code.line.number": int64(7),
		"kind": "x", "n": int64(3), "yes": true, "f": 1.5, "id": "abc", "name": "Ann",
	}
	if len(got) != len(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for key, value := range want {
		if v := got[key]; v.AsInterface() != value {
			t.Errorf("%s: got %v, want %v", key, v.AsInterface(), value)
		}
	}
	if span.InstrumentationScope().Name != "otel-go.internal/hooks/span" || span.Status().Code != codes.Unset {
		t.Errorf("scope %v, status %v", span.InstrumentationScope(), span.Status())
	}
}

type (
	profile struct{ name string }
	user    struct{ profile *profile }
)

func TestParents(t *testing.T) {
	recorder := record(t)
	ctx, own := otel.Tracer("app").Start(context.Background(), "own")
	a, ctx := Start(ctx, site("a"))
	b := Begin(site("b"))
	// A context without a span: the goroutine's current one; its values stay.
	type key struct{}
	c, inner := Start(context.WithValue(context.Background(), key{}, 1), site("c"))
	if inner.Value(key{}) != 1 {
		t.Error("the context has lost its value")
	}
	var wait sync.WaitGroup
	wait.Add(1)
	go func() {
		defer wait.Done()
		Begin(site("goroutine")).End(nil, api.Exit{})
	}()
	wait.Wait()
	c.End(nil, api.Exit{})
	// The context's span goes before the goroutine's.
	d, _ := Start(ctx, site("d"))
	d.End(nil, api.Exit{})
	b.End(nil, api.Exit{})
	a.End(nil, api.Exit{})
	own.End()
	Begin(site("root")).End(nil, api.Exit{})
	ids := map[trace.SpanID]string{}
	for _, span := range recorder.Ended() {
		ids[span.SpanContext().SpanID()] = span.Name()
	}
	want := map[string]string{"own": "", "a": "own", "b": "a", "c": "b", "goroutine": "c", "d": "a", "root": ""}
	for _, span := range recorder.Ended() {
		if got := ids[span.Parent().SpanID()]; got != want[span.Name()] {
			t.Errorf("parent of %s: got %q, want %q", span.Name(), got, want[span.Name()])
		}
	}
}

func TestEndedSpanIsNoParent(t *testing.T) {
	recorder := record(t)
	ctx, own := otel.Tracer("app").Start(context.Background(), "own")
	own.End()
	call, _ := Start(ctx, site("late"))
	call.End(nil, api.Exit{})
	late := recorder.Ended()[1]
	if late.Parent().IsValid() || len(late.Links()) != 1 || late.Links()[0].SpanContext.SpanID() != own.SpanContext().SpanID() {
		t.Errorf("parent %v, links %v; want a new trace with a link to the ended span", late.Parent(), late.Links())
	}
	remote := trace.NewSpanContext(trace.SpanContextConfig{TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2}, TraceFlags: trace.FlagsSampled, Remote: true})
	call, _ = Start(trace.ContextWithSpanContext(context.Background(), remote), site("remote"))
	call.End(nil, api.Exit{})
	if got := recorder.Ended()[2].Parent(); got.SpanID() != remote.SpanID() {
		t.Errorf("a span of another process: got parent %v", got)
	}
}

func TestErrorsAndPanics(t *testing.T) {
	recorder := record(t)
	Begin(site("error")).End(fmt.Errorf("load: %w", context.Canceled), api.Exit{})
	Begin(site("panic")).End(nil, api.Exit{Panicked: true, Panic: "boom"})
	Begin(site("panic of an error")).End(nil, api.Exit{Panicked: true, Panic: errors.New("bad")})
	Begin(site("goexit")).End(nil, api.Exit{Panicked: true})
	Begin(site("faulty")).End(faulty{}, api.Exit{})
	ended := recorder.Ended()
	for i, want := range []struct{ status, kind, message string }{
		{"load: context canceled", "*fmt.wrapError", "load: context canceled"},
		{"panic: boom", "string", "boom"},
		{"panic: bad", "*errors.errorString", "bad"},
		{},
		{},
	} {
		span := ended[i]
		if span.Status().Description != want.status || (want.status != "") != (span.Status().Code == codes.Error) {
			t.Errorf("%s: status %v, want %q", span.Name(), span.Status(), want.status)
		}
		if want.kind == "" {
			continue
		}
		if len(span.Events()) != 1 || span.Events()[0].Name != "exception" {
			t.Fatalf("%s: events %v", span.Name(), span.Events())
		}
		event := map[attribute.Key]string{}
		for _, kv := range span.Events()[0].Attributes {
			event[kv.Key] = kv.Value.Emit()
		}
		if event["exception.type"] != want.kind || event["exception.message"] != want.message {
			t.Errorf("%s: got %v", span.Name(), event)
		}
		if v := attrs(span)["error.type"]; v.AsString() == "" {
			t.Errorf("%s has no error.type", span.Name())
		}
	}
}

type faulty struct{}

func (faulty) Error() string { panic("in Error") }

func TestLevels(t *testing.T) {
	recorder := record(t)
	limited := func(name string) *Site { s := site(name); s.Levels = 2; return s }
	a := Begin(limited("1"))
	free := Begin(site("free"))
	b := Begin(limited("2"))
	c := Begin(limited("3"))
	if c != nil {
		t.Error("a third level")
	}
	deep := Begin(site("deep"))
	for _, call := range []*Call{deep, c, b, free, a} {
		call.End(nil, api.Exit{})
	}
	Begin(limited("again")).End(nil, api.Exit{})
	if got := fmt.Sprint(names(recorder)); got != "[deep 2 free 1 again]" {
		t.Errorf("got %s", got)
	}
}

// TestNeverTracesItself has a sampler, a processor, a Stringer and an error that are traced functions themselves.
func TestNeverTracesItself(t *testing.T) {
	recorder := record(t, sdktrace.WithSampler(tracedSampler{}), sdktrace.WithSpanProcessor(tracedProcessor{}))
	call := Begin(site("only"))
	call.Set("value", tracedValue{})
	call.Commit()
	call.End(tracedValue{}, api.Exit{})
	if got := names(recorder); len(got) != 1 || attrs(recorder.Ended()[0])["value"] != attribute.StringValue("v") {
		t.Errorf("got %v", got)
	}
}

func traced() func() {
	call := Begin(site("itself"))
	return func() { call.End(nil, api.Exit{}) }
}

type tracedSampler struct{}

func (tracedSampler) Description() string { return "" }
func (tracedSampler) ShouldSample(p sdktrace.SamplingParameters) sdktrace.SamplingResult {
	defer traced()()
	return sdktrace.AlwaysSample().ShouldSample(p)
}

type tracedProcessor struct{}

func (tracedProcessor) OnStart(context.Context, sdktrace.ReadWriteSpan) { traced()() }
func (tracedProcessor) OnEnd(sdktrace.ReadOnlySpan)                     { traced()() }
func (tracedProcessor) Shutdown(context.Context) error                  { return nil }
func (tracedProcessor) ForceFlush(context.Context) error                { return nil }

type tracedContext struct{ context.Context }

func (c tracedContext) Value(key any) any { defer traced()(); return c.Context.Value(key) }

func TestContextsMayBeTraced(t *testing.T) {
	recorder := record(t)
	outer, ctx := Start(tracedContext{context.Background()}, site("outer"))
	call, _ := Start(ctx, site("only"))
	call.End(nil, api.Exit{})
	outer.End(nil, api.Exit{})
	if got := fmt.Sprint(names(recorder)); got != "[only outer]" {
		t.Errorf("got %s", got)
	}
}

type tracedValue struct{}

func (tracedValue) Error() string { defer traced()(); return "v" }

func TestNotRecordingCostsNothing(t *testing.T) {
	s, ctx := site("F"), context.Background()
	call := func(ctx context.Context) {
		c, child := Start(ctx, s)
		if c.Recording() {
			c.Set("key", "value")
			c.Commit()
		}
		c.End(nil, api.Exit{})
		if child != ctx {
			t.Error("another context")
		}
	}
	check := func(what string, ctx context.Context) {
		t.Helper()
		if n := testing.AllocsPerRun(100, func() { call(ctx) }); n != 0 {
			t.Errorf("%s: %v allocations", what, n)
		}
	}
	otel.SetTracerProvider(placeholder)
	check("no SDK", ctx)
	recorder := record(t, sdktrace.WithSampler(sdktrace.ParentBased(sdktrace.NeverSample())))
	check("suppressed", api.Suppress(ctx))
	root, child := Start(ctx, s)
	if root.Recording() {
		t.Error("recording")
	}
	check("below a span that is not sampled", child)
	check("in its goroutine", ctx)
	root.End(nil, api.Exit{})
	if len(recorder.Ended()) != 0 {
		t.Error("spans")
	}
}

func TestNilContext(t *testing.T) {
	recorder := record(t)
	//lint:ignore SA1012 what a program may do
	call, ctx := Start(nil, site("F"))
	if ctx != nil {
		t.Error("the function sees a context that it has not been given")
	}
	call.End(nil, api.Exit{})
	if len(recorder.Ended()) != 1 {
		t.Error("no span")
	}
}

func BenchmarkRecorded(b *testing.B) {
	otel.SetTracerProvider(sdktrace.NewTracerProvider())
	s := site("F")
	b.ReportAllocs()
	for b.Loop() {
		Begin(s).End(nil, api.Exit{})
	}
}
