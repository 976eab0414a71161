// Package mongo holds the hooks for go.mongodb.org/mongo-driver, version 1: one client span for each operation, with all its tries.
package mongo
