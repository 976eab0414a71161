package main

import (
	"fmt"
	_ "unsafe"

	"example.com/w/receivers/hooks"
	"example.com/w/receivers/target"
)

//go:linkname hookAdd example.com/w/receivers/target.otelhook_Stack_Add
var hookAdd func(*target.Stack, int)

//go:linkname hookLen example.com/w/receivers/target.otelhook_Stack_Len
var hookLen func(target.Stack)

//go:linkname hookKind example.com/w/receivers/target.otelhook_Stack_Kind
var hookKind func(target.Stack)

//go:linkname hookWalk example.com/w/receivers/target.otelhook_node_walk
var hookWalk func(any, bool)

//go:linkname hookPush example.com/w/receivers/target.otelhook_List_Push
var hookPush func(any, any)

//go:linkname hookJoin example.com/w/receivers/target.otelhook_Join
var hookJoin func(string, []string)

//go:linkname hookUnnamed example.com/w/receivers/target.otelhook_Unnamed
var hookUnnamed func(int, any, func(int, int) error)

//go:linkname hookBlank example.com/w/receivers/target.otelhook_Blank
var hookBlank func(int, any, string)

func use() {
	var s target.Stack
	s.Add(7)
	var l target.List[string]
	fmt.Println(s.Len(), s.Kind(), target.Walk(), l.Push("x"), target.Join("-", "a", "b"), target.Unnamed(1, nil, nil), target.Blank(2, "x", "y"))
}

func main() {
	use()
	hookAdd, hookLen, hookKind, hookWalk = hooks.BeforeAdd, hooks.BeforeLen, hooks.BeforeKind, hooks.BeforeWalk
	hookPush, hookJoin, hookUnnamed, hookBlank = hooks.BeforePush, hooks.BeforeJoin, hooks.BeforeUnnamed, hooks.BeforeBlank
	use()
}
