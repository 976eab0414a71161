//go:build !lowest

package main

import (
	"context"

	"github.com/rs/zerolog"

	"example.com/logs/request"
)

// Events have a context since v1.29.0.
func withContext(ctx context.Context, l zerolog.Logger) {
	request.Elsewhere(func() {
		l.Info().Ctx(ctx).Msg("context elsewhere")
		l.Info().Msg("elsewhere")
	})
}
