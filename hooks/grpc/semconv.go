package grpc

import (
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"

	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

// side holds the instruments of a server or a client. Source: semantic conventions 1.37.0, docs/rpc/rpc-metrics.md.
type side struct {
	duration                  metric.Float64Histogram
	requestSize, responseSize metric.Int64Histogram
	requests, responses       metric.Int64Histogram
}

type instruments struct{ server, client side }

var scope = telemetry.Scope[*instruments]{
	Name:      "otel-go.internal/hooks/grpc",
	SchemaURL: semconv.SchemaURL,
	Make: func(m metric.Meter) *instruments {
		return &instruments{makeSide(m, "server", "inbound"), makeSide(m, "client", "outbound")}
	},
}

func makeSide(m metric.Meter, name, direction string) side {
	count := func(name, unit, description string) metric.Int64Histogram {
		h, err := m.Int64Histogram(name, metric.WithUnit(unit), metric.WithDescription(description))
		if err != nil {
			return noop.Int64Histogram{}
		}
		return h
	}
	prefix := "rpc." + name + "."
	duration, err := m.Float64Histogram(prefix+"duration", metric.WithUnit("ms"), metric.WithDescription("Duration of "+direction+" RPCs."))
	if err != nil {
		duration = noop.Float64Histogram{}
	}
	return side{
		duration:     duration,
		requestSize:  count(prefix+"request.size", "By", "Size of request messages, uncompressed."),
		responseSize: count(prefix+"response.size", "By", "Size of response messages, uncompressed."),
		requests:     count(prefix+"requests_per_rpc", "{count}", "Request messages of an RPC."),
		responses:    count(prefix+"responses_per_rpc", "{count}", "Response messages of an RPC."),
	}
}
