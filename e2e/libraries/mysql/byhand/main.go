// The same program, instrumented by hand with otelsql.
package main

import (
	"context"
	"log"
	"os"

	"github.com/XSAM/otelsql"
	_ "github.com/go-sql-driver/mysql"
	"go.opentelemetry.io/otel/attribute"

	"example.com/mysql/scenarios"
)

func main() {
	system := otelsql.WithAttributes(attribute.String("db.system.name", "mysql"))
	db, err := otelsql.Open("mysql", os.Getenv("MYSQL_DSN"), system)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := otelsql.RegisterDBStatsMetrics(db, system); err != nil {
		log.Fatal(err)
	}
	if err := scenarios.Run(context.Background(), db, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}
