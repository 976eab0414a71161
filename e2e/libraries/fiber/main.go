// A service with fiber and its client, without a word of telemetry.
package main

import "example.com/fiber/app"

func main() { app.Run() }
