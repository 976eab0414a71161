// The same program, instrumented by hand with gorm's plugin.
package main

import (
	"gorm.io/gorm"
	"gorm.io/plugin/opentelemetry/tracing"

	"example.com/gorm/scenarios"
)

func main() {
	scenarios.Run(func(db *gorm.DB) error { return db.Use(tracing.NewPlugin(tracing.WithoutMetrics())) })
}
