package target

import (
	"context"
	"fmt"

	"example.com/w/wrap_call/rewritten/client"
)

func With(ctx context.Context, __client string) string {
	return client.Get(__client, 1)
}

func Without() string { return client.Get("b", 2) }

func Lines(ctx context.Context) string {
	s := client.Get(
		// the address
		"c",
		3,
	)
	panicking := func() (line string) {
		defer func() { line = fmt.Sprintf("%s", recover()) }()
		panic("here")
	}
	return s + panicking()
}

func Nested(ctx context.Context) string {
	return client.Get(client.Get("d", 4)+"!", len("five"))
}

func Wrapped(ctx context.Context) string { return client.Get("e", 6) }

func Swapped() string { return fmt.Sprint("a", "b") }

func Statement(ctx context.Context) {
	client.Get("f", 7)
	defer client.Get("g", 8)
	more := []int{9, 10}
	fmt.Println(client.All("h", more...), fmt.Sprint("p",
		"q"))
}
