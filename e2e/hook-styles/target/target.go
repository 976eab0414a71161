// Package target holds functions of all the shapes that hooks may be put on.
package target

import (
	"errors"
	"fmt"
	"strings"
)

// ErrZero is returned for a division by zero.
var ErrZero = errors.New("division by zero")

// Divide has unnamed results and several returns.
//
//go:noinline
func Divide(a, b int) (int, error) {
	if b == 0 {
		return 0, ErrZero
	}
	return a / b, nil
}

// Secret is skipped by its hook.
//
//go:noinline
func Secret() string {
	return "the secret"
}

// Join is variadic.
//
//go:noinline
func Join(separator string, parts ...string) string {
	return strings.Join(parts, separator)
}

// Ignores has unnamed and blank parameters.
//
//go:noinline
func Ignores(int, string) (_ int, err error) {
	return 1, nil
}

// Explode panics.
//
//go:noinline
func Explode(text string) {
	panic(text)
}

// Recovers returns an error that its deferred function makes of a panic.
//
//go:noinline
func Recovers(text string) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = fmt.Errorf("recovered: %v", value)
		}
	}()
	panic(text)
}

// Faulty has hooks that panic.
//
//go:noinline
func Faulty(x int) int {
	return x + 1
}

// Counter counts.
type Counter struct {
	n int
}

// Add has a pointer receiver.
//
//go:noinline
func (c *Counter) Add(n int) int {
	c.n += n
	return c.n
}

// Value has a value receiver.
//
//go:noinline
func (c Counter) Value() int {
	return c.n
}

// Box is generic.
type Box[T any] struct {
	Content T
}

// Put is a method of a generic type.
//
//go:noinline
func (b *Box[T]) Put(content T) (before T) {
	before, b.Content = b.Content, content
	return before
}

// Bare, Typed and Context are one function three times, for the benchmark: without hooks, with a pair of typed hooks, with a
// pair that takes a HookContext.
//
//go:noinline
func Bare(x int) int {
	return x + 1
}

//go:noinline
func Typed(x int) int {
	return x + 1
}

//go:noinline
func Context(x int) int {
	return x + 1
}
