package api

import "context"

type suppressKey struct{}

// Suppress returns a context under which no hook of ours starts a span or records a measurement: for the requests that
// telemetry itself makes.
func Suppress(ctx context.Context) context.Context {
	return context.WithValue(ctx, suppressKey{}, true)
}

// Suppressed says whether ctx comes from [Suppress].
func Suppressed(ctx context.Context) bool {
	return ctx.Value(suppressKey{}) != nil
}
