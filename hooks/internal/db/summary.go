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
