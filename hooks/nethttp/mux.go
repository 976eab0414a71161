package nethttp

import (
	"net/http"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/httpserver"
)

// BeforeMux tells the server span that a ServeMux has got the request.
//
// Target: net/http.(*ServeMux).ServeHTTP.
func BeforeMux(_ any, _ http.ResponseWriter, req *http.Request) *httpserver.Routing {
	if !serverOn {
		return nil
	}
	return httpserver.Arrive(req)
}

// AfterMux tells the server span the pattern that a ServeMux has found: middleware in front of it passes copies of the server's
// request on (Request.WithContext), and the server's own never learns of it. And of a panic that leaves a handler: middleware around
// the mux may recover it.
func AfterMux(r *httpserver.Routing, exit api.Exit) {
	if r != nil {
		r.Leave(route(r.Request.Pattern), exit)
	}
}
