// Package app is a service, and the client that asks it.
package app

import (
	"errors"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"

	"example.com/webclient"
)

// Run serves with the middleware given.
func Run(middleware ...gin.HandlerFunc) {
	gin.SetMode(gin.ReleaseMode)
	gin.DefaultErrorWriter = io.Discard
	engine := gin.New()
	engine.Use(middleware...)
	engine.Use(gin.Recovery())
	engine.GET("/users/:id", func(c *gin.Context) { c.String(http.StatusOK, c.Param("id")) })
	engine.Group("/api").Group("/v1").GET("/items/:item", func(c *gin.Context) { c.String(http.StatusOK, c.Param("item")) })
	engine.GET("/fail", func(c *gin.Context) { _ = c.AbortWithError(http.StatusInternalServerError, errors.New("no stock")) })
	engine.GET("/refuse", func(c *gin.Context) { _ = c.AbortWithError(http.StatusBadRequest, errors.New("bad id")) })
	engine.GET("/panic", func(*gin.Context) { panic("out of order") })
	engine.GET("/slow", func(c *gin.Context) { webclient.Wait(c.Request.Context()) })
	webclient.Serve(engine)
}
