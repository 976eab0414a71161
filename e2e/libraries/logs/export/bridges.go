package main

import (
	"context"
	"io"
	"log"
	"log/slog"
	"os"

	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
)

// handler gives records to another library.
type handler func(slog.Record)

func (handler) Enabled(context.Context, slog.Level) bool        { return true }
func (h handler) WithAttrs([]slog.Attr) slog.Handler            { return h }
func (h handler) WithGroup(string) slog.Handler                 { return h }
func (h handler) Handle(_ context.Context, r slog.Record) error { h(r); return nil }

// forward is a hook of logrus.
type forward func(*logrus.Entry)

func (forward) Levels() []logrus.Level { return logrus.AllLevels }
func (f forward) Fire(e *logrus.Entry) error {
	f(e)
	return nil
}

// arrival tells of what has been written.
type arrival chan struct{}

func (a arrival) Write(p []byte) (int, error) {
	defer func() { a <- struct{}{} }()
	return os.Stdout.Write(p)
}

// bridges logs one thing in each way in which two libraries come to see it.
func bridges(ctx context.Context) {
	zaps, zero, rus := zap.New(zapCore()), zerolog.New(os.Stdout), logrus.New()
	rus.Out = os.Stdout

	slog.Default().Info("slog, default handler")
	slog.New(handler(func(r slog.Record) { log.Print(r.Level, " ", r.Message) })).Info("slog to log")
	slog.New(handler(func(r slog.Record) { zaps.Info(r.Message) })).Info("slog to zap")
	slog.New(handler(func(r slog.Record) { zero.Info().Msg(r.Message) })).InfoContext(ctx, "slog to zerolog")
	slog.New(handler(func(r slog.Record) { rus.Info(r.Message) })).Info("slog to logrus")
	slog.New(handler(func(slog.Record) { log.Print("handler's own") })).Info("slog to nobody")
	caught(func() { slog.New(handler(func(slog.Record) { panic("handler") })).Info("slog to panic") })
	log.Print("slog to panic")

	slog.NewLogLogger(slog.NewTextHandler(os.Stdout, nil), slog.LevelWarn).Print("log to slog")
	zap.NewStdLog(zaps).Print("log to zap")
	log.New(zero, "", 0).Print("log to zerolog")
	log.New(io.MultiWriter(os.Stdout), "", 0).Print("log to writer")

	// Records are made of the lines on another goroutine.
	arrived := make(arrival, 1)
	piped := logrus.New()
	piped.Out = arrived
	pipe := piped.Writer()
	log.New(pipe, "", 0).Print("log to logrus")
	<-arrived
	_ = pipe.Close()

	rus.AddHook(forward(func(e *logrus.Entry) {
		zaps.Info(e.Message)
		e.Data["added"] = true
	}))
	rus.Info("logrus to zap")
}
