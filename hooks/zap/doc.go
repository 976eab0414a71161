// Package zap adds trace_id and span_id to the fields of zap entries that are logged inside of a span: the one in a field that
// holds a context.Context, else the goroutine's. Entries that have a trace_id, by a field or by With, stay as they are, as do
// those that only the bridge otelzap gets. Below a zap.Namespace the fields are part of it. Where OTEL_LOGS_EXPORTER asks for
// it, entries are exported.
//
// The library's name in OTEL_GO_DISABLED_INSTRUMENTATIONS is zap.
package zap
