package db

// word reads a keyword or an identifier without quotes.
func (s *summary) word(upper, text string) {
	top := s.top()
	switch {
	case !s.started:
		s.begin(upper)
		return
	case s.ddl:
		s.ddlObject(upper)
		return
	case top.expect != nothing && !skipped(upper) && !isClause(upper):
		s.identifier(text)
		return
	}
	switch upper {
	case "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE":
		s.query(upper)
	case "FROM":
		if s.previous != "DISTINCT" && (top.query == "SELECT" || top.query == "DELETE" || top.query == "UPDATE") {
			top.expect = tableList
		}
	case "JOIN":
		top.expect = oneTable
	case "INTO":
		if top.query == "INSERT" || top.query == "REPLACE" || top.query == "MERGE" {
			top.expect = oneTable
		}
	case "USING":
		if top.query == "DELETE" || top.query == "MERGE" {
			top.expect = tableList
		}
	case "ON":
		if s.operation == "CREATE INDEX" && len(s.tables) == 0 {
			top.expect = oneTable
		}
		top.list = false
	default:
		if isClause(upper) {
			top.list, top.expect = false, nothing
		}
	}
}

// query is an operation keyword that is not the first word: of a subquery, behind WITH or UNION, or a clause like FOR UPDATE.
func (s *summary) query(upper string) {
	top := s.top()
	clause := upper != "SELECT" && (s.previous == "FOR" || s.previous == "ON" || s.previous == "THEN" || s.previous == "KEY" || s.previous == "DO" || s.previous == "OR")
	if clause || upper == "REPLACE" && !s.with {
		return
	}
	if len(s.frames) == 1 && s.with {
		s.with = false
		if s.statements == 1 {
			s.operation = upper
		}
	}
	top.query, top.list, top.expect = upper, false, nothing
	if upper == "UPDATE" {
		top.expect = oneTable
	}
	s.parts = append(s.parts, upper)
}

// begin reads the first word of a statement.
func (s *summary) begin(upper string) {
	s.started = true
	if s.statements++; s.statements > 1 && len(s.parts) > 0 {
		s.parts[len(s.parts)-1] += ";"
	}
	top := s.top()
	if upper == "WITH" {
		s.with, top.expect = true, cteName
		return
	}
	top.query = upper
	switch upper {
	case "UPDATE", "TRUNCATE":
		top.expect = oneTable
	case "INSERT", "REPLACE":
		top.expect = oneTable // INTO may be left out
	case "CALL", "EXEC", "EXECUTE":
		top.expect = procedure
	case "CREATE", "ALTER", "DROP":
		s.ddl = true
	}
	s.parts = append(s.parts, upper)
	if s.statements == 1 {
		s.operation = upper
	}
}

// ddlObject reads the words up to the kind of object that CREATE, ALTER or DROP are about.
func (s *summary) ddlObject(upper string) {
	switch upper {
	case "OR", "REPLACE", "TEMP", "TEMPORARY", "UNIQUE", "UNLOGGED", "GLOBAL", "LOCAL", "MATERIALIZED", "RECURSIVE", "FULLTEXT", "SPATIAL":
		return
	}
	s.ddl = false
	last := len(s.parts) - 1
	s.parts[last] += " " + upper
	if s.statements == 1 {
		s.operation = s.parts[last]
	}
	s.top().expect = object
	if upper == "TABLE" {
		s.top().expect = oneTable
	}
}

// skipped are words between a keyword and the name that it announces.
func skipped(upper string) bool {
	switch upper {
	case "ONLY", "LATERAL", "INTO", "TABLE", "IF", "NOT", "EXISTS", "CONCURRENTLY", "RECURSIVE", "OR",
		"IGNORE", "LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "QUICK", "ABORT", "FAIL", "REPLACE", "ROLLBACK":
		return true
	}
	return false
}

// isClause says that the word ends a list of tables, or cannot be a table's name.
func isClause(upper string) bool {
	switch upper {
	case "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "FETCH", "SET", "VALUES", "RETURNING", "UNION", "EXCEPT",
		"INTERSECT", "WINDOW", "FOR", "ON", "SELECT", "FROM", "DEFAULT", "WHEN", "OUTPUT":
		return true
	}
	return false
}
