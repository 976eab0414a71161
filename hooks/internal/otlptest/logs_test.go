package otlptest_test

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/trace"
	collectorlogs "go.opentelemetry.io/proto/otlp/collector/logs/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	logsproto "go.opentelemetry.io/proto/otlp/logs/v1"
	resourceproto "go.opentelemetry.io/proto/otlp/resource/v1"
	"google.golang.org/protobuf/proto"

	"otel-go.internal/hooks/internal/logs"
	"otel-go.internal/hooks/internal/otlp"
)

var noLimits = otlp.LogLimits{Attributes: 128, ValueLength: -1}

func text(v string) *common.AnyValue {
	return &common.AnyValue{Value: &common.AnyValue_StringValue{StringValue: v}}
}

func integer(v int64) *common.AnyValue {
	return &common.AnyValue{Value: &common.AnyValue_IntValue{IntValue: v}}
}

func pair(key string, v *common.AnyValue) *common.KeyValue {
	return &common.KeyValue{Key: key, Value: v}
}

func record1() *logs.Record {
	return &logs.Record{
		Scope: "one", Time: someTime, Severity: logs.Warn, SeverityText: "WARN", Body: slog.StringValue("body"),
		Attributes: []slog.Attr{
			slog.String("s", ""), slog.Int("i", -1), slog.Bool("b", false), slog.Float64("f", 0), slog.Any("bytes", []byte{0, 1}), slog.Any("nil", nil),
			slog.Any("list", []any{"a", 1, []int{2}}), slog.Group("map", slog.Int("k", 1), slog.Group("", slog.Int("l", 2))), slog.Any("error", errors.New("e")),
			slog.Int("twice", 1), slog.Int("twice", 2), slog.String("invalid\xff", "\xff"), {},
		},
		TraceID: trace.TraceID{1, 15: 2}, SpanID: trace.SpanID{3}, Flags: trace.FlagsSampled,
	}
}

func export(t *testing.T, records ...*logs.Record) *collectorlogs.ExportLogsServiceRequest {
	t.Helper()
	r := record(t, nil)
	exporter, err := otlp.NewLogExporter()
	must(t, err)
	var encoded []otlp.LogRecord
	for _, one := range records {
		encoded = append(encoded, otlp.EncodeLog(one, noLimits))
	}
	must(t, exporter.Export(t.Context(), oneResource, encoded))
	expect(t, "path", r.path, "/v1/logs")
	got := new(collectorlogs.ExportLogsServiceRequest)
	must(t, proto.Unmarshal(r.body, got))
	return got
}

