package db

// Dialect is what differs between databases in how a statement's text is read.
type Dialect struct {
	// DoubleQuoted says that "…" is a string, not an identifier.
	DoubleQuoted bool
	// Backslash says that \ escapes in every string, not only in those written E'…'.
	Backslash bool
	// Hash says that # begins a comment.
	Hash bool
	// Dollar says that $tag$…$tag$ is a string, and that comments nest.
	Dollar bool
	// Brackets says that […] is an identifier.
	Brackets bool
}

// DialectOf returns the dialect of a value of db.system.name. Of an unknown system everything that is a literal anywhere counts
// as one, so that none gets through.
func DialectOf(system string) Dialect {
	switch system {
	case "mysql", "mariadb":
		return Dialect{DoubleQuoted: true, Backslash: true, Hash: true}
	case "postgresql", "cockroachdb":
		return Dialect{Dollar: true}
	case "microsoft.sql_server":
		return Dialect{Brackets: true}
	case "sqlite":
		return Dialect{Brackets: true}
	case "oracle.db", "trino", "gcp.spanner":
		return Dialect{}
	case "clickhouse":
		return Dialect{Backslash: true}
	}
	return Dialect{DoubleQuoted: true, Dollar: true}
}
