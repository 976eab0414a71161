// Command pgx talks to PostgreSQL as a service would, by pgx itself and through database/sql, and without a word about telemetry
// but the spans of its own work.
package main

import (
	"context"
	"os"

	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/pgx/scenarios"
)

func main() {
	scenarios.Run(context.Background(), os.Getenv("POSTGRES_URL"), func(*pgxpool.Config) {})
}
