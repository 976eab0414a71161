// Package app is a service, and the client that asks it.
package app

import (
	"context"
	"errors"
	"net"
	"net/http"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/recover"

	"example.com/webclient"
)

// Run serves with the middleware given.
func Run(more ...fiber.Handler) {
	gaveUp := make(chan struct{})
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	for _, middleware := range more {
		app.Use(middleware)
	}
	app.Use(recover.New())
	app.Get("/users/:id", func(c *fiber.Ctx) error { return c.SendString(c.Params("id")) })
	app.Group("/api").Group("/v1").Get("/items/:item", func(c *fiber.Ctx) error { return c.SendString(c.Params("item")) })
	app.Get("/fail", func(*fiber.Ctx) error { return errors.New("no stock") })
	app.Get("/refuse", func(*fiber.Ctx) error { return fiber.NewError(fiber.StatusBadRequest, "bad id") })
	app.Get("/panic", func(*fiber.Ctx) error { panic("out of order") })
	app.Get("/slow", func(*fiber.Ctx) error {
		<-gaveUp // fasthttp does not tell
		return nil
	})
	app.Get("/ask", func(c *fiber.Ctx) error {
		webclient.Get(c.UserContext(), "http://"+string(c.Context().Host()), "/users/8")
		return nil
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	served := make(chan error)
	go func() { served <- app.Listener(listener) }()
	url := "http://" + listener.Addr().String()
	webclient.Ask(url)
	close(gaveUp)
	webclient.Get(context.Background(), url, "/ask")
	http.DefaultClient.CloseIdleConnections()
	if err := app.Shutdown(); err != nil {
		panic(err)
	}
	if err := <-served; err != nil {
		panic(err)
	}
}
