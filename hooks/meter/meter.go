// Package meter is for hooks of users that measure.
package meter

import (
	"go.opentelemetry.io/otel/metric"

	"otel-go.internal/hooks/internal/telemetry"
)

// Provider returns the meter provider that the program's telemetry goes to: the application's own where it has set one, else that of
// the environment. The global one of package otel is the application's to set, and drops what is measured in a program's first seconds.
func Provider() metric.MeterProvider { return telemetry.MeterProvider() }
