package target

import (
	ctx "context"
	"fmt"
)

func seen() { fmt.Println("seen") }

func Match(c ctx.Context, v any) (err error) { return nil }

func TooMany(c ctx.Context, v any, n int) error { return nil }

func NoResult(c ctx.Context, v any) {}
