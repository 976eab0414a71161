// Package echo holds the hooks for github.com/labstack/echo/v4: the route, errors and panics on the server span of net/http.
package echo
