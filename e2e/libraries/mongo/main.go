// A program that uses MongoDB and knows nothing of telemetry.
package main

import "example.com/mongo/scenarios"

func main() {
	scenarios.Run(nil)
}
