//go:build lowest

package main

import (
	"context"

	"github.com/rs/zerolog"
)

func withContext(context.Context, zerolog.Logger) {}