func TestLogRecords(t *testing.T) {
	before := uint64(time.Now().UnixNano())
	got := export(t, record1(), &logs.Record{Scope: "two", Time: someTime}, &logs.Record{Scope: "one", Time: someTime})
	expect(t, "resources", len(got.ResourceLogs), 1)
	for _, scope := range got.ResourceLogs[0].ScopeLogs {
		for _, r := range scope.LogRecords {
			if r.ObservedTimeUnixNano < before {
				t.Errorf("observed at %d", r.ObservedTimeUnixNano)
			}
			r.ObservedTimeUnixNano = 0
		}
	}
	at := uint64(someTime.UnixNano())
	list := &common.AnyValue{Value: &common.AnyValue_ArrayValue{ArrayValue: &common.ArrayValue{Values: []*common.AnyValue{
		text("a"), integer(1), {Value: &common.AnyValue_ArrayValue{ArrayValue: &common.ArrayValue{Values: []*common.AnyValue{integer(2)}}}},
	}}}}
	members := &common.AnyValue{Value: &common.AnyValue_KvlistValue{KvlistValue: &common.KeyValueList{
		Values: []*common.KeyValue{pair("k", integer(1)), pair("l", integer(2))},
	}}}
	scope := func(name string) *common.InstrumentationScope {
		return &common.InstrumentationScope{Name: name, Version: "0.1.0"}
	}
	const schema = "https://opentelemetry.io/schemas/1.37.0"
	want := &collectorlogs.ExportLogsServiceRequest{ResourceLogs: []*logsproto.ResourceLogs{{
		Resource:  &resourceproto.Resource{Attributes: []*common.KeyValue{pair("n", integer(1)), pair("service.name", text("svc"))}},
		SchemaUrl: "https://example.com/schema",
		ScopeLogs: []*logsproto.ScopeLogs{
			{Scope: scope("one"), SchemaUrl: schema, LogRecords: []*logsproto.LogRecord{
				{
					TimeUnixNano: at, SeverityNumber: logsproto.SeverityNumber_SEVERITY_NUMBER_WARN, SeverityText: "WARN", Body: text("body"),
					Attributes: []*common.KeyValue{
						pair("s", text("")), pair("i", integer(-1)), pair("b", &common.AnyValue{Value: &common.AnyValue_BoolValue{}}),
						pair("f", &common.AnyValue{Value: &common.AnyValue_DoubleValue{}}),
						pair("bytes", &common.AnyValue{Value: &common.AnyValue_BytesValue{BytesValue: []byte{0, 1}}}), pair("nil", &common.AnyValue{}),
						pair("list", list), pair("map", members), pair("error", text("e")), pair("twice", integer(2)), pair("invalid\uFFFD", text("\uFFFD")),
					},
					TraceId: []byte{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2}, SpanId: []byte{3, 0, 0, 0, 0, 0, 0, 0}, Flags: 1,
				},
				{TimeUnixNano: at},
			}},
			{Scope: scope("two"), SchemaUrl: schema, LogRecords: []*logsproto.LogRecord{{TimeUnixNano: at}}},
		},
	}}}
	if !proto.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestLogRecordsAreWhatTheyWereWhenTheyWereMade(t *testing.T) {
	r := record(t, nil)
	exporter, err := otlp.NewLogExporter()
	must(t, err)
	one := record1()
	encoded := otlp.EncodeLog(one, noLimits)
	one.Attributes[0] = slog.String("s", "later")
	must(t, exporter.Export(t.Context(), oneResource, []otlp.LogRecord{encoded}))
	if strings.Contains(string(r.body), "later") {
		t.Error("a record changed after it was made")
	}
}

func TestLogLimits(t *testing.T) {
	r := record(t, nil)
	exporter, err := otlp.NewLogExporter()
	must(t, err)
	one := &logs.Record{Body: slog.StringValue("äöü"), Attributes: []slog.Attr{
		slog.String("a", "äöü"), slog.Group("g", slog.String("b", "xyz")), slog.Int("c", 1000), slog.Int("d", 1),
	}}
	must(t, exporter.Export(t.Context(), oneResource, []otlp.LogRecord{otlp.EncodeLog(one, otlp.LogLimits{Attributes: 3, ValueLength: 2})}))
	got := new(collectorlogs.ExportLogsServiceRequest)
	must(t, proto.Unmarshal(r.body, got))
	kept := got.ResourceLogs[0].ScopeLogs[0].LogRecords[0]
	expect(t, "body", kept.Body.GetStringValue(), "äöü")
	expect(t, "dropped", kept.DroppedAttributesCount, 1)
	expect(t, "text", kept.Attributes[0].Value.GetStringValue(), "äö")
	expect(t, "text in a map", kept.Attributes[1].Value.GetKvlistValue().Values[0].Value.GetStringValue(), "xy")
	expect(t, "number", kept.Attributes[2].Value.GetIntValue(), 1000)
}

func TestLogTransport(t *testing.T) {
	r := record(t, func(w http.ResponseWriter, _ int) {
		answer, _ := proto.Marshal(&collectorlogs.ExportLogsServiceResponse{
			PartialSuccess: &collectorlogs.ExportLogsPartialSuccess{RejectedLogRecords: 2, ErrorMessage: "full"},
		})
		_, _ = w.Write(answer)
	})
	t.Setenv("OTEL_EXPORTER_OTLP_LOGS_HEADERS", "api-key=1")
	exporter, err := otlp.NewLogExporter()
	must(t, err)
	must(t, exporter.Export(t.Context(), oneResource, nil))
	expect(t, "requests without records", r.count, 0)
	err = exporter.Export(t.Context(), oneResource, []otlp.LogRecord{otlp.EncodeLog(record1(), noLimits)})
	if err == nil || !strings.HasSuffix(err.Error(), "rejects 2 log records: full") {
		t.Errorf("got %v", err)
	}
	expect(t, "header", r.header.Get("Api-Key"), "1")
}
