package logs

import (
	"encoding/hex"
	"strings"

	"go.opentelemetry.io/otel/trace"
)

const (
	traceMark = " " + TraceKey + "="
	spanMark  = " " + SpanKey + "="
	hexTrace  = 2 * len(trace.TraceID{})
	hexSpan   = 2 * len(trace.SpanID{})
)

// CutIDs takes off the ids that the hooks of package log have put at the end of a line which came here through a pipe.
func CutIDs(line string) (text string, of trace.SpanContext) {
	start := len(line) - len(traceMark) - hexTrace - len(spanMark) - hexSpan
	if start < 0 {
		return line, of
	}
	ids, ok := strings.CutPrefix(line[start:], traceMark)
	if !ok || !strings.HasPrefix(ids[hexTrace:], spanMark) {
		return line, of
	}
	var traceID trace.TraceID
	var spanID trace.SpanID
	_, badTrace := hex.Decode(traceID[:], []byte(ids[:hexTrace]))
	_, badSpan := hex.Decode(spanID[:], []byte(ids[len(ids)-hexSpan:]))
	if badTrace != nil || badSpan != nil {
		return line, of
	}
	return line[:start], trace.NewSpanContext(trace.SpanContextConfig{TraceID: traceID, SpanID: spanID})
}
