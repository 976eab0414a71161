// Command app is a binary with instrumented packages.
package main

import (
	"fmt"

	"rules-otel-go.test/greet"
	"rules-otel-go.test/other"
)

func main() {
	fmt.Print(greet.Hello("app"), other.Answer(), "\n")
}
