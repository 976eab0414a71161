// Package pool holds the hooks for go.mongodb.org/mongo-driver/x/mongo/driver/topology, version 1: the metrics of pools.
package pool
