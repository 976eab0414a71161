package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/generic_alias_receiver/target"
)

func Before(t *target.Alias) { fmt.Println("before", t.N) }
