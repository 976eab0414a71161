// Package zerolog adds trace_id and span_id to zerolog events that are sent inside of a span: the one in the event's context
// (Ctx), else the goroutine's. Events that have a trace_id already stay as they are. Where OTEL_LOGS_EXPORTER asks for it,
// events are exported.
//
// The library's name in OTEL_GO_DISABLED_INSTRUMENTATIONS is zerolog.
package zerolog
