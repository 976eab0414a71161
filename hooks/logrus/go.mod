module otel-go.internal/hooks/logrus

go 1.25

require (
	github.com/sirupsen/logrus v1.4.2
	go.opentelemetry.io/otel/trace v1.39.0
	otel-go.internal/hooks v0.0.0
)

require (
	github.com/cespare/xxhash/v2 v2.3.0 // indirect
	github.com/go-logr/logr v1.4.3 // indirect
	github.com/go-logr/stdr v1.2.2 // indirect
	github.com/konsorten/go-windows-terminal-sequences v1.0.1 // indirect
	go.opentelemetry.io/auto/sdk v1.2.1 // indirect
	go.opentelemetry.io/otel v1.39.0 // indirect
	go.opentelemetry.io/otel/metric v1.39.0 // indirect
	golang.org/x/sys v0.39.0 // indirect
)

replace otel-go.internal/hooks => ..
