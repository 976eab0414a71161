package hooks

import (
	"fmt"

	"example.com/w/order/code_before_hooks/target"
)

func Before(t *target.Transport, url string) { fmt.Println("before", url) }

func After(answer string, err error) { fmt.Println("after", answer, err) }

func BeforeBoth(n int) { fmt.Println("both", n) }
