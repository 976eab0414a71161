// Package pool holds the hooks for go.mongodb.org/mongo-driver/v2/x/mongo/driver/topology: the metrics of pools.
package pool
