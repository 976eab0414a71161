package logs

import (
	"context"
	"encoding/hex"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
)

// Record is what is exported of a record.
type Record struct {
	// Scope is the name of the instrumentation scope.
	Scope string
	// Time is zero where the library tells none.
	Time         time.Time
	Severity     Severity
	SeverityText string
	Body         slog.Value
	// Attributes are only read before the exporter returns, as is Body.
	Attributes []slog.Attr

	TraceID trace.TraceID
	SpanID  trace.SpanID
	Flags   trace.TraceFlags
}

// Severity is a severity number.
//
// Source: OpenTelemetry specification 1.50.0, logs/data-model.md.
type Severity int32

// The first severity of each range, and others that libraries are mapped to.
const (
	Trace  Severity = 1
	Debug  Severity = 5
	Info   Severity = 9
	Warn   Severity = 13
	Error  Severity = 17
	Fatal  Severity = 21
	Fatal2 Severity = 22
	Fatal3 Severity = 23
	Fatal4 Severity = 24
)

// exporter is nil where records are not exported. Goroutines of the program may log before the runtime has started.
var exporter atomic.Pointer[func(*Record)]

// SetExporter has records exported: export is called for each, on the goroutine that logs.
func SetExporter(export func(*Record)) { exporter.Store(&export) }

// Exporting says whether records are exported. All else that export costs comes behind it.
func Exporting() bool { return exporter.Load() != nil }

// Wanted says whether a record is to be exported: not where telemetry or an ignored statement logs, and not where the record is
// one that another library is handing over on this goroutine.
func Wanted(ctx context.Context, message string) bool {
	return Exporting() && !suppressed(ctx) && !handedOver(func(text string) bool { return text == message })
}

// WantedLine is [Wanted] for a library whose records are lines.
func WantedLine(line string) bool {
	return Exporting() && !suppressed(context.Background()) && !handedOver(func(text string) bool { return text != "" && strings.Contains(line, text) })
}

func suppressed(ctx context.Context) bool {
	if ctx != nil && api.Suppressed(ctx) {
		return true
	}
	around := gls.Context()
	return around != nil && api.Suppressed(around)
}

// outer is the owner of the goroutine's record while a library hands over a record of its own.
type outer struct{ message string }

// HandOver notes on the goroutine that a record is being given to code that may log it with another library. The caller ends it
// by gls.Pop.
func HandOver(message string) *gls.Record {
	ctx, traceID, spanID := gls.Context(), trace.TraceID{}, trace.SpanID{}
	if ctx == nil {
		ctx = context.Background()
	}
	traceID, spanID = ofGoroutine()
	return gls.Push(ctx, traceID, spanID, &outer{message})
}

func handedOver(same func(string) bool) bool {
	for r := gls.Current(); r != nil; r = r.Outer() {
		if of, ok := r.Owner().(*outer); ok && same(of.message) {
			return true
		}
	}
	return false
}

// Emit exports a record with its span, the one in ctx or else the goroutine's.
func Emit(ctx context.Context, r *Record) {
	export := exporter.Load()
	if export == nil {
		return
	}
	if sc := inContext(ctx); sc.IsValid() {
		r.TraceID, r.SpanID, r.Flags = sc.TraceID(), sc.SpanID(), sc.TraceFlags()
	} else if r.TraceID, r.SpanID = ofGoroutine(); r.SpanID.IsValid() {
		if sc := inContext(gls.Context()); sc.SpanID() == r.SpanID {
			r.Flags = sc.TraceFlags()
		}
	}
	(*export)(r)
}

func ofGoroutine() (traceID trace.TraceID, spanID trace.SpanID) {
	of, id := gls.IDs()
	_, _ = hex.Decode(traceID[:], []byte(of))
	_, _ = hex.Decode(spanID[:], []byte(id))
	return traceID, spanID
}
