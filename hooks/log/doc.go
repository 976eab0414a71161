// Package log adds trace_id and span_id to the lines of package log that are written inside of a span:
//
//	2026/01/02 15:04:05 message trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7
//
// Left as they are: lines outside of spans, lines that have a trace_id, messages in JSON, and what another library makes a record
// of. Where OTEL_LOGS_EXPORTER asks for it, each line is exported. The library's name in OTEL_GO_DISABLED_INSTRUMENTATIONS is log.
package log
