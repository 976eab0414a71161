package databasesql

import (
	"database/sql/driver"
	"net"
	"net/url"
	"reflect"
	"strconv"
	"strings"

	"otel-go.internal/hooks/internal/db"
)

// systems are the values of db.system.name by the import path of the driver.
var systems = []struct{ path, system string }{
	{"github.com/go-sql-driver/mysql", "mysql"},
	{"github.com/jackc/pgx/", "postgresql"},
	{"github.com/lib/pq", "postgresql"},
	{"github.com/mattn/go-sqlite3", "sqlite"},
	{"modernc.org/sqlite", "sqlite"},
	{"github.com/glebarez/go-sqlite", "sqlite"},
	{"github.com/ncruces/go-sqlite3", "sqlite"},
	{"github.com/microsoft/go-mssqldb", "microsoft.sql_server"},
	{"github.com/denisenkom/go-mssqldb", "microsoft.sql_server"},
	{"github.com/sijms/go-ora", "oracle.db"},
	{"github.com/godror/godror", "oracle.db"},
	{"github.com/ClickHouse/clickhouse-go", "clickhouse"},
	{"github.com/trinodb/trino-go-client", "trino"},
	{"github.com/googleapis/go-sql-spanner", "gcp.spanner"},
}

// describe tells which server a connector leads to. Byhand is true where the connector or its driver are those of a package
// that traces every call itself.
func describe(connector driver.Connector) (server db.Server, byhand bool) {
	if connector == nil {
		return db.Server{}, false
	}
	paths := []string{packageOf(connector), packageOf(connector.Driver())}
	for _, path := range paths {
		if strings.Contains(path, "otelsql") {
			return db.Server{}, true
		}
	}
	for _, known := range systems {
		if strings.HasPrefix(paths[0], known.path) || strings.HasPrefix(paths[1], known.path) {
			server.System = known.system
			break
		}
	}
	if server.System == "sqlite" {
		return server, false // a file: its path is nobody's business
	}
	settings := search{server: &server}
	settings.visit(reflect.ValueOf(connector), 0)
	return server, false
}

func packageOf(v any) string {
	t := reflect.TypeOf(v)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil {
		return ""
	}
	return t.PkgPath()
}

// search looks for the settings of a connection in a connector: a struct that has fields for host and database, else a text that
// is a data source name.
type search struct {
	server *db.Server
	seen   int
}

const (
	maxDepth   = 4
	maxVisited = 200
)

func (s *search) visit(v reflect.Value, depth int) bool {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return false
		}
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct || depth > maxDepth {
		return false
	}
	if s.settings(v) {
		return true
	}
	for i := range v.NumField() {
		if s.seen++; s.seen > maxVisited {
			return false
		}
		name, f := strings.ToLower(v.Type().Field(i).Name), v.Field(i)
		if f.Kind() == reflect.String && (name == "dsn" || name == "name" || name == "connstring") {
			if parseDSN(f.String(), s.server) {
				return true
			}
		}
	}
	for i := range v.NumField() {
		if s.visit(v.Field(i), depth+1) {
			return true
		}
	}
	return false
}

// settings reads a struct such as mysql.Config or pgconn.Config.
func (s *search) settings(v reflect.Value) bool {
	host := text(v, "Host", "Server")
	address := text(v, "Addr")
	if host == "" && address == "" {
		return false
	}
	s.server.Namespace = text(v, "DBName", "Database", "DatabaseName")
	if host != "" {
		s.server.Address = host
		if port := v.FieldByName("Port"); port.IsValid() && port.CanUint() {
			s.server.Port = int(port.Uint())
		} else if port.IsValid() && port.CanInt() {
			s.server.Port = int(port.Int())
		}
		return true
	}
	setAddress(s.server, address)
	return true
}

func text(v reflect.Value, names ...string) string {
	for _, name := range names {
		if f := v.FieldByName(name); f.IsValid() && f.Kind() == reflect.String && f.String() != "" {
			return f.String()
		}
	}
	return ""
}

// setAddress reads host:port, a host, or the path of a socket.
func setAddress(server *db.Server, address string) {
	host, port, err := net.SplitHostPort(address)
	if err != nil || strings.HasPrefix(address, "/") {
		server.Address = address
		return
	}
	server.Address = host
	server.Port, _ = strconv.Atoi(port)
}

// parseDSN reads the three forms that drivers have: a URL, `key=value …`, and `user:password@net(address)/database?…`.
func parseDSN(dsn string, server *db.Server) bool {
	if scheme, _, ok := strings.Cut(dsn, "://"); ok && !strings.ContainsAny(scheme, "@/ ='") {
		return parseURL(dsn, server)
	}
	if slash := strings.LastIndexByte(dsn, '/'); slash >= 0 && strings.Contains(dsn[:slash], "(") {
		return parseMySQL(dsn, server)
	}
	if strings.Contains(dsn, "=") {
		return parsePairs(dsn, server)
	}
	return false
}

func parseURL(dsn string, server *db.Server) bool {
	u, err := url.Parse(dsn)
	if err != nil || u.Host == "" {
		return false
	}
	first, _, _ := strings.Cut(u.Host, ",")
	setAddress(server, strings.Trim(first, "[]"))
	if strings.HasPrefix(first, "[") && strings.Contains(first, "]:") {
		setAddress(server, first)
	}
	server.Namespace = strings.TrimPrefix(u.Path, "/")
	if name := u.Query().Get("database"); name != "" {
		server.Namespace = name
	}
	return true
}

func parseMySQL(dsn string, server *db.Server) bool {
	rest := dsn[strings.LastIndexByte(dsn[:strings.LastIndexByte(dsn, '(')+1], '@')+1:]
	open, end := strings.IndexByte(rest, '('), strings.IndexByte(rest, ')')
	if open < 0 || end < open {
		return false
	}
	setAddress(server, rest[open+1:end])
	if _, name, ok := strings.Cut(rest[end:], "/"); ok {
		server.Namespace, _, _ = strings.Cut(name, "?")
	}
	return true
}

func parsePairs(dsn string, server *db.Server) bool {
	separator := " "
	if strings.Contains(dsn, ";") {
		separator = ";"
	}
	for _, pair := range strings.Split(dsn, separator) {
		key, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
		value = strings.Trim(value, "'")
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "host", "server":
			server.Address, _, _ = strings.Cut(value, ",")
		case "port":
			server.Port, _ = strconv.Atoi(value)
		case "dbname", "database", "initial catalog":
			server.Namespace = value
		}
	}
	return server.Address != "" || server.Namespace != ""
}
