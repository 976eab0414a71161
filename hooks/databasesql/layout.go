package databasesql

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"reflect"
	"sync/atomic"
	"unsafe"
)

// Fields of database/sql's types that are not exported. Each is looked up by name and checked by type; what needs a field that
// is missing, in another version of Go, is left out.
//
// Source: database/sql/sql.go of Go 1.25 and 1.26.
var (
	dbConnector = fieldOf[sql.DB, driver.Connector]("connector")
	stmtDB      = fieldOf[sql.Stmt, *sql.DB]("db")
	stmtQuery   = fieldOf[sql.Stmt, string]("query")
	connDB      = fieldOf[sql.Conn, *sql.DB]("db")
	txDB        = fieldOf[sql.Tx, *sql.DB]("db")
	txContext   = fieldOf[sql.Tx, context.Context]("ctx")
	txDone      = fieldOf[sql.Tx, atomic.Bool]("done")
	rowsRelease = fieldOf[sql.Rows, func(error)]("releaseConn")
	rowsError   = fieldOf[sql.Rows, error]("lasterr")
)

// field is the place of a field of type F in a struct S; negative if there is none.
type field[S, F any] struct{ offset int }

func fieldOf[S, F any](name string) field[S, F] {
	f, ok := reflect.TypeFor[S]().FieldByName(name)
	if !ok || len(f.Index) != 1 || (f.Type != reflect.TypeFor[F]() && !sameFunc(f.Type, reflect.TypeFor[F]())) {
		return field[S, F]{-1}
	}
	return field[S, F]{int(f.Offset)}
}

// sameFunc lets a named function type stand for the type that it is made of.
func sameFunc(a, b reflect.Type) bool {
	return a.Kind() == reflect.Func && b.Kind() == reflect.Func && a.ConvertibleTo(b)
}

// of returns the field of s, or nil.
func (f field[S, F]) of(s *S) *F {
	if f.offset < 0 || s == nil {
		return nil
	}
	return (*F)(unsafe.Add(unsafe.Pointer(s), f.offset))
}

// get returns the field's value, or the zero value.
func (f field[S, F]) get(s *S) F {
	if p := f.of(s); p != nil {
		return *p
	}
	var zero F
	return zero
}
