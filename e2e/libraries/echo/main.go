// A service with echo and its client, without a word of telemetry.
package main

import "example.com/echo/app"

func main() { app.Run() }
