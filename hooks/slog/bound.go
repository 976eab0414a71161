package slog

import (
	"log/slog"
	"runtime"
	"sync"
	"unsafe"
	"weak"

	"otel-go.internal/hooks/internal/logs"
)

// bound is what one call of With or WithGroup adds to the records of a logger.
type bound struct {
	logger weak.Pointer[slog.Logger]
	outer  *bound
	group  string
	attrs  []slog.Attr
}

// loggers holds what is bound to loggers, by their address. Entries go with the logger.
var loggers sync.Map

// bind notes what the logger `to` has more than the one at an address.
func bind(from uintptr, to *slog.Logger, group string, attrs []slog.Attr) {
	if !logs.Exporting() {
		return
	}
	address := uintptr(unsafe.Pointer(to))
	b := &bound{weak.Make(to), boundTo(from), group, attrs}
	loggers.Store(address, b)
	runtime.AddCleanup(to, func(b *bound) { loggers.CompareAndDelete(address, b) }, b)
}

// boundTo is nil for a logger to which nothing is bound. At the address of one that is gone there may be another one already.
func boundTo(logger uintptr) *bound {
	if found, ok := loggers.Load(logger); ok {
		if b := found.(*bound); uintptr(unsafe.Pointer(b.logger.Value())) == logger {
			return b
		}
	}
	return nil
}

// around puts what is bound before the attributes of a record, and these into the groups that are open.
func (b *bound) around(attrs []slog.Attr) []slog.Attr {
	for ; b != nil; b = b.outer {
		switch {
		case b.group == "":
			attrs = append(b.attrs[:len(b.attrs):len(b.attrs)], attrs...)
		case len(attrs) > 0:
			attrs = []slog.Attr{{Key: b.group, Value: slog.GroupValue(attrs...)}}
		}
	}
	return attrs
}
