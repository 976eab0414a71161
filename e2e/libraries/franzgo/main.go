// A program that writes to Kafka and reads from it with franz-go, and knows nothing of telemetry.
package main

import "example.com/franzgo/scenarios"

func main() { scenarios.Run() }
