// Package runtime starts the OpenTelemetry SDK of an instrumented program and flushes it when the program ends.
//
// Everything is set by the environment variables of the OpenTelemetry specification (version 1.50): OTEL_SDK_DISABLED,
// OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, OTEL_TRACES_EXPORTER, OTEL_METRICS_EXPORTER and OTEL_LOGS_EXPORTER (otlp, console, none),
// OTEL_EXPORTER_OTLP_* (http/protobuf), OTEL_TRACES_SAMPLER, OTEL_PROPAGATORS (tracecontext, baggage, none), OTEL_BSP_*,
// OTEL_METRIC_EXPORT_*, OTEL_BLRP_* and OTEL_LOGRECORD_*. Providers that the application sets itself win, whether it does so before or after.
//
// Nothing is written to standard output, other than by the console exporter; what goes wrong is said once on standard error.
package runtime
