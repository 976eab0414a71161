module otel-go.internal/hooks/franzgo

go 1.25

require (
	github.com/twmb/franz-go v1.14.0
	github.com/twmb/franz-go/pkg/kmsg v1.6.1
	go.opentelemetry.io/otel/trace v1.39.0
	otel-go.internal/hooks v0.0.0
)

require (
	github.com/cespare/xxhash/v2 v2.3.0 // indirect
	github.com/go-logr/logr v1.4.3 // indirect
	github.com/go-logr/stdr v1.2.2 // indirect
	github.com/klauspost/compress v1.16.7 // indirect
	github.com/pierrec/lz4/v4 v4.1.18 // indirect
	go.opentelemetry.io/auto/sdk v1.2.1 // indirect
	go.opentelemetry.io/otel v1.39.0 // indirect
	go.opentelemetry.io/otel/metric v1.39.0 // indirect
)

replace otel-go.internal/hooks => ..
