package grpc

import (
	"context"

	"go.opentelemetry.io/otel"
	"google.golang.org/grpc/metadata"
)

// incoming reads single values of the metadata that came with a call: the whole would be copied.
type incoming struct{ ctx context.Context }

func (c incoming) Get(key string) string {
	if values := metadata.ValueFromIncomingContext(c.ctx, key); len(values) > 0 {
		return values[0]
	}
	return ""
}

// Values is for baggage, which may be split over several values.
func (c incoming) Values(key string) []string { return metadata.ValueFromIncomingContext(c.ctx, key) }
func (c incoming) Set(string, string)         {}
func (c incoming) Keys() []string {
	md, _ := metadata.FromIncomingContext(c.ctx)
	return keys(md)
}

// outgoing collects what is to be sent with a call. What md has already under a key is replaced; md is a copy.
type outgoing struct {
	md    metadata.MD
	pairs []string
}

func (c *outgoing) Get(key string) string {
	if values := c.md.Get(key); len(values) > 0 {
		return values[0]
	}
	return ""
}

func (c *outgoing) Set(key, value string) { c.pairs = append(c.pairs, key, value) }
func (c *outgoing) Keys() []string        { return keys(c.md) }

func keys(md metadata.MD) []string {
	names := make([]string, 0, len(md))
	for name := range md {
		names = append(names, name)
	}
	return names
}

// inject returns ctx with the trace's metadata added. Md is a copy of what the caller sends, nil where that is nothing.
func inject(ctx context.Context, md metadata.MD) context.Context {
	carrier := outgoing{md: md, pairs: make([]string, 0, 6)}
	otel.GetTextMapPropagator().Inject(ctx, &carrier)
	if len(carrier.pairs) == 0 {
		return ctx
	}
	if md == nil {
		return metadata.AppendToOutgoingContext(ctx, carrier.pairs...)
	}
	for i := 0; i+1 < len(carrier.pairs); i += 2 {
		md.Set(carrier.pairs[i], carrier.pairs[i+1])
	}
	return metadata.NewOutgoingContext(ctx, md)
}
