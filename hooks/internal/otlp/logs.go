package otlp

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"go.opentelemetry.io/otel/sdk/instrumentation"
	"go.opentelemetry.io/otel/sdk/resource"

	"otel-go.internal/hooks/internal/logs"
	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

// LogExporter exports log records. They are encoded one by one, when they are made: what they hold may change afterwards.
type LogExporter struct{ client *client }

// NewLogExporter returns an exporter as the environment describes it.
func NewLogExporter() (*LogExporter, error) {
	client, err := newClient("LOGS", "/v1/logs", "log records")
	if err != nil {
		return nil, err
	}
	return &LogExporter{client}, nil
}

// LogRecord is an encoded record.
type LogRecord struct {
	scope   string
	message []byte
}

// Size is that of the encoded record in bytes.
func (r LogRecord) Size() int { return len(r.message) }

// Export sends records.
func (e *LogExporter) Export(ctx context.Context, described *resource.Resource, records []LogRecord) error {
	if len(records) == 0 {
		return nil
	}
	return e.client.send(ctx, appendLogs(nil, described, records))
}

// LogLimits bound what is kept of a record.
type LogLimits struct {
	// Attributes is the number of attributes; those beyond are dropped and counted.
	Attributes int
	// ValueLength is that of texts of attributes in characters; without limit if negative.
	ValueLength int
}

// EncodeLog writes a record.
//
// logs.proto: LogRecord { time_unix_nano = 1, severity_number = 2, severity_text = 3, body = 5, attributes = 6,
// dropped_attributes_count = 7, flags = 8, trace_id = 9, span_id = 10, observed_time_unix_nano = 11 }
func EncodeLog(r *logs.Record, limits LogLimits) LogRecord {
	now := time.Now()
	at := r.Time
	if at.IsZero() {
		at = now
	}
	b := appendTime(make([]byte, 0, 256), 1, at)
	b = appendUint(b, 2, uint64(r.Severity))
	b = appendString(b, 3, cut(r.SeverityText, noLimit))
	if !isNothing(r.Body) {
		b = appendMessage(b, 5, func(b []byte) []byte { return appendLogValue(b, r.Body, noLimit) })
	}
	kept, dropped := unique(r.Attributes), 0
	if len(kept) > limits.Attributes {
		kept, dropped = kept[:limits.Attributes], len(kept)-limits.Attributes
	}
	for _, a := range kept {
		b = appendLogAttribute(b, 6, a, limits.ValueLength)
	}
	b = appendUint(b, 7, uint64(dropped))
	b = appendFixed32(b, 8, uint32(r.Flags))
	if r.TraceID.IsValid() {
		b = appendBytes(b, 9, r.TraceID[:])
	}
	if r.SpanID.IsValid() {
		b = appendBytes(b, 10, r.SpanID[:])
	}
	return LogRecord{r.Scope, appendTime(b, 11, now)}
}

const noLimit = -1

// unique returns attributes as OTLP wants them: one for each key, which is the last, members of groups without a key in place of the
// group, none without key and value.
func unique(attrs []slog.Attr) []slog.Attr {
	if isUnique(attrs) {
		return attrs
	}
	var all []slog.Attr
	at := map[string]int{}
	var add func([]slog.Attr)
	add = func(attrs []slog.Attr) {
		for _, a := range attrs {
			i, known := at[a.Key]
			switch {
			case a.Key == "" && a.Value.Kind() == slog.KindGroup:
				add(a.Value.Group())
			case a.Key == "" && isNothing(a.Value):
			case known:
				all[i] = a
			default:
				at[a.Key] = len(all)
				all = append(all, a)
			}
		}
	}
	add(attrs)
	return all
}

func isUnique(attrs []slog.Attr) bool {
	const few = 32
	if len(attrs) > few {
		return false
	}
	for i, a := range attrs {
		if a.Key == "" {
			return false
		}
		for _, other := range attrs[:i] {
			if other.Key == a.Key {
				return false
			}
		}
	}
	return true
}

func isNothing(v slog.Value) bool { return v.Kind() == slog.KindAny && v.Any() == nil }

// KeyValue { key = 1, value = 2 }
func appendLogAttribute(b []byte, field int, a slog.Attr, limit int) []byte {
	return appendMessage(b, field, func(b []byte) []byte {
		b = appendString(b, 1, cut(a.Key, noLimit))
		return appendMessage(b, 2, func(b []byte) []byte { return appendLogValue(b, a.Value, limit) })
	})
}

func appendLogValue(b []byte, v slog.Value, limit int) []byte {
	switch v.Kind() {
	case slog.KindString:
		return alwaysString(b, 1, cut(v.String(), limit))
	case slog.KindInt64:
		return alwaysUint(b, 3, uint64(v.Int64()))
	default:
		return appendPlain(b, logs.Plain(v), limit)
	}
}

// AnyValue { string_value = 1, bool_value = 2, int_value = 3, double_value = 4, array_value = 5, kvlist_value = 6, bytes_value = 7 };
// nothing of these is null. KeyValueList { values = 1 }
func appendPlain(b []byte, v any, limit int) []byte {
	switch v := v.(type) {
	case string:
		return alwaysString(b, 1, cut(v, limit))
	case bool:
		return alwaysUint(b, 2, bit(v))
	case int64:
		return alwaysUint(b, 3, uint64(v))
	case float64:
		return alwaysDouble(b, 4, v)
	case logs.List:
		return appendArray(b, v, func(b []byte, v any) []byte { return appendPlain(b, v, limit) })
	case []slog.Attr:
		return appendMessage(b, 6, func(b []byte) []byte {
			for _, a := range unique(v) {
				b = appendLogAttribute(b, 1, a, limit)
			}
			return b
		})
	case []byte:
		return alwaysBytes(b, 7, v)
	default:
		return b
	}
}

// cut shortens a text to a number of characters, and makes it valid UTF-8, which protobuf asks for.
func cut(text string, limit int) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	if limit < 0 || len(text) <= limit {
		return text
	}
	characters := 0
	for at := range text {
		if characters == limit {
			return text[:at]
		}
		characters++
	}
	return text
}

// appendLogs writes an ExportLogsServiceRequest { resource_logs = 1 }; ResourceLogs { resource = 1, scope_logs = 2, schema_url = 3 };
// ScopeLogs { scope = 1, log_records = 2, schema_url = 3 }
func appendLogs(b []byte, described *resource.Resource, records []LogRecord) []byte {
	return appendMessage(b, 1, func(b []byte) []byte {
		b = appendResource(b, described)
		for _, scope := range scopesOf(records) {
			b = appendMessage(b, 2, func(b []byte) []byte {
				b = appendScope(b, instrumentation.Scope{Name: scope, Version: telemetry.Version})
				for _, r := range records {
					if r.scope == scope {
						b = alwaysBytes(b, 2, r.message)
					}
				}
				return appendString(b, 3, semconv.SchemaURL)
			})
		}
		return appendString(b, 3, described.SchemaURL())
	})
}

// scopesOf returns the scopes, in the order of their first record.
func scopesOf(records []LogRecord) []string {
	var scopes []string
next:
	for _, r := range records {
		for _, known := range scopes {
			if known == r.scope {
				continue next
			}
		}
		scopes = append(scopes, r.scope)
	}
	return scopes
}
