package echo

import (
	"reflect"

	"github.com/labstack/echo/v4"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/httpserver"
	"otel-go.internal/hooks/internal/telemetry"
)

var on = telemetry.Enabled("echo")

// BeforeFind keeps the request's context for AfterFind.
//
// Target: github.com/labstack/echo/v4.(*Router).Find.
func BeforeFind(_ *echo.Router, _, _ string, c echo.Context) *found {
	if !on || c == nil {
		return nil
	}
	return &found{c}
}

type found struct{ context echo.Context }

// AfterFind tells the server span the route. Where none was found, the context may hold the path itself.
func AfterFind(f *found) {
	if f == nil {
		return
	}
	req := f.context.Request()
	if req == nil || req.URL == nil || isNotFound(f.context.Handler()) {
		return
	}
	httpserver.Current().SetRoute(f.context.Path(), req.URL.Path)
}

func isNotFound(handler echo.HandlerFunc) bool {
	return handler == nil || reflect.ValueOf(handler).Pointer() == reflect.ValueOf(echo.NotFoundHandler).Pointer()
}

// AfterApplyMiddleware makes errors and panics of the handler known to the server span, before other middleware answers them.
//
// Target: github.com/labstack/echo/v4.applyMiddleware, which puts the handlers of each request together.
func AfterApplyMiddleware(handler echo.HandlerFunc) echo.HandlerFunc {
	if !on || handler == nil {
		return handler
	}
	return func(c echo.Context) error { return watched(handler, c) }
}

func watched(handler echo.HandlerFunc, c echo.Context) error {
	entry, returned := api.EnterUntimed(), false
	defer func() {
		if !returned {
			httpserver.Current().RecordPanic(entry.Exit(false))
		}
	}()
	err := handler(c)
	returned = true
	if err != nil {
		httpserver.Current().RecordError(err)
	}
	return err
}

// BeforeError records an error that a handler hands to echo instead of returning it.
//
// Target: github.com/labstack/echo/v4.(*context).Error.
func BeforeError(_ any, err error) {
	if on {
		httpserver.Current().RecordError(err)
	}
}
