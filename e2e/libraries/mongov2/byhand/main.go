// The same program, instrumented by hand with a command monitor.
package main

import (
	"example.com/mongov2/byhand/otelmongo"
	"example.com/mongov2/scenarios"
)

func main() {
	scenarios.Run(otelmongo.NewMonitor())
}
