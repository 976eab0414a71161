// Package hooks holds the hooks of the workspace's rules.
package hooks

import (
	"context"
	"fmt"

	"example.com/rulelanguage/clock"
)

// BeforePrice sees the parameters of shop.Price.
func BeforePrice(items []string) int {
	fmt.Println("before Price:", len(items), "items")
	return len(items)
}

// AfterPrice sees what BeforePrice returned, and the results.
func AfterPrice(items int, price int, err error) {
	fmt.Println("after Price:", items, "items,", price, err)
}

// Not exported: package main declares it on its own, with the types of packages that it does not import itself.
func beforeCancel(_ context.Context, _ any) *clock.Moment {
	moment := clock.Moment(clock.Ticks())
	return &moment
}

func afterCancel(moment *clock.Moment) {
	fmt.Println("after Cancel:", *moment > 0)
}
