// Command zerolog logs with zerolog.
package main

import (
	"context"
	"os"

	"github.com/rs/zerolog"

	"example.com/logs/request"
)

type own struct{}

func (own) Run(e *zerolog.Event, _ zerolog.Level, _ string) { e.Str("trace_id", "mine") }

func main() {
	request.Run(func(ctx context.Context) {
		l := zerolog.New(os.Stdout).Level(zerolog.InfoLevel)
		l.Info().Msg("info")
		l.Debug().Msg("debug")
		with := l.With().Str("w", "x").Logger()
		with.Warn().Int("a", 1).Msgf("with %d", 1)
		l.Error().Send()
		l.Info().Str("trace_id", "mine").Msg("own")
		owned := l.With().Str("trace_id", "mine").Logger()
		owned.Info().Msg("own with")
		hooked := l.Hook(own{})
		hooked.Info().Msg("own hook")
		l.Info().Str("quoted", `"trace_id":`).Msg("quoted")
		l.Info().Dict("d", zerolog.Dict().Str("k", "v")).Msg("dict")
		l.Log().Msg("no level")
		done := make(chan struct{})
		go func() { l.Info().Msg("goroutine"); close(done) }()
		<-done
		console := zerolog.New(zerolog.ConsoleWriter{Out: os.Stdout, NoColor: true, PartsOrder: []string{"level", "message"}})
		console.Info().Msg("console")
		withContext(ctx, l)
	})
}
