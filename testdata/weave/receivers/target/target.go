package target

import (
	"net/http"
	str "strings"
)

type Stack struct{ items []int }

func (s *Stack) Add(n int) { s.items = append(s.items, n) }

func (s Stack) Len() int {
	return len(s.items)
}

func (Stack) Kind() string { return "stack" }

type node struct{ name string }

func (n *node) walk(deep bool) string {
	return n.name
}

func Walk() string { return (&node{"root"}).walk(true) }

type List[T any] struct{ all []T }

func (l *List[T]) Push(v T) int {
	l.all = append(l.all, v)
	return len(l.all)
}

func Join(sep string, parts ...string) string {
	return str.Join(parts, sep)
}

func Unnamed(int, *http.Request, func(a, b int) error) string { return "unnamed" }

func Blank(_ int, _, last string) string {
	return last
}
