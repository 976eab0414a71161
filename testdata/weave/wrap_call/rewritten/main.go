package main

import (
	"context"
	"fmt"

	"example.com/w/wrap_call/rewritten/target"
)

func main() {
	ctx := context.WithValue(context.Background(), 0, "ctx")
	fmt.Println(target.With(ctx, "a"))
	fmt.Println(target.Without())
	fmt.Println(target.Lines(ctx))
	fmt.Println(target.Nested(ctx))
	fmt.Println(target.Wrapped(ctx))
	fmt.Print(target.Swapped())
	target.Statement(ctx)
}
