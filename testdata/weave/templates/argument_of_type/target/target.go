package target

import (
	"context"
	"fmt"
)

func seen(c context.Context) { fmt.Println(c) }

func Do(n int, c context.Context) int { return n }
