// Package span holds what woven code calls for functions that are to have a span of their own: those that a `//otel:span`
// directive stands on, and those of packages that a `trace_functions` rule names. It also takes instrumentation away around
// statements that `//otel:ignore` stands on.
//
// The calls are written by the weaver, not by people; without a linked program part (a test, a tool) they are not made at all.
package span
