package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/receiver_unnamed/target"
)

func BeforeKind(t target.T) { fmt.Println("kind", t.N) }

func BeforeSize(t *target.T) { fmt.Println("size", t.N) }
