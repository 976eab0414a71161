// Package otlp exports spans, metrics and log records by OTLP/HTTP with binary protobuf.
//
// The exporters of OpenTelemetry link grpc and the protobuf runtime, whose reflection keeps the linker from dropping unused
// methods: 10 MB in every instrumented binary, and versions of both that would be forced on the application. This package writes
// the messages itself; internal/otlpcompare holds it against those exporters, message by message.
//
// Messages: opentelemetry-proto 1.9.0. Transport and environment variables: OpenTelemetry specification 1.50.0, "OTLP Exporter".
package otlp
