// A program that uses Redis and knows nothing of telemetry.
package main

import (
	"github.com/redis/go-redis/v9"

	"example.com/redis/scenarios"
)

func main() {
	scenarios.Run(func(redis.UniversalClient) {})
}
