// Command gorm uses a database through gorm, and knows nothing of telemetry.
package main

import (
	"gorm.io/gorm"

	"example.com/gorm/scenarios"
)

func main() {
	scenarios.Run(func(*gorm.DB) error { return nil })
}
