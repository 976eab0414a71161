package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/same_identifier/target"
)

func BeforeFunction(n int) { fmt.Println("A_B", n) }

func BeforeMethod(*target.A) { fmt.Println("A.B") }
