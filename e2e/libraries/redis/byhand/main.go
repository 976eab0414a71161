// The same program, instrumented by hand with redisotel.
package main

import (
	"log"

	"github.com/redis/go-redis/extra/redisotel/v9"
	"github.com/redis/go-redis/v9"

	"example.com/redis/scenarios"
)

func main() {
	scenarios.Run(func(client redis.UniversalClient) {
		if err := redisotel.InstrumentTracing(client, redisotel.WithDBStatement(false)); err != nil {
			log.Fatal(err)
		}
	})
}
