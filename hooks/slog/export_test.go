package slog

import (
	"context"
	"io"
	"log/slog"
	"runtime"
	"testing"
	"time"
	"unsafe"

	"otel-go.internal/hooks/internal/logs"
)

func address(l *slog.Logger) uintptr { return uintptr(unsafe.Pointer(l)) }

func logger() *slog.Logger { return slog.New(slog.DiscardHandler) }

func TestBound(t *testing.T) {
	root, one, two := logger(), logger(), logger()
	bind(address(root), one, "", []slog.Attr{slog.Int("early", 1)})
	if boundTo(address(one)) != nil {
		t.Error("kept though nothing is exported")
	}
	logs.SetExporter(func(*logs.Record) {})
	bind(address(root), one, "", []slog.Attr{slog.Int("a", 1)})
	bind(address(one), two, "g", nil)
	attrs := []slog.Attr{slog.Int("b", 2)}
	for _, c := range []struct {
		logger *slog.Logger
		want   string
	}{{root, "[b=2]"}, {one, "[a=1 b=2]"}, {two, "[a=1 g=[b=2]]"}} {
		if got := slog.GroupValue(boundTo(address(c.logger)).around(attrs)...).String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
	runtime.KeepAlive([]*slog.Logger{root, one, two})
}

func TestBoundGoesWithTheLogger(t *testing.T) {
	logs.SetExporter(func(*logs.Record) {})
	at := func() uintptr {
		l := logger()
		bind(0, l, "g", nil)
		return address(l)
	}()
	for range 100 {
		if _, found := loggers.Load(at); !found {
			return
		}
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	t.Error("still there")
}

func TestSeverity(t *testing.T) {
	for level, want := range map[slog.Level]logs.Severity{-100: 1, -8: 1, -4: 5, 0: 9, 4: 13, 8: 17, 12: 21, 100: 24} {
		if got := severity(level); got != want {
			t.Errorf("%v: got %d, want %d", level, got, want)
		}
	}
}

func TestExport(t *testing.T) {
	var got []string
	logs.SetExporter(func(r *logs.Record) { got = append(got, r.Body.String()) })
	r := slog.NewRecord(time.Now(), slog.LevelInfo, "text", 0)
	done := export(context.Background(), slog.DiscardHandler, 0, r)
	if export(context.Background(), slog.DiscardHandler, 0, r) != nil {
		t.Error("exported once more by a handler")
	}
	done()
	if done = export(context.Background(), slog.DiscardHandler, 0, r); done == nil || len(got) != 2 {
		t.Errorf("got %v", got)
	}
	done()
	if export(context.Background(), slog.NewJSONHandler(io.Discard, nil), 0, r) != nil || len(got) != 3 {
		t.Errorf("got %v", got)
	}
}
