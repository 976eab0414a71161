// A program that uses MongoDB and knows nothing of telemetry.
package main

import "example.com/mongov2/scenarios"

func main() {
	scenarios.Run(nil)
}
