// Package chi holds the hooks for github.com/go-chi/chi/v5: the route, and panics that middleware recovers, on the server span of net/http.
package chi
