// A service with chi and its client, without a word of telemetry.
package main

import "example.com/chi/app"

func main() { app.Run() }
