package nethttp

import (
	"net/http"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/httpserver"
)

// routing is a request on its way through a ServeMux.
type routing struct {
	req  *http.Request
	call *httpserver.Call
	at   int
}

// BeforeMux tells the server span that a ServeMux has got the request.
//
// Target: net/http.(*ServeMux).ServeHTTP.
func BeforeMux(_ any, _ http.ResponseWriter, req *http.Request) *routing {
	if !serverOn || req == nil || req.URL == nil {
		return nil
	}
	call := httpserver.Current()
	if call == nil {
		return nil
	}
	return &routing{req, call, call.Enter(req.URL.Path)}
}

// AfterMux tells the server span the pattern that a ServeMux has found: middleware in front of it passes copies of the server's
// request on (Request.WithContext), and the server's own never learns of it. And of a panic that leaves a handler: middleware around
// the mux may recover it.
func AfterMux(r *routing, exit api.Exit) {
	if r == nil {
		return
	}
	r.call.Found(r.at, route(r.req.Pattern))
	if exit.Panicked {
		r.call.RecordPanic(exit)
	}
}
