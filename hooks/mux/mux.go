package mux

import (
	"net/http"

	"github.com/gorilla/mux"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/httpserver"
	"otel-go.internal/hooks/internal/telemetry"
)

var on = telemetry.Enabled("mux")

// BeforeRequestWithRoute tells the server span the route.
//
// Target: github.com/gorilla/mux.requestWithRoute, which the router calls for the request that it has matched.
func BeforeRequestWithRoute(req *http.Request, route *mux.Route) {
	if !on || route == nil || req == nil || req.URL == nil {
		return
	}
	if template, err := route.GetPathTemplate(); err == nil {
		httpserver.Current().SetRoute(template, req.URL.Path)
	}
}

// AfterServeHTTP tells the server span of a panic, before middleware recovers it.
//
// Target: github.com/gorilla/mux.(*Router).ServeHTTP.
func AfterServeHTTP(exit api.Exit) {
	if on && exit.Panicked {
		httpserver.Current().RecordPanic(exit)
	}
}
