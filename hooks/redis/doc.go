// Package redis holds the hooks for github.com/redis/go-redis/v9: one client span for each command, pipeline and transaction that
// goes to a server, whatever client it comes from (single, failover, cluster, ring, connection, WATCH), and the pool's metrics.
package redis
