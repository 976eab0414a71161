// Package mongov2 holds the hooks for go.mongodb.org/mongo-driver/v2: one client span for each operation, with all its tries.
package mongov2
