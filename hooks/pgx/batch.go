package pgx

import (
	"reflect"
	"strings"

	"github.com/jackc/pgx/v5"

	"otel-go.internal/hooks/internal/db"
	"otel-go.internal/hooks/internal/semconv"
)

// describeBatch follows the conventions: a batch of one is like the statement alone.
func (t *tracer) describeBatch(conn *pgx.Conn, batch *pgx.Batch) *db.Prepared {
	texts := queued(batch)
	if len(texts) == 1 {
		return t.target.Statement(sqlOf(conn, texts[0]))
	}
	operation, collection := "", ""
	all := make([]string, 0, len(texts))
	for i, text := range texts {
		s := t.target.Statement(sqlOf(conn, text)).Statement
		all = append(all, s.Text)
		if i == 0 {
			operation, collection = s.Operation, s.Collection
		}
		if s.Operation != operation {
			operation = ""
		}
		if s.Collection != collection {
			collection = ""
		}
	}
	name := "BATCH"
	if operation != "" {
		name += " " + operation
	}
	s := db.Statement{Operation: name, Collection: collection, Text: db.Cut(strings.Join(all, "; "))}
	return t.target.Describe(s, strings.Join(texts, "; "), semconv.DBOperationBatchSize(batch.Len()))
}

// queued returns the statements of a batch. The fields have other names in v5.0.
//
// Source: batch.go of pgx v5.0.0 to v5.12.0.
func queued(batch *pgx.Batch) []string {
	if batch == nil {
		return nil
	}
	list := named(reflect.ValueOf(batch).Elem(), "QueuedQueries", "queuedQueries")
	if list.Kind() != reflect.Slice {
		return nil
	}
	texts := make([]string, 0, list.Len())
	for i := range list.Len() {
		item := list.Index(i)
		if item.Kind() != reflect.Pointer || item.IsNil() || item.Elem().Kind() != reflect.Struct {
			return nil
		}
		if text := named(item.Elem(), "SQL", "query"); text.Kind() == reflect.String {
			texts = append(texts, text.String())
		}
	}
	return texts
}

func named(v reflect.Value, names ...string) reflect.Value {
	for _, name := range names {
		if f := v.FieldByName(name); f.IsValid() {
			return f
		}
	}
	return reflect.Value{}
}
