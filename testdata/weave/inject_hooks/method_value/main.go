package main

import (
	"fmt"

	"example.com/w/inject_hooks/method_value/target"
)

func main() {
	t := &target.T{N: 2}
	value, expression := t.Do, (*target.T).Do
	var face interface{ Do(int) int } = t
	fmt.Println(value(1), expression(t, 2), face.Do(3))
}
