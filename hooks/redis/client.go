package redis

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/db"
	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/telemetry"
)

var on = telemetry.Enabled("redis")

// call is one command, pipeline or transaction under way.
type call struct {
	ctx    context.Context
	span   trace.Span
	cmds   []redis.Cmder // of a pipeline
	server server
	name   string
	// measured says that the duration is recorded by us.
	measured bool
}

// BeforeProcess starts the span of a command.
//
// Target: redis.(*baseClient).process, through which every client sends single commands; retries happen inside.
func BeforeProcess(client any, ctx context.Context, cmd redis.Cmder) (*call, context.Context, redis.Cmder) {
	if !on || ctx == nil || cmd == nil {
		return nil, ctx, cmd
	}
	name := cmd.FullName()
	if handshake(name) && ofConnection(client) {
		return nil, ctx, cmd
	}
	c := start(ctx, name, serverOf(client))
	if c == nil {
		return nil, ctx, cmd
	}
	if c.span.IsRecording() && db.Text != db.None {
		c.span.SetAttributes(queryText(cmd))
	}
	return c, c.ctx, cmd
}

// AfterProcess ends the span of a command.
func AfterProcess(c *call, err error, exit api.Exit) {
	if c != nil {
		c.end(err, exit)
	}
}

// BeforePipeline starts the span of a pipeline.
//
// Target: redis.(*baseClient).processPipeline.
func BeforePipeline(client any, ctx context.Context, cmds []redis.Cmder) (*call, context.Context, []redis.Cmder) {
	if !on || ctx == nil || len(cmds) == 0 || (handshakes(cmds) && ofConnection(client)) {
		return nil, ctx, cmds
	}
	c := startBatch(ctx, "PIPELINE", cmds, serverOf(client))
	return c, c.context(ctx), cmds
}

// BeforeTransaction starts the span of a transaction; its commands stand between MULTI and EXEC already.
//
// Target: redis.(*baseClient).processTxPipeline.
func BeforeTransaction(client any, ctx context.Context, cmds []redis.Cmder) (*call, context.Context, []redis.Cmder) {
	if !on || ctx == nil {
		return nil, ctx, cmds
	}
	c := startBatch(ctx, "MULTI", inner(cmds), serverOf(client))
	return c, c.context(ctx), cmds
}

// BeforeClusterTransaction starts the span of a transaction of a cluster client. Which node it goes to is not known yet.
//
// Target: redis.(*ClusterClient).processTxPipeline.
func BeforeClusterTransaction(client *redis.ClusterClient, ctx context.Context, cmds []redis.Cmder) (*call, context.Context, []redis.Cmder) {
	if !on || ctx == nil || clusterByHand(client) {
		return nil, ctx, cmds
	}
	c := startBatch(ctx, "MULTI", inner(cmds), server{})
	return c, c.context(ctx), cmds
}

// BeforeClusterPipeline starts the span of the part of a pipeline that goes to one node. The function keeps its context: nothing
// below it starts spans of ours.
//
// Target: redis.(*ClusterClient).processPipelineNode.
func BeforeClusterPipeline(client *redis.ClusterClient, ctx context.Context, node any, cmds []redis.Cmder, _ any) *call {
	if !on || ctx == nil || len(cmds) == 0 || clusterByHand(client) {
		return nil
	}
	return startBatch(ctx, "PIPELINE", cmds, serverOfNode(node))
}

// AfterClusterPipeline ends the span of a node's part of a pipeline. The function has no result: the commands hold the errors.
func AfterClusterPipeline(c *call, exit api.Exit) {
	if c != nil {
		c.end(firstError(c.cmds), exit)
	}
}

// BeforeSubscribe starts the span of SUBSCRIBE, PSUBSCRIBE or SSUBSCRIBE, which goes over a connection of its own.
//
// Target: redis.(*PubSub).subscribe, which also connects.
func BeforeSubscribe(pubsub any, ctx context.Context, name string, channels ...string) *call {
	if !on || ctx == nil {
		return nil
	}
	c := start(ctx, name, serverOf(pubsub))
	if c != nil && c.span.IsRecording() && db.Text != db.None {
		c.span.SetAttributes(subscribeText(name, channels))
	}
	return c
}

func start(ctx context.Context, name string, to server) *call {
	around := gls.Context()
	if api.Suppressed(ctx) || (around != nil && api.Suppressed(around)) {
		return nil
	}
	ctx = telemetry.Parent(ctx, around)
	if byHand(trace.SpanFromContext(ctx)) {
		return nil
	}
	attrs := to.attributes(make([]attribute.KeyValue, 0, 5), name)
	ctx, span := scope.Tracer().Start(ctx, name, trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(attrs...))
	return &call{ctx: ctx, span: span, server: to, name: name, measured: !recorder.Load()}
}

func startBatch(ctx context.Context, kind string, cmds []redis.Cmder, to server) *call {
	c := start(ctx, batchName(kind, cmds), to)
	if c == nil {
		return nil
	}
	c.cmds = cmds
	if c.span.IsRecording() {
		attrs := make([]attribute.KeyValue, 0, 2)
		// One command is no batch.
		if len(cmds) > 1 {
			attrs = append(attrs, batchSize(len(cmds)))
		}
		if db.Text != db.None {
			attrs = append(attrs, queryTexts(cmds))
		}
		c.span.SetAttributes(attrs...)
	}
	return c
}

func (c *call) context(otherwise context.Context) context.Context {
	if c == nil {
		return otherwise
	}
	return c.ctx
}

func (c *call) end(err error, exit api.Exit) {
	outcome := failure(c.span, err, exit)
	if c.measured {
		c.measure(exit.Duration, outcome)
	}
	c.span.End()
}

func (c *call) measure(elapsed time.Duration, outcome []attribute.KeyValue) {
	if i := scope.Instruments(); i != nil {
		attrs := c.server.attributes(make([]attribute.KeyValue, 0, 7), c.name)
		i.duration.Record(c.ctx, elapsed.Seconds(), attributeSet(append(attrs, outcome...)))
	}
}

// inner leaves out the MULTI and EXEC that go-redis has put around a transaction's commands.
func inner(cmds []redis.Cmder) []redis.Cmder {
	if n := len(cmds); n >= 2 && cmds[0].Name() == "multi" && cmds[n-1].Name() == "exec" {
		return cmds[1 : n-1]
	}
	return cmds
}

func firstError(cmds []redis.Cmder) error {
	for _, cmd := range cmds {
		if err := cmd.Err(); err != nil {
			return err
		}
	}
	return nil
}
