// Package pool holds the hooks for github.com/jackc/pgx/v5/pgxpool: the metrics of pools.
package pool
