package hooks

import (
	"fmt"

	"example.com/w/receivers/target"
)

func BeforeAdd(s *target.Stack, n int)                 { fmt.Println("add", s.Len(), n) }
func BeforeLen(_ target.Stack)                         { fmt.Println("len") }
func BeforeKind(s target.Stack)                        { fmt.Println("kind", s.Len()) }
func BeforeWalk(n any, deep bool)                      { fmt.Printf("walk %T %v\n", n, deep) }
func BeforePush(l any, v any)                          { fmt.Printf("push %T %v\n", l, v) }
func BeforeJoin(sep string, parts []string)            { fmt.Println("join", sep, len(parts)) }
func BeforeUnnamed(n int, _ any, f func(int, int) error) { fmt.Println("unnamed", n, f == nil) }
func BeforeBlank(n int, _ any, last string)            { fmt.Println("blank", n, last) }
