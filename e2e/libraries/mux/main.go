// A service with mux and its client, without a word of telemetry.
package main

import "example.com/mux/app"

func main() { app.Run() }
