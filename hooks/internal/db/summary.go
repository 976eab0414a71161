package db

import "strings"

// maxSummary is where db.query.summary ends, by the conventions.
const maxSummary = 255

// Statement is what is known of a statement without its literals. Empty strings are unknown.
type Statement struct {
	// Text is the statement with ? in place of literals and without comments.
	Text string
	// Summary is the operations and their targets, in the order of the text, if there are targets.
	Summary string
	// Operation is the one of the only statement in the text.
	Operation string
	// Collection is the only table that the text names.
	Collection string
}

// expectation is what the next identifier is.
type expectation uint8

const (
	nothing   expectation = iota
	oneTable              // a table: INTO t, UPDATE t, JOIN t
	tableList             // the first of several: FROM a, b
	object                // what CREATE, ALTER and DROP are about
	procedure             // CALL p
	cteName               // WITH name
)

// frame is one level of parentheses.
type frame struct {
	query  string // SELECT, INSERT, … once there is one
	list   bool   // a comma is followed by a table
	expect expectation
}

// summary follows the tokens of a statement.
type summary struct {
	frames     []frame
	parts      []string
	named      bool // parts has a target; operations alone are no summary
	operation  string
	tables     []string
	ctes       []string
	statements int
	started    bool // inside a statement
	with       bool // before the operation that WITH belongs to
	ddl        bool // op is CREATE, ALTER or DROP and wants the kind of its object
	previous   string
	// name is the identifier that is being read, with its qualifiers; dotted says that a dot came last.
	name   string
	dotted bool
	// function says that the name is no table if a parenthesis follows.
	function bool
}

func (s *summary) top() *frame {
	if len(s.frames) == 0 {
		s.frames = append(make([]frame, 0, 4), frame{})
	}
	return &s.frames[len(s.frames)-1]
}

// afterName says that what comes next may belong to an identifier.
func (s *summary) afterName() bool { return s.name != "" || s.previous == "." }

func (s *summary) token(kind tokenKind, text string) {
	if s.name != "" {
		switch {
		case s.dotted && (kind == tokenWord || kind == tokenQuoted):
			s.name, s.dotted = s.name+"."+text, false
			return
		case kind == tokenPunct && text == ".":
			s.dotted = true
			return
		case kind == tokenPunct && text == "(" && s.function:
			s.name = ""
		default:
			s.finishName()
		}
	}
	switch kind {
	case tokenPunct:
		s.punct(text)
		s.previous = text
	case tokenQuoted:
		s.identifier(text)
		s.previous = ""
	case tokenWord:
		upper := strings.ToUpper(text)
		s.word(upper, text)
		s.previous = upper
	default:
		s.top().expect = nothing
		s.previous = ""
	}
}

func (s *summary) punct(text string) {
	switch top := s.top(); text {
	case "(":
		top.list = top.list || top.expect == tableList
		if top.expect == oneTable || top.expect == tableList {
			top.expect = nothing
		}
		s.frames = append(s.frames, frame{})
	case ")":
		if len(s.frames) > 1 {
			s.frames = s.frames[:len(s.frames)-1]
		}
	case ",":
		switch {
		case s.with && len(s.frames) == 1:
			top.expect = cteName
		case top.list:
			top.expect = tableList
		}
	case ";":
		if len(s.frames) == 1 {
			*top = frame{}
			s.started, s.with, s.ddl = false, false, false
		}
	}
}

// identifier begins a name if one is expected.
func (s *summary) identifier(text string) {
	top := s.top()
	switch top.expect {
	case nothing:
		return
	case cteName:
		s.ctes = append(s.ctes, text)
		top.expect = nothing
		return
	case tableList:
		top.list = true
		s.function = true
	default:
		s.function = top.expect == oneTable && s.previous == "JOIN"
	}
	s.name = text
}

func (s *summary) finishName() {
	name, top := s.name, s.top()
	s.name, s.dotted = "", false
	expect := top.expect
	top.expect = nothing
	for _, cte := range s.ctes {
		if strings.EqualFold(cte, name) {
			return
		}
	}
	s.parts, s.named = append(s.parts, name), true
	if expect == procedure || expect == object {
		return
	}
	for _, known := range s.tables {
		if known == name {
			return
		}
	}
	s.tables = append(s.tables, name)
}

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

func (s *summary) statement() Statement {
	if s.name != "" {
		s.finishName()
	}
	st := Statement{Operation: s.operation}
	if s.named {
		st.Summary = joined(s.parts)
	}
	if s.statements > 1 {
		st.Operation = ""
	} else if len(s.tables) == 1 {
		st.Collection = s.tables[0]
	}
	return st
}

// joined keeps whole words only.
func joined(parts []string) string {
	var b strings.Builder
	for _, part := range parts {
		if b.Len()+1+len(part) > maxSummary {
			break
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(part)
	}
	return b.String()
}
