// Package scenarios is what the program does, however it is instrumented.
package scenarios

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	_ "github.com/jackc/pgx/v5/stdlib"
	"go.opentelemetry.io/otel"
)

// Run runs all scenarios, first with a pool of pgx, then through database/sql.
func Run(ctx context.Context, url string, configure func(*pgxpool.Config)) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		log.Fatal(err)
	}
	configure(config)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range []struct {
		name string
		run  func(context.Context, *pgxpool.Pool) error
	}{
		{"setup", setup},
		{"query", query},
		{"no rows", noRows},
		{"prepared", prepared},
		{"transaction", transaction},
		{"batch", batch},
		{"copy", copyRows},
		{"error", failing},
		{"cancel", cancelled},
		{"held rows", heldRows},
	} {
		step(ctx, s.name, func(ctx context.Context) error { return s.run(ctx, pool) })
	}
	db, err := sql.Open("pgx", url)
	if err != nil {
		log.Fatal(err)
	}
	step(ctx, "database/sql", func(ctx context.Context) error { return throughSQL(ctx, db) })
}

// step runs one scenario inside a span.
func step(ctx context.Context, name string, run func(context.Context) error) {
	ctx, span := otel.Tracer("example.com/pgx").Start(ctx, name)
	defer span.End()
	if err := run(ctx); err != nil {
		log.Fatalf("%s: %v", name, err)
	}
}

func setup(ctx context.Context, pool *pgxpool.Pool) error {
	for _, statement := range []string{
		"DROP TABLE IF EXISTS users",
		"CREATE TABLE users (id SERIAL PRIMARY KEY, name TEXT UNIQUE, age INT)",
		"INSERT INTO users (name, age) VALUES ('alice', 30), ('bob', 41)",
	} {
		if _, err := pool.Exec(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

func query(ctx context.Context, pool *pgxpool.Pool) error {
	rows, err := pool.Query(ctx, `SELECT name FROM "public"."users" WHERE age > $1 AND name <> 'zoe'`, 20)
	if err != nil {
		return err
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err == nil && len(names) != 2 {
		err = fmt.Errorf("names %v", names)
	}
	return err
}

func noRows(ctx context.Context, pool *pgxpool.Pool) error {
	var id int
	if err := pool.QueryRow(ctx, "SELECT id FROM users WHERE name = $1", "nobody").Scan(&id); !errors.Is(err, pgx.ErrNoRows) {
		return fmt.Errorf("no error, or another one: %v", err)
	}
	return nil
}

func prepared(ctx context.Context, pool *pgxpool.Pool) error {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	if _, err := conn.Conn().Prepare(ctx, "age", "SELECT age FROM users WHERE name = $1"); err != nil {
		return err
	}
	var age int
	return conn.QueryRow(ctx, "age", "bob").Scan(&age)
}

func transaction(ctx context.Context, pool *pgxpool.Pool) error {
	err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE users SET age = age + 1 WHERE id = $1", 1)
		return err
	})
	if err != nil {
		return err
	}
	tx, err := pool.Begin(ctx)
	if err != nil {
		return err
	}
	return tx.Rollback(ctx)
}

func batch(ctx context.Context, pool *pgxpool.Pool) error {
	b := &pgx.Batch{}
	b.Queue("INSERT INTO users (name) VALUES ($1)", "dora")
	b.Queue("INSERT INTO users (name) VALUES ('emil')")
	if err := pool.SendBatch(ctx, b).Close(); err != nil {
		return err
	}
	one := &pgx.Batch{}
	one.Queue("SELECT 1 FROM users")
	return pool.SendBatch(ctx, one).Close()
}

func copyRows(ctx context.Context, pool *pgxpool.Pool) error {
	_, err := pool.CopyFrom(ctx, pgx.Identifier{"users"}, []string{"name"}, pgx.CopyFromRows([][]any{{"fritz"}, {"gina"}}))
	return err
}

func failing(ctx context.Context, pool *pgxpool.Pool) error {
	if _, err := pool.Exec(ctx, "INSERT INTO users (name) VALUES ('bob')"); err == nil {
		return errors.New("a duplicate is no error")
	}
	return nil
}

func cancelled(ctx context.Context, pool *pgxpool.Pool) error {
	ctx, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	if _, err := pool.Exec(ctx, "SELECT pg_sleep(10)"); !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("no error, or another one: %v", err)
	}
	return nil
}

func heldRows(ctx context.Context, pool *pgxpool.Pool) error {
	rows, err := pool.Query(ctx, "SELECT id FROM users")
	if err != nil {
		return err
	}
	if _, err := pool.Exec(ctx, "UPDATE users SET age = 1 WHERE id = 1"); err != nil {
		return err
	}
	time.Sleep(100 * time.Millisecond)
	rows.Close()
	return rows.Err()
}

func throughSQL(ctx context.Context, db *sql.DB) error {
	var n int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM users WHERE age > $1", 0).Scan(&n); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM users WHERE name = 'emil'"); err != nil {
		return err
	}
	return tx.Commit()
}
