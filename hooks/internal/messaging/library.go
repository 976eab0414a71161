package messaging

import (
	"context"
	"net"
	"strconv"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

type instruments struct {
	duration       metric.Float64Histogram
	sent, consumed metric.Int64Counter
}

// Library is one client library.
type Library struct {
	On    bool
	scope telemetry.Scope[*instruments]
}

// NewLibrary takes the last element of the import path of the library's hooks.
func NewLibrary(name string) *Library {
	return &Library{On: telemetry.Enabled(name), scope: telemetry.Scope[*instruments]{
		Name: "otel-go.internal/hooks/" + name, SchemaURL: semconv.SchemaURL, Make: makeInstruments,
	}}
}

// durationBuckets are the ones that the conventions advise.
var durationBuckets = []float64{0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10}

func makeInstruments(m metric.Meter) *instruments {
	duration, err := m.Float64Histogram("messaging.client.operation.duration", metric.WithUnit("s"),
		metric.WithDescription("Duration of messaging operation initiated by a producer or consumer client."),
		metric.WithExplicitBucketBoundaries(durationBuckets...))
	if err != nil {
		duration = noop.Float64Histogram{}
	}
	counter := func(name, description string) metric.Int64Counter {
		c, err := m.Int64Counter(name, metric.WithUnit("{message}"), metric.WithDescription(description))
		if err != nil {
			return noop.Int64Counter{}
		}
		return c
	}
	return &instruments{
		duration: duration,
		sent:     counter("messaging.client.sent.messages", "Number of messages producer attempted to send to the broker."),
		consumed: counter("messaging.client.consumed.messages", "Number of messages that were delivered to the application."),
	}
}

// Operation is what is done with messages.
type Operation struct {
	Name string
	Type attribute.KeyValue
	Kind trace.SpanKind
}

// Operations of all libraries.
var (
	Send    = Operation{"send", semconv.MessagingOperationTypeSend, trace.SpanKindProducer}
	Receive = Operation{"receive", semconv.MessagingOperationTypeReceive, trace.SpanKindConsumer}
	Process = Operation{"process", semconv.MessagingOperationTypeProcess, trace.SpanKindConsumer}
	Commit  = Operation{"commit", semconv.MessagingOperationTypeSettle, trace.SpanKindClient}
)

// Place is where messages are. What is empty, or negative, is not known, or not the same for all of them.
type Place struct {
	Topic, Group, Broker string
	Partition            int
	Offset               int64
}

// attributes are those that measurements have as well; offsets belong to spans.
func (p Place) attributes(attrs []attribute.KeyValue, op Operation) []attribute.KeyValue {
	attrs = append(attrs, semconv.MessagingSystemKafka, semconv.MessagingOperationName(op.Name), op.Type)
	if p.Topic != "" {
		attrs = append(attrs, semconv.MessagingDestinationName(p.Topic))
	}
	if p.Partition >= 0 {
		attrs = append(attrs, semconv.MessagingDestinationPartitionID(strconv.Itoa(p.Partition)))
	}
	if p.Group != "" {
		attrs = append(attrs, semconv.MessagingConsumerGroupName(p.Group))
	}
	if host, port, err := net.SplitHostPort(p.Broker); err == nil {
		attrs = append(attrs, semconv.ServerAddress(host))
		if number, err := strconv.Atoi(port); err == nil {
			attrs = append(attrs, semconv.ServerPort(number))
		}
	}
	return attrs
}

// Call is one operation under way.
type Call struct {
	Context  context.Context
	library  *Library
	span     trace.Span
	op       Operation
	place    Place
	start    time.Time
	messages int
}

// Suppressed says whether telemetry itself is at work.
func Suppressed(ctx context.Context) bool {
	around := gls.Context()
	return api.Suppressed(ctx) || (around != nil && api.Suppressed(around))
}

// Start begins an operation at a time. The context has been completed by Parent.
func (l *Library) Start(ctx context.Context, op Operation, place Place, messages int, links []trace.Link, start time.Time) *Call {
	name := op.Name
	if place.Topic != "" {
		name += " " + place.Topic
	}
	attrs := place.attributes(make([]attribute.KeyValue, 0, 10), op)
	if messages > 1 {
		attrs = append(attrs, semconv.MessagingBatchMessageCount(messages))
	}
	if place.Offset >= 0 {
		attrs = append(attrs, semconv.MessagingKafkaOffset(int(place.Offset)))
	}
	ctx, span := l.scope.Tracer().Start(ctx, name, trace.WithSpanKind(op.Kind), trace.WithAttributes(attrs...),
		trace.WithLinks(links...), trace.WithTimestamp(start))
	return &Call{Context: ctx, library: l, span: span, op: op, place: place, start: start, messages: messages}
}

// End ends the operation.
func (c *Call) End(err error) {
	attrs := c.place.attributes(make([]attribute.KeyValue, 0, 9), c.op)
	if err != nil {
		kind := semconv.ErrorTypeOf(err, semconv.Canceled, semconv.DeadlineExceeded)
		attrs = append(attrs, kind)
		c.span.RecordError(err)
		c.span.SetStatus(codes.Error, err.Error())
		c.span.SetAttributes(kind)
	}
	if i := c.library.scope.Instruments(); i != nil {
		set := metric.WithAttributeSet(attribute.NewSet(attrs...))
		i.duration.Record(c.Context, time.Since(c.start).Seconds(), set)
		switch c.op.Name {
		case Send.Name:
			i.sent.Add(c.Context, int64(c.messages), set)
		case Receive.Name:
			i.consumed.Add(c.Context, int64(c.messages), set)
		}
	}
	c.span.End()
}

// Panicked ends the operation where it did not return.
func (c *Call) Panicked() {
	c.End(errPanic{})
}

type errPanic struct{}

func (errPanic) Error() string     { return "panic" }
func (errPanic) ErrorType() string { return "panic" }

// Parent completes a context from the goroutine's where it has no span.
func Parent(ctx context.Context) context.Context { return telemetry.Parent(ctx, gls.Context()) }
