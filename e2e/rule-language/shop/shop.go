//shop:priced what most of the rules change
package shop

import (
	"context"
	"errors"
	"strconv"
	"strings"
)

// ErrEmpty is the error of orders without items.
var ErrEmpty = errors.New("nothing ordered")

// Greeting and MaxItems get other values.
var Greeting = "hello"

// MaxItems is the most items of an order.
const MaxItems = 2

// Retry says how often to try.
type Retry struct {
	Times int
}

// Config configures a shop.
type Config struct {
	Name  string
	Limit int
	Retry Retry
}

// Order gets a field.
type Order struct {
	ID    string
	Items []string
}

// Price has hooks.
//
//go:noinline
func Price(items []string) (int, error) {
	if len(items) == 0 {
		return 0, ErrEmpty
	}
	return 100 * len(items), nil
}

// Checkout has a statement that code is put behind.
func (o *Order) Checkout() string {
	text := o.ID + ": "
	text += strings.Join(o.Items, ", ")
	return text
}

// Label calls strconv.Itoa.
func Label(n int) string {
	// Its own strconv: the call inside is none of the package's.
	local := func() string {
		strconv := struct{ Itoa func(int) string }{func(int) string { return "local" }}
		return strconv.Itoa(n)
	}
	return "no " + strconv.Itoa(n) + " " + local()
}

// Total is given one more argument by its callers.
func Total(prices ...int) int {
	sum := 0
	for _, price := range prices {
		sum += price
	}
	return sum
}

// Pack carries a directive.
//
//shop:traced level:high
func Pack(items []string) string {
	return "[" + strings.Join(items, " ") + "]"
}

// Ship takes a context and returns an error.
func Ship(_ context.Context, order *Order) error {
	if len(order.Items) > MaxItems {
		return errors.New("too many items")
	}
	return nil
}

// Cancel takes a context and returns nothing.
func Cancel(_ context.Context, _ *Order) {}

// Audit declares what an import could be called.
//
//otel:span audit arg:audit
func Audit(audit string) string {
	return audit
}
