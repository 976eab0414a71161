package db

import (
	"errors"
	"reflect"
	"strconv"

	"go.opentelemetry.io/otel/attribute"

	"otel-go.internal/hooks/internal/semconv"
)

// errorAttributes returns error.type, and the database's own code where the error has one.
func errorAttributes(err error) []attribute.KeyValue {
	if code := statusCode(err); code != "" {
		return []attribute.KeyValue{semconv.DBResponseStatusCode(code), semconv.ErrorTypeKey.String(code)}
	}
	return []attribute.KeyValue{semconv.ErrorTypeOf(err, semconv.Canceled)}
}

// statusCode is the SQLSTATE, or the number of an error of MySQL's, SQL Server's or SQLite's drivers.
func statusCode(err error) string {
	var state interface{ SQLState() string }
	if errors.As(err, &state) {
		return state.SQLState()
	}
	var server interface{ SQLErrorNumber() int32 }
	if errors.As(err, &server) {
		return strconv.Itoa(int(server.SQLErrorNumber()))
	}
	for ; err != nil; err = errors.Unwrap(err) {
		if code := numberOf(err); code != "" {
			return code
		}
	}
	return ""
}

// numberFields are the fields that hold the code, by the name of the error's type.
var numberFields = map[string]string{"MySQLError": "Number", "Error": "Code"}

func numberOf(err error) string {
	v := reflect.ValueOf(err)
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return ""
	}
	name := v.Type().Name()
	if name == "Error" && !isSQLite(v.Type().PkgPath()) {
		return ""
	}
	field, ok := numberFields[name]
	if !ok {
		return ""
	}
	number := v.FieldByName(field)
	switch {
	case number.IsValid() && number.CanInt():
		return strconv.FormatInt(number.Int(), 10)
	case number.IsValid() && number.CanUint():
		return strconv.FormatUint(number.Uint(), 10)
	}
	if code, ok := err.(interface{ Code() int }); ok {
		return strconv.Itoa(code.Code())
	}
	return ""
}

func isSQLite(path string) bool {
	switch path {
	case "github.com/mattn/go-sqlite3", "modernc.org/sqlite", "github.com/glebarez/go-sqlite":
		return true
	}
	return false
}
