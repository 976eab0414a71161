package databasesql

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"sync/atomic"

	"otel-go.internal/hooks/internal/field"
)

// Fields of database/sql's types that are not exported.
//
// Source: database/sql/sql.go of Go 1.25 and 1.26.
var (
	dbConnector = field.Of[sql.DB, driver.Connector]("connector")
	stmtDB      = field.Of[sql.Stmt, *sql.DB]("db")
	stmtQuery   = field.Of[sql.Stmt, string]("query")
	connDB      = field.Of[sql.Conn, *sql.DB]("db")
	txDB        = field.Of[sql.Tx, *sql.DB]("db")
	txContext   = field.Of[sql.Tx, context.Context]("ctx")
	txDone      = field.Of[sql.Tx, atomic.Bool]("done")
	rowsRelease = field.Of[sql.Rows, func(error)]("releaseConn")
	rowsError   = field.Of[sql.Rows, error]("lasterr")
)
