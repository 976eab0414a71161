package main

import (
	"context"
	"errors"
	"log"
	"log/slog"
	"os"
	"time"
)

type panics struct{}

func (panics) String() string { panic("no text") }

type valuer struct{}

func (valuer) LogValue() slog.Value { return slog.GroupValue(slog.Int("of", 1)) }

type id string

func std(ctx context.Context) {
	log.Print("line")
	log.New(os.Stdout, "[p] ", log.LstdFlags|log.Lshortfile).Println("prefix")
	l := slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{Level: slog.Level(-8)}))
	l.Log(ctx, slog.Level(-8), "trace")
	l.Debug("debug")
	l.Info("info")
	l.Log(ctx, slog.Level(2), "notice")
	l.Warn("warn")
	l.Error("error")
	l.Log(ctx, slog.Level(12), "fatal")
	l.Log(ctx, slog.Level(100), "beyond")
	l.With("w", 1).WithGroup("g").With("x", "y").InfoContext(ctx, "bound", "a", 1)
	l.WithGroup("g").Info("empty group")
	l.Info("own ids", "trace_id", "mine")
	l.LogAttrs(ctx, slog.LevelInfo, "kinds",
		slog.String("string", "s"), slog.Int("int", -1), slog.Uint64("uint", 1<<63), slog.Float64("float", 1.5), slog.Bool("bool", true),
		slog.Duration("duration", time.Second), slog.Time("time", time.Unix(0, 1).UTC()), slog.Any("bytes", []byte{1, 2}),
		slog.Any("error", errors.New("e")), slog.Any("list", []any{"a", 1}), slog.Any("map", map[string]any{"b": 1, "a": []id{"x"}}),
		slog.Any("nil", nil), slog.Any("id", id("x")), slog.Any("struct", struct{ A int }{1}), slog.Any("valuer", valuer{}),
		slog.Any("panics", panics{}), slog.Any("pointer", (*panics)(nil)),
		slog.Group("group", slog.Int("a", 1), slog.Group("", slog.Int("b", 2))), slog.Group("", slog.Int("inline", 1)),
		slog.Int("twice", 1), slog.Int("twice", 2), slog.String("invalid", "\xff"), slog.Attr{})
}
