package otlp

import (
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// scopedSpans are the spans of one instrumentation scope.
type scopedSpans struct {
	scope instrumentation.Scope
	spans []sdktrace.ReadOnlySpan
}

// resourceSpans are the spans of one resource.
type resourceSpans struct {
	spans  sdktrace.ReadOnlySpan
	scopes []*scopedSpans
}

// group sorts spans by resource and scope, both in the order of their first span.
func group(spans []sdktrace.ReadOnlySpan) []*resourceSpans {
	type scopeKey struct {
		resource attribute.Distinct
		scope    instrumentation.Scope
	}
	var all []*resourceSpans
	resources := map[attribute.Distinct]*resourceSpans{}
	scopes := map[scopeKey]*scopedSpans{}
	for _, span := range spans {
		if span == nil {
			continue
		}
		id := span.Resource().Equivalent()
		ofResource := resources[id]
		if ofResource == nil {
			ofResource = &resourceSpans{spans: span}
			resources[id] = ofResource
			all = append(all, ofResource)
		}
		key := scopeKey{id, span.InstrumentationScope()}
		ofScope := scopes[key]
		if ofScope == nil {
			ofScope = &scopedSpans{scope: key.scope}
			scopes[key] = ofScope
			ofResource.scopes = append(ofResource.scopes, ofScope)
		}
		ofScope.spans = append(ofScope.spans, span)
	}
	return all
}

// appendTraces writes an ExportTraceServiceRequest { resource_spans = 1 };
// ResourceSpans { resource = 1, scope_spans = 2, schema_url = 3 }; ScopeSpans { scope = 1, spans = 2, schema_url = 3 }
func appendTraces(b []byte, spans []sdktrace.ReadOnlySpan) []byte {
	for _, ofResource := range group(spans) {
		b = appendMessage(b, 1, func(b []byte) []byte {
			resource := ofResource.spans.Resource()
			b = appendResource(b, resource)
			for _, ofScope := range ofResource.scopes {
				b = appendMessage(b, 2, func(b []byte) []byte {
					b = appendScope(b, ofScope.scope)
					for _, span := range ofScope.spans {
						b = appendMessage(b, 2, func(b []byte) []byte { return appendSpan(b, span) })
					}
					return appendString(b, 3, ofScope.scope.SchemaURL)
				})
			}
			return appendString(b, 3, resource.SchemaURL())
		})
	}
	return b
}

// trace.proto: Span. The numbers of kinds are those of the API.
func appendSpan(b []byte, span sdktrace.ReadOnlySpan) []byte {
	own, parent := span.SpanContext(), span.Parent()
	b = appendIDs(b, own)
	b = appendString(b, 3, own.TraceState().String())
	if parent.SpanID().IsValid() {
		id := parent.SpanID()
		b = appendBytes(b, 4, id[:])
	}
	b = appendString(b, 5, span.Name())
	b = appendUint(b, 6, uint64(span.SpanKind()))
	b = appendTime(b, 7, span.StartTime())
	b = appendTime(b, 8, span.EndTime())
	b = appendAttributes(b, 9, span.Attributes())
	b = appendUint(b, 10, count(span.DroppedAttributes()))
	for _, event := range span.Events() {
		b = appendMessage(b, 11, func(b []byte) []byte { return appendEvent(b, event) })
	}
	b = appendUint(b, 12, count(span.DroppedEvents()))
	for _, link := range span.Links() {
		b = appendMessage(b, 13, func(b []byte) []byte { return appendLink(b, link) })
	}
	b = appendUint(b, 14, count(span.DroppedLinks()))
	b = appendMessage(b, 15, func(b []byte) []byte { return appendStatus(b, span.Status()) })
	return appendFixed32(b, 16, flags(own.TraceFlags(), parent.IsRemote()))
}

func appendIDs(b []byte, of trace.SpanContext) []byte {
	traceID, spanID := of.TraceID(), of.SpanID()
	return appendBytes(appendBytes(b, 1, traceID[:]), 2, spanID[:])
}

// Event { time_unix_nano = 1, name = 2, attributes = 3, dropped_attributes_count = 4 }
func appendEvent(b []byte, event sdktrace.Event) []byte {
	b = appendTime(b, 1, event.Time)
	b = appendString(b, 2, event.Name)
	b = appendAttributes(b, 3, event.Attributes)
	return appendUint(b, 4, count(event.DroppedAttributeCount))
}

// Link { trace_id = 1, span_id = 2, trace_state = 3, attributes = 4, dropped_attributes_count = 5, flags = 6 }
func appendLink(b []byte, link sdktrace.Link) []byte {
	b = appendIDs(b, link.SpanContext)
	b = appendString(b, 3, link.SpanContext.TraceState().String())
	b = appendAttributes(b, 4, link.Attributes)
	b = appendUint(b, 5, count(link.DroppedAttributeCount))
	return appendFixed32(b, 6, flags(link.SpanContext.TraceFlags(), link.SpanContext.IsRemote()))
}

// Status { message = 2, code = 3 }
func appendStatus(b []byte, status sdktrace.Status) []byte {
	b = appendString(b, 2, status.Description)
	switch status.Code {
	case codes.Ok:
		return appendUint(b, 3, 1)
	case codes.Error:
		return appendUint(b, 3, 2)
	default:
		return b
	}
}

// flags are the W3C trace flags, and two bits that say whether it is known that the context is remote, and whether it is.
func flags(of trace.TraceFlags, remote bool) uint32 {
	const knownRemote, isRemote = 0x100, 0x200
	all := uint32(of) | knownRemote
	if remote {
		all |= isRemote
	}
	return all
}

func count(n int) uint64 { return uint64(max(0, n)) }
