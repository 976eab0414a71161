package httpserver

import (
	"net/http"

	"otel-go.internal/hooks/api"
)

// Routing is a request on its way through a router.
type Routing struct {
	Request *http.Request
	call    *Call
	at      int
}

// Arrive tells the server span that a router has got the request. It is nil where there is no such span.
func Arrive(req *http.Request) *Routing {
	if req == nil || req.URL == nil {
		return nil
	}
	call := Current()
	if call == nil {
		return nil
	}
	return &Routing{req, call, call.Enter(req.URL.Path)}
}

// Leave tells the server span the route that the router has found, and of a panic, before middleware around the router recovers it.
func (r *Routing) Leave(route string, exit api.Exit) {
	r.call.Found(r.at, route)
	if exit.Panicked {
		r.call.RecordPanic(exit)
	}
}
