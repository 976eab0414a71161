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
	processing     metric.Float64Histogram
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
	histogram := func(name, description string) metric.Float64Histogram {
		h, err := m.Float64Histogram(name, metric.WithUnit("s"), metric.WithDescription(description),
			metric.WithExplicitBucketBoundaries(durationBuckets...))
		if err != nil {
			return noop.Float64Histogram{}
		}
		return h
	}
	counter := func(name, description string) metric.Int64Counter {
		c, err := m.Int64Counter(name, metric.WithUnit("{message}"), metric.WithDescription(description))
		if err != nil {
			return noop.Int64Counter{}
		}
		return c
	}
	return &instruments{
		duration: histogram("messaging.client.operation.duration",
			"Duration of messaging operation initiated by a producer or consumer client."),
		processing: histogram("messaging.process.duration", "Duration of processing operation."),
		sent:       counter("messaging.client.sent.messages", "Number of messages producer attempted to send to the broker."),
		consumed:   counter("messaging.client.consumed.messages", "Number of messages that were delivered to the application."),
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
	Topic, Group, Broker, Client string
	Partition                    int
	Offset                       int64
}

// attributes are those that measurements have as well; offsets and clients belong to spans.
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
	attrs := place.attributes(make([]attribute.KeyValue, 0, 11), op)
	if place.Client != "" {
		attrs = append(attrs, semconv.MessagingClientID(place.Client))
	}
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
	if err == nil {
		c.end()
		return
	}
	c.Fail(err, semconv.ErrorTypeOf(err, semconv.Canceled, semconv.DeadlineExceeded))
}

// Fail ends the operation with an error whose kind the library names.
func (c *Call) Fail(err error, kind attribute.KeyValue) {
	c.span.RecordError(err)
	c.span.SetStatus(codes.Error, err.Error())
	c.span.SetAttributes(kind)
	c.end(kind)
}

func (c *Call) end(more ...attribute.KeyValue) {
	if i := c.library.scope.Instruments(); i != nil {
		set := c.place.set(c.op, more...)
		i.timeOf(c.op).Record(c.Context, time.Since(c.start).Seconds(), set)
		i.count(c.Context, c.op, c.messages, set)
	}
	c.span.End()
}

func (p Place) set(op Operation, more ...attribute.KeyValue) metric.MeasurementOption {
	attrs := append(p.attributes(make([]attribute.KeyValue, 0, 9), op), more...)
	return metric.WithAttributeSet(attribute.NewSet(attrs...))
}

// timeOf keeps what the application does with a message apart from what the client does.
func (i *instruments) timeOf(op Operation) metric.Float64Histogram {
	if op.Name == Process.Name {
		return i.processing
	}
	return i.duration
}

func (i *instruments) count(ctx context.Context, op Operation, messages int, set metric.MeasurementOption) {
	switch op.Name {
	case Send.Name:
		i.sent.Add(ctx, int64(messages), set)
	case Receive.Name:
		i.consumed.Add(ctx, int64(messages), set)
	}
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
