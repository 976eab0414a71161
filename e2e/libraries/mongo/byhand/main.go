// The same program, instrumented by hand with otelmongo.
package main

import (
	"go.opentelemetry.io/contrib/instrumentation/go.mongodb.org/mongo-driver/mongo/otelmongo"

	"example.com/mongo/scenarios"
)

func main() {
	scenarios.Run(otelmongo.NewMonitor())
}
