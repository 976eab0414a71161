// Package logrus adds trace_id and span_id to the fields of logrus entries that are logged inside of a span: the one in the
// entry's context (WithContext), else the goroutine's. The program's hooks see them, and may set the fields themselves. Entries
// that have a trace_id stay as they are. Where OTEL_LOGS_EXPORTER asks for it, entries are exported.
//
// The library's name in OTEL_GO_DISABLED_INSTRUMENTATIONS is logrus.
package logrus
