// Command zap logs with zap.
package main

import (
	"context"
	"os"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"example.com/logs/request"
)

// carrier is a context that is written as nothing.
type carrier struct{ context.Context }

func (carrier) String() string { return "" }

func main() {
	request.Run(func(ctx context.Context) {
		config := zapcore.EncoderConfig{MessageKey: "msg", LevelKey: "level", EncodeLevel: zapcore.LowercaseLevelEncoder}
		json := zapcore.NewCore(zapcore.NewJSONEncoder(config), zapcore.Lock(os.Stdout), zapcore.InfoLevel)
		console := zapcore.NewCore(zapcore.NewConsoleEncoder(config), zapcore.Lock(os.Stdout), zapcore.InfoLevel)
		l := zap.New(json)
		l.Info("info", zap.Int("a", 1))
		l.Debug("debug")
		l.With(zap.String("w", "x")).Warn("with")
		l.Sugar().Infow("sugared", "k", "v")
		l.Sugar().Infof("formatted %d", 1)
		l.Info("own", zap.String("trace_id", "mine"))
		l.With(zap.String("trace_id", "mine")).Info("own with")
		l.Named("n").With(zap.Namespace("ns")).Info("namespace", zap.Int("a", 1))
		if entry := l.Check(zap.ErrorLevel, "checked"); entry != nil {
			entry.Write()
		}
		fields := make([]zap.Field, 1, 3)
		fields[0] = zap.Bool("f", true)
		l.Info("fields", fields...)
		if fields[:3][1].Key != "" {
			l.Error("the caller's slice has been written to")
		}
		done := make(chan struct{})
		go func() { l.Info("goroutine"); close(done) }()
		<-done
		zap.New(console).Info("console")
		zap.New(console).With(zap.String("trace_id", "mine")).Info("own console")
		zap.New(zapcore.NewTee(json, console)).Info("tee")
		request.Elsewhere(func() {
			l.Info("context elsewhere", zap.Any("ctx", carrier{ctx}))
			l.Info("elsewhere")
		})
	})
}
