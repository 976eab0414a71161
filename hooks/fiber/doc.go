// Package fiber holds the hooks for github.com/gofiber/fiber/v2, whose server is fasthttp: server spans and metrics of HTTP, version 1.37.0
// of the conventions.
package fiber
