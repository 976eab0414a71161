package db

import (
	"strings"
	"unicode/utf8"
)

// maxText is where a statement's text is cut.
const maxText = 8192

// tokenKind is what the reader of the summary is told about a token.
type tokenKind uint8

const (
	tokenOther  tokenKind = iota // an operator, a literal, a placeholder
	tokenWord                    // a keyword, or an identifier without quotes
	tokenQuoted                  // an identifier in quotes
	tokenPunct                   // one of ( ) , ; .
)

// lexer reads a statement once: it writes the text without literals and comments, and tells the summary what it reads.
type lexer struct {
	dialect Dialect
	text    string
	at      int
	out     strings.Builder
	summary summary
}

// Analyse reads a statement, as far as its text is told.
func Analyse(text string, dialect Dialect) Statement {
	l := lexer{dialect: dialect, text: text}
	l.out.Grow(min(len(text), maxText))
	for l.at < len(text) && l.out.Len() <= maxText {
		l.next()
	}
	s := l.summary.statement()
	s.Text = cut(strings.TrimSpace(l.out.String()), maxText)
	return s
}

// cut shortens text to at most limit bytes, at a rune's boundary.
func cut(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit]
}

func (l *lexer) peek(offset int) byte {
	if l.at+offset < len(l.text) {
		return l.text[l.at+offset]
	}
	return 0
}

func (l *lexer) next() {
	c := l.text[l.at]
	switch {
	case c == '-' && l.peek(1) == '-', c == '#' && l.dialect.Hash:
		l.lineComment()
	case c == '/' && l.peek(1) == '*':
		l.blockComment()
	case c == '\'' || c == '"' && l.dialect.DoubleQuoted:
		l.literal(l.quoted(c, l.dialect.Backslash))
	case c == '"' || c == '`':
		l.identifier(l.quoted(c, false))
	case c == '[' && l.dialect.Brackets && isWordStart(l.peek(1)):
		l.identifier(l.bracketed())
	case c == '$':
		l.dollar()
	case c == ':' && isWordStart(l.peek(1)) || c == '@':
		l.verbatim(1 + l.wordLength(1))
	case c == ':' && l.peek(1) == ':':
		l.verbatim(2)
	case isDigit(c), c == '.' && isDigit(l.peek(1)) && !l.summary.afterName():
		l.literal(l.number())
	case isWordStart(c):
		l.word()
	case strings.IndexByte("(),;.", c) >= 0:
		l.summary.token(tokenPunct, l.text[l.at:l.at+1])
		l.write(1)
	case isSpace(c):
		l.write(1)
	default:
		l.verbatim(1)
	}
}

// write copies n bytes to the output.
func (l *lexer) write(n int) {
	l.out.WriteString(l.text[l.at : l.at+n])
	l.at += n
}

func (l *lexer) verbatim(n int) {
	l.write(n)
	l.summary.token(tokenOther, "")
}

// literal replaces n bytes.
func (l *lexer) literal(n int) {
	l.out.WriteByte('?')
	l.at += n
	l.summary.token(tokenOther, "")
}

func (l *lexer) identifier(n int) {
	name := l.text[l.at : l.at+n]
	if len(name) >= 2 {
		name = name[1 : len(name)-1]
	}
	l.summary.token(tokenQuoted, name)
	l.write(n)
}

func (l *lexer) word() {
	n := l.wordLength(0)
	w := l.text[l.at : l.at+n]
	if l.peek(n) == '\'' && len(w) == 1 && strings.IndexByte("eEnNxXbB", w[0]) >= 0 {
		l.at += n
		l.literal(l.quoted('\'', l.dialect.Backslash || w[0]|0x20 == 'e'))
		return
	}
	l.summary.token(tokenWord, w)
	l.write(n)
}

// wordLength is the number of bytes of the word that begins offset bytes from here.
func (l *lexer) wordLength(offset int) int {
	n := 0
	for c := l.peek(offset); c != 0 && (isWordStart(c) || isDigit(c) || c == '$'); c = l.peek(offset + n) {
		n++
	}
	return n
}

// quoted is the length of what begins here with a quote and ends with the same one; a doubled quote does not end it. Without an
// end it is everything that follows.
func (l *lexer) quoted(quote byte, backslash bool) int {
	for n := 1; l.at+n < len(l.text); n++ {
		switch c := l.text[l.at+n]; {
		case c == '\\' && backslash:
			n++
		case c != quote:
		case l.peek(n+1) == quote:
			n++
		default:
			return n + 1
		}
	}
	return len(l.text) - l.at
}

func (l *lexer) bracketed() int {
	if end := strings.IndexByte(l.text[l.at:], ']'); end >= 0 {
		return end + 1
	}
	return len(l.text) - l.at
}

// dollar reads $1, or a string in dollar quotes.
func (l *lexer) dollar() {
	n := 1 + l.wordLengthWithoutDollar(1)
	if isDigit(l.peek(1)) || !l.dialect.Dollar || l.peek(n) != '$' {
		l.verbatim(n)
		return
	}
	tag := l.text[l.at : l.at+n+1]
	body := l.text[l.at+len(tag):]
	if end := strings.Index(body, tag); end >= 0 {
		l.literal(2*len(tag) + end)
		return
	}
	l.literal(len(l.text) - l.at)
}

func (l *lexer) wordLengthWithoutDollar(offset int) int {
	n := 0
	for c := l.peek(offset); isWordStart(c) || isDigit(c); c = l.peek(offset + n) {
		n++
	}
	return n
}

func (l *lexer) number() int {
	n := 1
	for ; ; n++ {
		c := l.peek(n)
		sign := (c == '+' || c == '-') && l.text[l.at+n-1]|0x20 == 'e' && l.peek(1)|0x20 != 'x' && isDigit(l.peek(n+1))
		if !sign && c != '.' && !isDigit(c) && !isWordStart(c) {
			return n
		}
	}
}

// lineComment leaves the line's end.
func (l *lexer) lineComment() {
	end := strings.IndexByte(l.text[l.at:], '\n')
	if end < 0 {
		end = len(l.text) - l.at
	}
	l.at += end
}

func (l *lexer) blockComment() {
	depth, n := 0, 0
	for l.at+n < len(l.text) {
		switch {
		case l.peek(n) == '/' && l.peek(n+1) == '*' && (depth == 0 || l.dialect.Dollar):
			depth++
			n += 2
		case l.peek(n) == '*' && l.peek(n+1) == '/':
			depth--
			n += 2
		default:
			n++
		}
		if depth == 0 {
			break
		}
	}
	l.at = min(l.at+n, len(l.text))
	// One blank stands for it, so that what it separated stays separate.
	if text := l.out.String(); text != "" && !isSpace(text[len(text)-1]) && !isSpace(l.peek(0)) {
		l.out.WriteByte(' ')
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

func isWordStart(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= utf8.RuneSelf
}

// Cut shortens a text that has been put together from several to the length of one.
func Cut(text string) string { return cut(text, maxText) }
