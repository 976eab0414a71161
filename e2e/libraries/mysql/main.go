// Command mysql talks to a database as a service would: with database/sql and go-sql-driver/mysql, and without a word about
// telemetry but the spans of its own work.
package main

import (
	"context"
	"database/sql"
	"log"
	"os"

	_ "github.com/go-sql-driver/mysql"

	"example.com/mysql/scenarios"
)

func main() {
	db, err := sql.Open("mysql", os.Getenv("MYSQL_DSN"))
	if err != nil {
		log.Fatal(err)
	}
	if err := scenarios.Run(context.Background(), db, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}
