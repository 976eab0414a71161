// Package slog adds trace_id and span_id to the records of package log/slog that are made inside of a span: as attributes, before
// a handler sees them. The span in the context of the call comes first, then the goroutine's.
//
// Records that have a trace_id stay as they are, as do those for the bridge otelslog. Handlers of log/slog itself write the
// attributes outside of groups; others have them among the record's own. Where OTEL_LOGS_EXPORTER asks for it, records
// are exported. The library's name in OTEL_GO_DISABLED_INSTRUMENTATIONS is slog.
package slog
