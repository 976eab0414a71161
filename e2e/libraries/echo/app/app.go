// Package app is a service, and the client that asks it.
package app

import (
	"errors"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"example.com/webclient"
)

// Run serves with the middleware given.
func Run(more ...echo.MiddlewareFunc) {
	e := echo.New()
	e.Logger.SetOutput(io.Discard)
	e.Use(more...)
	e.Use(middleware.Recover())
	e.GET("/users/:id", func(c echo.Context) error { return c.String(http.StatusOK, c.Param("id")) })
	e.Group("/api").Group("/v1").GET("/items/:item", func(c echo.Context) error { return c.String(http.StatusOK, c.Param("item")) })
	e.GET("/fail", func(echo.Context) error { return errors.New("no stock") })
	e.GET("/refuse", func(echo.Context) error { return echo.NewHTTPError(http.StatusBadRequest, "bad id") })
	e.GET("/panic", func(echo.Context) error { panic("out of order") })
	e.GET("/slow", func(c echo.Context) error {
		webclient.Wait(c.Request().Context())
		return nil
	})
	webclient.Serve(e)
}
