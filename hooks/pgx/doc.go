// Package pgx holds the hooks for github.com/jackc/pgx/v5: a client span for each statement, batch, COPY and preparation, from
// the call until its rows are closed.
//
// They are told of by a tracer, pgx's own way, that each connection gets beside the application's; its configuration stays as it
// is. Below database/sql the spans are those of database/sql.
package pgx
