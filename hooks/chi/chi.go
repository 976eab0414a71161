package chi

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/httpserver"
	"otel-go.internal/hooks/internal/telemetry"
)

var on = telemetry.Enabled("chi")

// search is what FindRoute is asked.
type search struct {
	context *chi.Context
	path    string
	known   int // patterns of the routers around this one
}

// BeforeFindRoute keeps what FindRoute is asked.
//
// Target: github.com/go-chi/chi/v5.(*node).FindRoute, which each of nested routers calls.
func BeforeFindRoute(_ any, rctx *chi.Context, _ any, path string) *search {
	if !on || rctx == nil {
		return nil
	}
	return &search{rctx, path, len(rctx.RoutePatterns)}
}

// AfterFindRoute tells the server span the route as far as it is known.
func AfterFindRoute(s *search, _ any, _ any, _ http.Handler) {
	switch {
	case s == nil || len(s.context.RoutePatterns) == s.known:
	case s.known == 0:
		httpserver.Current().SetRoute(s.context.RoutePattern(), s.path)
	default:
		httpserver.Current().ExtendRoute(s.context.RoutePattern())
	}
}

// AfterRouteHTTP tells the server span of a panic, before middleware recovers it.
//
// Target: github.com/go-chi/chi/v5.(*Mux).routeHTTP.
func AfterRouteHTTP(exit api.Exit) {
	if on && exit.Panicked {
		httpserver.Current().RecordPanic(exit)
	}
}
