package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/vendored_type/go-yaml.v3"
)

func Before(n *yaml.Node) { fmt.Println("before", n.Kind) }

func After(k yaml.Kind, err error) { fmt.Println("after", k, err) }
