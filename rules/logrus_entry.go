package logrus

// otelEntry is set by otel-go.internal/hooks/logrus. fireHooks calls it before the hooks of the program.
var otelEntry func(*Entry)
