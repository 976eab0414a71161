// Package grpc holds the hooks for google.golang.org/grpc: client and server spans and metrics by the RPC semantic conventions
// (version 1.37.0), W3C context in and out, for unary calls and all kinds of streams.
//
// Each server and connection gets one more [stats.Handler], behind those of the application. Where the application has one of
// OpenTelemetry's otelgrpc, or its interceptors, nothing is added.
package grpc
