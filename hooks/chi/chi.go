package chi

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/httpserver"
	"otel-go.internal/hooks/internal/telemetry"
)

var on = telemetry.Enabled("chi")

// BeforeRouteHTTP tells the server span that a router has got the request.
//
// Target: github.com/go-chi/chi/v5.(*Mux).routeHTTP, which each of nested routers calls.
func BeforeRouteHTTP(_ any, _ http.ResponseWriter, req *http.Request) *httpserver.Routing {
	if !on {
		return nil
	}
	return httpserver.Arrive(req)
}

// AfterRouteHTTP tells the server span the route, and of a panic. Nested routers share the context, and the path; each knows the route
// of all.
func AfterRouteHTTP(r *httpserver.Routing, exit api.Exit) {
	if r == nil {
		return
	}
	route := ""
	if rctx := chi.RouteContext(r.Request.Context()); rctx != nil {
		route = rctx.RoutePattern()
	}
	r.Leave(route, exit)
}
