package log

import (
	"bytes"
	"context"
	stdlog "log"
	"log/slog"
	"strings"
	"testing"

	"otel-go.internal/hooks/internal/gls"
)

const ids = " trace_id=0102030405060708090a0b0c0d0e0f10 span_id=0102030405060708"

// inSpan runs f inside of a span whose ids are those of the constant.
func inSpan(f func()) {
	trace := [16]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}
	defer gls.Pop(gls.Push(context.Background(), trace, [8]byte(trace[:8]), nil))
	f()
}

func TestComplete(t *testing.T) {
	out := new(bytes.Buffer)
	for _, test := range []struct{ head, message, want string }{
		{"", "text\n", "text" + ids + "\n"},
		{"[p] ", "text\n", "[p] text" + ids + "\n"},
		{"[p] ", "\n", "[p] " + strings.TrimPrefix(ids, " ") + "\n"},
		{"", "one\ntwo\n", "one\ntwo" + ids + "\n"},
		{"", "text\r\n\n", "text" + ids + "\r\n\n"},
		{"", "\n\n\n\n\n\n\n\n\n\n", strings.TrimPrefix(ids, " ") + "\n\n\n\n\n\n\n\n\n\n"},
		{"2026/01/02 ", "{\"a\":1}\n", "2026/01/02 {\"a\":1}\n"},
		{"", "{}\n", "{}\n"},
		{"", "{\n", "{" + ids + "\n"},
		{"", "has trace_id=1\n", "has trace_id=1\n"},
	} {
		line := test.head + test.message
		if got := string(onLine(out, []byte(line), len(test.head), "")); got != line {
			t.Errorf("%q outside of spans became %q", line, got)
		}
		inSpan(func() {
			if got := string(onLine(out, []byte(line), len(test.head), "")); got != test.want {
				t.Errorf("%q became %q, want %q", line, got, test.want)
			}
		})
	}
}

func TestLinesForSlogAreLeftToIt(t *testing.T) {
	l := slog.NewLogLogger(slog.NewTextHandler(new(bytes.Buffer), nil), slog.LevelInfo)
	inSpan(func() {
		if got := string(onLine(l.Writer(), []byte("text\n"), 0, "")); got != "text\n" {
			t.Errorf("got %q", got)
		}
	})
}

func TestNoAllocation(t *testing.T) {
	line := append(make([]byte, 0, 256), "text\n"...)
	out := stdlog.Default().Writer()
	inSpan(func() {
		if n := testing.AllocsPerRun(100, func() { onLine(out, line, 0, "") }); n != 0 {
			t.Errorf("%v allocations a line", n)
		}
	})
}
