package echo

import (
	"reflect"

	"github.com/labstack/echo/v4"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/httpserver"
	"otel-go.internal/hooks/internal/telemetry"
)

var on = telemetry.Enabled("echo")

// tellRoute tells the server span the route. Where none was found, the context may hold the path itself.
func tellRoute(call *httpserver.Call, c echo.Context) {
	if req := c.Request(); call != nil && req != nil && req.URL != nil && !isNotFound(c.Handler()) {
		call.SetRoute(c.Path(), req.URL.Path)
	}
}

func isNotFound(handler echo.HandlerFunc) bool {
	return handler == nil || reflect.ValueOf(handler).Pointer() == reflect.ValueOf(echo.NotFoundHandler).Pointer()
}

// AfterApplyMiddleware makes the route, and errors and panics of the handler, known to the server span, before other middleware
// answers them. Not Router.Find, which knows the route first: what becomes of its arguments is part of echo's export data.
//
// Target: github.com/labstack/echo/v4.applyMiddleware, which puts the handlers of each request together.
func AfterApplyMiddleware(handler echo.HandlerFunc) echo.HandlerFunc {
	if !on || handler == nil {
		return handler
	}
	return func(c echo.Context) error { return watched(handler, c) }
}

func watched(handler echo.HandlerFunc, c echo.Context) error {
	call := httpserver.Current()
	tellRoute(call, c)
	entry, returned := api.EnterUntimed(), false
	defer func() {
		if !returned {
			call.RecordPanic(entry.Exit(false))
		}
	}()
	err := handler(c)
	returned = true
	call.RecordError(err)
	return err
}

// BeforeHTTPError records an error that a handler hands to echo instead of returning it.
//
// Target: github.com/labstack/echo/v4.(*Echo).DefaultHTTPErrorHandler.
func BeforeHTTPError(_ any, err error, _ any) {
	if on {
		httpserver.Current().RecordError(err)
	}
}
