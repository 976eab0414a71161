// Package databasesql holds the hooks for database/sql: a client span for each call that reaches the database, from the call to
// its end with all tries, and for a query until its rows are closed; metrics of these calls and of the pools.
//
// Neither drivers nor connections are wrapped, so that they keep every optional interface. What a driver does for a call, with
// other instrumented libraries, is part of the call's span.
package databasesql
