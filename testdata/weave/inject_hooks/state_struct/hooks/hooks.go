package hooks

import "fmt"

type state struct {
	name string
	size int
}

func Before(name string) state { return state{name, len(name)} }

func After(s state) { fmt.Println("after", s.name, s.size) }
