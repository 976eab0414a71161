// Command std logs with the packages of the standard library.
package main

import (
	"bytes"
	"context"
	"io"
	"log"
	"log/slog"
	"os"

	"example.com/logs/request"
)

// own is a handler as programs have them that add the ids themselves.
type own struct{ slog.Handler }

func (h own) Handle(ctx context.Context, r slog.Record) error {
	r.AddAttrs(slog.String("trace_id", "mine"), slog.String("span_id", "mine"))
	return h.Handler.Handle(ctx, r)
}

func (h own) WithAttrs(attrs []slog.Attr) slog.Handler { return own{h.Handler.WithAttrs(attrs)} }

// plain knows nothing of groups: a handler of somebody else's.
type plain struct{ out io.Writer }

func (plain) Enabled(context.Context, slog.Level) bool { return true }
func (h plain) WithAttrs([]slog.Attr) slog.Handler     { return h }
func (h plain) WithGroup(string) slog.Handler          { return h }
func (h plain) Handle(_ context.Context, r slog.Record) error {
	line := bytes.NewBufferString(r.Message)
	r.Attrs(func(a slog.Attr) bool { line.WriteString(" " + a.String()); return true })
	line.WriteByte('\n')
	_, err := h.out.Write(line.Bytes())
	return err
}

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	request.Run(func(ctx context.Context) {
		std(log.New(os.Stdout, "[std] ", log.Lmsgprefix))
		options := &slog.HandlerOptions{Level: slog.LevelInfo, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
			if len(groups) == 0 && a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		}}
		structured(ctx, "json", slog.New(slog.NewJSONHandler(os.Stdout, options)))
		structured(ctx, "text", slog.New(slog.NewTextHandler(os.Stdout, options)))
		structured(ctx, "default", slog.Default())
		slog.New(own{slog.NewJSONHandler(os.Stdout, options)}).With("k", "v").InfoContext(ctx, "own handler")
		slog.New(plain{os.Stdout}).WithGroup("g").Info("other handler", "k", "v")
		slog.NewLogLogger(slog.NewTextHandler(os.Stdout, options), slog.LevelWarn).Print("log to slog")
	})
}

func std(l *log.Logger) {
	log.Print("print")
	log.Println("println", 1)
	l.Printf("line\nof %d", 2)
	l.Print("ends\r\n\n")
	l.Print("")
	l.Print(`{"json":true}`)
	l.Print("own trace_id=mine")
	_ = l.Output(1, "output")
	done := make(chan struct{})
	go func() { log.Print("goroutine"); close(done) }()
	<-done
}

func structured(ctx context.Context, name string, l *slog.Logger) {
	l.InfoContext(ctx, name+" context", "a", 1)
	l.Info(name+" no context", "a", 1, "b", 2, "c", 3, "d", 4, "e", 5, "f", 6)
	l.LogAttrs(ctx, slog.LevelError, name+" attrs", slog.Int("a", 1))
	l.With("w", 1).Warn(name + " with")
	l.WithGroup("g").With("w", 1).WithGroup("h").Info(name+" groups", "a", 1)
	l.WithGroup("g").Info(name + " empty group")
	l.Info(name+" own", "trace_id", "mine")
	l.With("trace_id", "mine").Info(name + " own with")
	l.With("w", "no trace_id").Info(name + " with text")
	odd := []any{"key"}
	l.Info(name+" odd", odd...)
	l.Debug(name + " debug")
	request.Elsewhere(func() {
		l.InfoContext(ctx, name+" context elsewhere")
		l.Info(name + " elsewhere")
	})
}
