// Package db is what the hooks of database libraries have in common: the span and the metrics of a call by the stable semantic
// conventions for databases (version 1.37.0), statements without their literals, pool metrics.
package db
