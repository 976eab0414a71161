package db

import (
	"hash/maphash"
	"strconv"
	"sync/atomic"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/internal/semconv"
)

// Server is a database as the application names it.
type Server struct {
	// System is a value of db.system.name.
	System string
	// Namespace is the database's name.
	Namespace string
	Address   string
	Port      int
}

// defaultPort of systems; the conventions have server.port in metrics where it is another.
func defaultPort(system string) int {
	switch system {
	case "mysql", "mariadb":
		return 3306
	case "postgresql":
		return 5432
	case "microsoft.sql_server":
		return 1433
	}
	return 0
}

// Target is a server with what is worked out once for each of its statements. It must not be copied.
type Target struct {
	server   Server
	dialect  Dialect
	common   []attribute.KeyValue
	prepared [256]atomic.Pointer[Prepared]
}

// NewTarget makes the target of a server.
func NewTarget(server Server) *Target {
	if server.System == "" {
		server.System = "other_sql"
	}
	if server.Port == 0 && server.Address != "" && server.Address[0] != '/' {
		server.Port = defaultPort(server.System)
	}
	t := &Target{server: server, dialect: DialectOf(server.System)}
	t.common = append(make([]attribute.KeyValue, 0, 4), semconv.DBSystemNameKey.String(server.System))
	if server.Namespace != "" {
		t.common = append(t.common, semconv.DBNamespace(server.Namespace))
	}
	if server.Address != "" {
		t.common = append(t.common, semconv.ServerAddress(server.Address))
	}
	if server.Port != 0 {
		t.common = append(t.common, semconv.ServerPort(server.Port))
	}
	return t
}

// PoolName is the conventions' advice for db.client.connection.pool.name.
func (t *Target) PoolName() string {
	s := t.server
	name := s.Address
	if s.Port != 0 {
		name += ":" + strconv.Itoa(s.Port)
	}
	if s.Namespace != "" {
		name += "/" + s.Namespace
	}
	if name == "" {
		name = s.System
	}
	return name
}

// Prepared is what the calls of one statement have in common.
type Prepared struct {
	// Statement is what it is made of.
	Statement Statement

	key   string
	name  string
	spans []trace.SpanStartOption
	// measured are the attributes of metrics; succeeded is the same as an option.
	measured  []attribute.KeyValue
	succeeded []metric.RecordOption
}

var seed = maphash.MakeSeed()

// Statement returns what is prepared for a statement's text. The texts of a program are few; where they are not, because it
// writes values into them, the last ones are kept, except for long ones.
func (t *Target) Statement(text string) *Prepared {
	if len(text) > maxText {
		return t.prepare(Analyse(text, t.dialect), text)
	}
	slot := &t.prepared[maphash.String(seed, text)%uint64(len(t.prepared))]
	if p := slot.Load(); p != nil && p.key == text {
		return p
	}
	p := t.prepare(Analyse(text, t.dialect), text)
	p.key = text
	slot.Store(p)
	return p
}

// Prepare returns what is prepared for a round trip that has a statement's text and another operation, or none: "PREPARE",
// "COMMIT". The result is kept by the caller where text is empty.
func (t *Target) Prepare(operation, text string) *Prepared {
	s := Analyse(text, t.dialect)
	return t.prepare(Statement{Text: s.Text, Operation: operation, Collection: s.Collection}, text)
}

// Describe is Prepare for a statement that the caller has put together.
func (t *Target) Describe(s Statement, original string, more ...attribute.KeyValue) *Prepared {
	return t.prepare(s, original, more...)
}

func (t *Target) prepare(s Statement, original string, more ...attribute.KeyValue) *Prepared {
	p := &Prepared{Statement: s, name: t.spanName(s)}
	attrs := append(make([]attribute.KeyValue, 0, len(t.common)+4+len(more)), t.common...)
	if s.Operation != "" {
		attrs = append(attrs, semconv.DBOperationName(s.Operation))
	}
	if s.Collection != "" {
		attrs = append(attrs, semconv.DBCollectionName(s.Collection))
	}
	if s.Summary != "" {
		attrs = append(attrs, semconv.DBQuerySummary(s.Summary))
	}
	p.measured = attrs[:len(attrs):len(attrs)]
	p.succeeded = []metric.RecordOption{metric.WithAttributeSet(attribute.NewSet(p.measured...))}
	if text := queryText(s.Text, original); text != "" {
		attrs = append(attrs, semconv.DBQueryText(text))
	}
	attrs = append(attrs, more...)
	p.spans = []trace.SpanStartOption{trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(attrs...)}
	return p
}

// spanName follows docs/db/database-spans.md of the conventions: the summary, else the operation and what it is done to.
func (t *Target) spanName(s Statement) string {
	if s.Summary != "" {
		return s.Summary
	}
	target := s.Collection
	if target == "" {
		target = t.server.Namespace
	}
	if target == "" && t.server.Address != "" {
		target = t.server.Address + ":" + strconv.Itoa(t.server.Port)
	}
	switch {
	case s.Operation == "" && target == "":
		return t.server.System
	case s.Operation == "":
		return target
	case target == "":
		return s.Operation
	}
	return s.Operation + " " + target
}
