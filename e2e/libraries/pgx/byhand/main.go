// The same program, instrumented by hand with otelpgx.
package main

import (
	"context"
	"os"

	"github.com/exaring/otelpgx"
	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/pgx/scenarios"
)

func main() {
	scenarios.Run(context.Background(), os.Getenv("POSTGRES_URL"), func(config *pgxpool.Config) {
		config.ConnConfig.Tracer = otelpgx.NewTracer()
	})
}
