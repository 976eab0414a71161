// Package scenarios is what the program does, however it is instrumented.
package scenarios

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.opentelemetry.io/otel"
)

type scenario struct {
	name string
	run  func(context.Context, *sql.DB) error
}

var all = []scenario{
	{"setup", setup},
	{"exec", exec},
	{"query", query},
	{"no rows", noRows},
	{"without context", withoutContext},
	{"prepared", prepared},
	{"commit", commit},
	{"rollback", rollback},
	{"error", failing},
	{"cancel", cancelled},
	{"cancel rows", cancelledRows},
	{"cancel transaction", cancelledTransaction},
	{"held rows", heldRows},
	{"connection", connection},
	{"killed", killed},
	{"panic", panicking},
}

// Run runs the scenarios with the given names, or all of them, each inside a span of its own.
func Run(ctx context.Context, db *sql.DB, names []string) error {
	db.SetMaxOpenConns(4)
	for _, s := range all {
		if len(names) > 0 && !slices.Contains(names, s.name) {
			continue
		}
		ctx, span := otel.Tracer("example.com/mysql").Start(ctx, s.name)
		err := s.run(ctx, db)
		span.End()
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}

func setup(ctx context.Context, db *sql.DB) error {
	for _, statement := range []string{
		"DROP TABLE IF EXISTS users",
		"CREATE TABLE users (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(50) UNIQUE, age INT)",
		"INSERT INTO users (name, age) VALUES ('alice', 30), ('bob', 41) -- the first two",
	} {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

func exec(ctx context.Context, db *sql.DB) error {
	result, err := db.ExecContext(ctx, "INSERT INTO users (name, age) VALUES (?, ?)", "carol", 52)
	if err != nil {
		return err
	}
	return want("rows", result.RowsAffected, 1)
}

func want(what string, get func() (int64, error), n int64) error {
	got, err := get()
	if err == nil && got != n {
		err = fmt.Errorf("%s: got %d, want %d", what, got, n)
	}
	return err
}

func query(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT name FROM users WHERE age > 20 AND name <> 'zoe' ORDER BY name")
	if err != nil {
		return err
	}
	defer rows.Close()
	n := int64(0)
	for ; rows.Next(); n++ {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
	}
	return want("names", func() (int64, error) { return n, rows.Err() }, 3)
}

func noRows(ctx context.Context, db *sql.DB) error {
	var id int
	err := db.QueryRowContext(ctx, "SELECT id FROM users WHERE name = ?", "nobody").Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("no error, or another one: %v", err)
	}
	return nil
}

func withoutContext(_ context.Context, db *sql.DB) error {
	var n int
	return db.QueryRow("SELECT COUNT(*) FROM users").Scan(&n)
}

func prepared(ctx context.Context, db *sql.DB) error {
	stmt, err := db.PrepareContext(ctx, "SELECT age FROM users WHERE name = ?")
	if err != nil {
		return err
	}
	defer stmt.Close()
	for _, name := range []string{"alice", "bob"} {
		var age int
		if err := stmt.QueryRowContext(ctx, name).Scan(&age); err != nil {
			return err
		}
	}
	update, err := db.PrepareContext(ctx, "UPDATE users SET age = age + 1 WHERE name = ?")
	if err != nil {
		return err
	}
	defer update.Close()
	_, err = update.ExecContext(ctx, "alice")
	return err
}

func commit(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, "UPDATE users SET age = 0 WHERE id = 1"); err != nil {
		return err
	}
	var age int
	if err := tx.QueryRowContext(ctx, "SELECT age FROM users WHERE id = 1").Scan(&age); err != nil {
		return err
	}
	return tx.Commit()
}

func rollback(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	stmt, err := tx.PrepareContext(ctx, "DELETE FROM users WHERE id = ?")
	if err != nil {
		return err
	}
	if _, err := stmt.ExecContext(ctx, 2); err != nil {
		return err
	}
	return tx.Rollback()
}

func failing(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx, "INSERT INTO users (name) VALUES ('bob')"); err == nil {
		return errors.New("a duplicate is no error")
	}
	if _, err := db.QueryContext(ctx, "SELECT missing FROM users"); err == nil {
		return errors.New("a missing column is no error")
	}
	return nil
}

func cancelled(ctx context.Context, db *sql.DB) error {
	ctx, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	if _, err := db.ExecContext(ctx, "DO SLEEP(10)"); !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("no error, or another one: %v", err)
	}
	return nil
}

func cancelledRows(ctx context.Context, db *sql.DB) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	rows, err := db.QueryContext(ctx, "SELECT name FROM users")
	if err != nil {
		return err
	}
	rows.Next()
	cancel()
	for rows.Next() {
		time.Sleep(time.Millisecond)
	}
	for err = rows.Err(); err == nil; err = rows.Err() {
		time.Sleep(time.Millisecond)
	}
	if err := rows.Close(); err != nil {
		return err
	}
	if !errors.Is(err, context.Canceled) {
		return fmt.Errorf("another error: %w", err)
	}
	return nil
}

func cancelledTransaction(ctx context.Context, db *sql.DB) error {
	inner, cancel := context.WithCancel(ctx)
	tx, err := db.BeginTx(inner, nil)
	if err != nil {
		cancel()
		return err
	}
	cancel()
	// database/sql gives the transaction up by itself.
	for deadline := time.Now().Add(10 * time.Second); db.Stats().InUse > 0; {
		if time.Now().After(deadline) {
			return errors.New("still in a transaction")
		}
		time.Sleep(time.Millisecond)
	}
	if err := tx.Commit(); err == nil {
		return errors.New("committed")
	}
	return nil
}

func heldRows(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT id FROM users")
	if err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "UPDATE users SET age = 1 WHERE id = 1"); err != nil {
		return err
	}
	time.Sleep(100 * time.Millisecond)
	return rows.Close()
}

func connection(ctx context.Context, db *sql.DB) error {
	if err := db.PingContext(ctx); err != nil {
		return err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.PingContext(ctx); err != nil {
		return err
	}
	var one int
	if err := conn.QueryRowContext(ctx, "SELECT 1").Scan(&one); err != nil {
		return err
	}
	tx, err := conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	return tx.Commit()
}

// killed has the server close the connection: the driver says driver.ErrBadConn, and database/sql tries again by itself.
func killed(ctx context.Context, db *sql.DB) error {
	db.SetMaxOpenConns(1)
	defer db.SetMaxOpenConns(4)
	_, _ = db.ExecContext(ctx, "KILL CONNECTION_ID()")
	var one int
	return db.QueryRowContext(ctx, "SELECT 2").Scan(&one)
}

type bomb struct{}

func (bomb) Value() (driver.Value, error) { panic("bomb") }

func panicking(ctx context.Context, db *sql.DB) (err error) {
	defer func() {
		if r := recover(); r != "bomb" {
			err = fmt.Errorf("another panic: %v", r)
		}
	}()
	_, err = db.ExecContext(ctx, "UPDATE users SET age = ?", bomb{})
	return err
}
