// A service with gin and its client, without a word of telemetry.
package main

import "example.com/gin/app"

func main() { app.Run() }
