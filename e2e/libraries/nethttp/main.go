// A server and its client without a word of telemetry. It makes the requests named on the command line, and ends.
package main

import (
	"net/http"
	"os"

	"example.com/nethttp/service"
)

func main() {
	service.Quiet = quiet{}
	service.Run(os.Args[1:], http.DefaultTransport, func(h http.Handler) http.Handler { return h })
}

type quiet struct{}

func (quiet) RoundTrip(req *http.Request) (*http.Response, error) {
	//otel:ignore
	return http.DefaultTransport.RoundTrip(req)
}
