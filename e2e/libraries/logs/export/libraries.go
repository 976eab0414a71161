package main

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

func withLogrus(ctx context.Context) {
	l := logrus.New()
	l.Out = os.Stdout
	l.Level = logrus.TraceLevel
	l.ExitFunc = func(int) {}
	l.Trace("trace")
	l.Debug("debug")
	l.Info("info")
	l.Warn("warn")
	l.Error("error")
	l.Fatal("fatal")
	caught(func() { l.Panic("panic") })
	entry := l.WithFields(logrus.Fields{"string": "s", "int": -1, "float": 1.5, "bool": true, "duration": time.Second, "nil": nil, "map": map[string]int{"k": 1}})
	entry.WithError(errors.New("e")).WithContext(ctx).Info("kinds")
	l.WithField("trace_id", "mine").Info("own ids")
	l.ReportCaller = true
	l.Info("caller")
}

func zapCore() zapcore.Core {
	config := zapcore.EncoderConfig{
		MessageKey: "msg", LevelKey: "level", EncodeLevel: zapcore.LowercaseLevelEncoder,
		EncodeTime: zapcore.ISO8601TimeEncoder, EncodeDuration: zapcore.StringDurationEncoder,
	}
	return zapcore.NewCore(zapcore.NewJSONEncoder(config), zapcore.Lock(os.Stdout), zapcore.DebugLevel)
}

type panicking struct{}

func (panicking) MarshalLogObject(zapcore.ObjectEncoder) error { panic("no object") }

func withZap(ctx context.Context) {
	l := zap.New(zapCore())
	l.Debug("debug")
	l.Info("info")
	l.Warn("warn")
	l.Error("error")
	l.DPanic("dpanic")
	caught(func() { l.Panic("panic") })
	l.Info("kinds", zap.String("string", "s"), zap.Int("int", -1), zap.Float64("float", 1.5), zap.Bool("bool", true),
		zap.Duration("duration", time.Second), zap.Time("time", time.Unix(0, 1).UTC()), zap.Error(errors.New("e")),
		zap.Strings("list", []string{"a"}), zap.Any("map", map[string]int{"k": 1}), zap.Any("ctx", ctx), zap.Namespace("ns"), zap.Int("in", 1))
	l.With(zap.String("w", `"{`), zap.Namespace("ns"), zap.Int("x", 1)).Info("bound", zap.Int("a", 1))
	l.Named("name").Info("named")
	l.Info("own ids", zap.String("trace_id", "mine"))
	zap.New(zapCore(), zap.AddCaller(), zap.AddStacktrace(zap.ErrorLevel)).Error("caller")
	zap.New(zapcore.NewTee(zapCore(), zapCore())).Info("tee")
	l.Sugar().Infow("sugared", "k", "v")
	caught(func() { l.Info("panics", zap.Object("o", panicking{})) })
}

func withZerolog(context.Context) {
	l := zerolog.New(os.Stdout).With().Timestamp().Logger().Level(zerolog.TraceLevel)
	l.Trace().Msg("trace")
	l.Debug().Msg("debug")
	l.Info().Msg("info")
	l.Warn().Msg("warn")
	l.Error().Msg("error")
	caught(func() { l.Panic().Msg("panic") })
	l.Log().Msg("no level")
	l.Info().Send()
	l.Info().Str("string", `"}{`).Int("int", -1).Float64("float", 1.5).Bool("bool", true).Dur("duration", time.Second).Err(errors.New("e")).
		Strs("list", []string{"a"}).Dict("dict", zerolog.Dict().Int("a", 1)).Interface("nil", nil).Msg("kinds")
	with := l.With().Str("w", "x").Logger()
	with.Info().Int("a", 1).Msg("bound")
	l.Info().Str("trace_id", "mine").Msg("own ids")
}
