package logrus

// otelEntry is set by otel-go.internal/hooks/logrus. fireHooks calls it before the hooks of the program, and what it returns, if
// anything, after them.
var otelEntry func(*Entry) func()
