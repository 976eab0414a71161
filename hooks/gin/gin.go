package gin

import (
	"github.com/gin-gonic/gin"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/httpserver"
	"otel-go.internal/hooks/internal/telemetry"
)

var on = telemetry.Enabled("gin")

// BeforeNext tells the server span the route, which is known when the first handler runs.
//
// Target: github.com/gin-gonic/gin.(*Context).Next, which the engine and middleware call.
func BeforeNext(c *gin.Context) {
	if !on || c.Request == nil || c.Request.URL == nil {
		return
	}
	if route := c.FullPath(); route != "" {
		httpserver.Current().SetRoute(route, c.Request.URL.Path)
	}
}

// AfterNext tells the server span of a panic, before middleware recovers it.
func AfterNext(exit api.Exit) {
	if on && exit.Panicked {
		httpserver.Current().RecordPanic(exit)
	}
}

// BeforeError records an error that a handler hands to gin.
//
// Target: github.com/gin-gonic/gin.(*Context).Error.
func BeforeError(_ *gin.Context, err error) {
	if on {
		httpserver.Current().RecordError(err)
	}
}
