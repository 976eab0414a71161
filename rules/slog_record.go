package slog

import (
	"bytes"
	"context"
	"unsafe"
)

// Set by otel-go.internal/hooks/slog.
var (
	// otelRecord returns the ids that a record is to get; empty for none.
	otelRecord func(ctx context.Context, h Handler, r Record) (traceID, spanID string)
	// otelExport is nil where records are not exported. It is told of a record, without our ids, and by which logger it is made;
	// what it returns, if anything, is called when the handler is done.
	otelExport func(ctx context.Context, h Handler, logger uintptr, r Record) func()
	// otelBind is nil where records are not exported. It is told of each logger that has attributes, or the name of a group, more
	// than another one.
	otelBind func(from uintptr, to *Logger, group string, attrs []Attr)
	// The keys. No other strings of the program share their memory, so that attributes of ours are known by it.
	otelTraceKey, otelSpanKey string
)

// Generic functions, unlike others, leave the export data as it is.
func otelAdd[H Handler](ctx context.Context, h H, logger uintptr, r *Record) (done func()) {
	if otelExport != nil {
		done = otelExport(ctx, h, logger, *r)
	}
	if traceID, spanID := otelRecord(ctx, h, *r); traceID != "" {
		r.AddAttrs(Attr{otelTraceKey, StringValue(traceID)}, Attr{otelSpanKey, StringValue(spanID)})
	}
	return done
}

// otelLogger is the address of a logger, which does not keep it alive: the compiler must see no more use of it than it did.
func otelLogger[L any](logger *L) uintptr { return uintptr(unsafe.Pointer(logger)) }

func otelOurs[S ~string](attribute S) bool {
	key := string(attribute)
	data := unsafe.StringData(key)
	return data != nil && (data == unsafe.StringData(otelTraceKey) || data == unsafe.StringData(otelSpanKey))
}

// otelPreformatted says whether the program has given the handler a trace_id by WithAttrs.
func otelPreformatted[S *handleState](state S) bool {
	h := (*handleState)(state).h
	if h.json {
		return bytes.Contains(h.preformattedAttrs, []byte(`"trace_id":`))
	}
	return bytes.HasPrefix(h.preformattedAttrs, []byte("trace_id=")) || bytes.Contains(h.preformattedAttrs, []byte(" trace_id="))
}

// otelPlace is called before the attributes of a record are written. It takes those of ours out where the program has set the
// same key itself, and writes them before everything else where the handler is in a group.
func otelPlace[S *handleState](state S, r Record) Record {
	s := (*handleState)(state)
	ours, theirs := false, false
	r.Attrs(func(a Attr) bool {
		if otelOurs(a.Key) {
			ours = true
		} else if a.Key == otelTraceKey {
			theirs = true
		}
		return true
	})
	if !ours {
		return r
	}
	theirs = theirs || otelPreformatted(s)
	if !theirs && len(s.h.groups) == 0 {
		return r
	}
	rest := NewRecord(r.Time, r.Level, r.Message, r.PC)
	groups := s.groups
	s.groups = nil
	r.Attrs(func(a Attr) bool {
		if !otelOurs(a.Key) {
			rest.AddAttrs(a)
		} else if !theirs {
			s.appendAttr(a)
		}
		return true
	})
	s.groups = groups
	return rest
}
