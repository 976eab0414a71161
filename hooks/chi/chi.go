package chi

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/httpserver"
	"otel-go.internal/hooks/internal/telemetry"
)

var on = telemetry.Enabled("chi")

// routing is a request on its way through a router.
type routing struct {
	req  *http.Request
	call *httpserver.Call
	at   int
}

// BeforeRouteHTTP tells the server span that a router has got the request.
//
// Target: github.com/go-chi/chi/v5.(*Mux).routeHTTP, which each of nested routers calls.
func BeforeRouteHTTP(_ any, _ http.ResponseWriter, req *http.Request) *routing {
	if !on || req == nil || req.URL == nil {
		return nil
	}
	call := httpserver.Current()
	if call == nil {
		return nil
	}
	return &routing{req, call, call.Enter(req.URL.Path)}
}

// AfterRouteHTTP tells the server span the route, and of a panic, before middleware recovers it. Nested routers share the context,
// and the path; each knows the route of all.
func AfterRouteHTTP(r *routing, exit api.Exit) {
	if r == nil {
		return
	}
	if rctx := chi.RouteContext(r.req.Context()); rctx != nil {
		r.call.Found(r.at, rctx.RoutePattern())
	}
	if exit.Panicked {
		r.call.RecordPanic(exit)
	}
}
