// Command shop calls everything that rules change, and prints what comes of it.
package main

import (
	"context"
	"fmt"

	"example.com/rulelanguage/clock"
	"example.com/rulelanguage/shop"
	"example.org/shout"
	"golang.org/x/time/rate"
)

func main() {
	order := &shop.Order{ID: "7", Items: []string{"tea", "milk"}}
	price, err := shop.Price(order.Items)
	fmt.Println("price", price, err)
	fmt.Println("checkout", order.Checkout())
	fmt.Println("label", shop.Label(5))
	prices := make([]int, 2, 8)
	prices[0], prices[1] = 1, 2
	fmt.Println("total", shop.Total(prices...), shop.Total(3), prices[:3])
	fmt.Println("pack", shop.Pack(order.Items))
	fmt.Println("greeting", shop.Greeting, shop.MaxItems)
	fmt.Printf("config %+v\n", shop.Config{Name: "corner", Retry: shop.Retry{Times: 1}})
	fmt.Println("ship", shop.Ship(context.Background(), order))
	shop.Cancel(context.Background(), order)
	fmt.Println("audit", shop.Audit("own"))
	fmt.Println("rate", rate.NewLimiter(3, 4).Burst())
	fmt.Println("shout", shout.Shout("hey"))
	if audited, ok := any(order).(interface{ Audits() int }); ok {
		fmt.Println("audits", audited.Audits())
	}
	fmt.Println("ticks", clock.Ticks() > 0)
}
