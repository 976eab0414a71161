// The same program, instrumented by hand with kotel.
package main

import (
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/plugin/kotel"

	"example.com/franzgo/scenarios"
)

func main() {
	scenarios.Run(kgo.WithHooks(kotel.NewKotel(kotel.WithTracer(kotel.NewTracer())).Hooks()...))
}
