// Package mux holds the hooks for github.com/gorilla/mux: the route, and panics that middleware recovers, on the server span of net/http.
package mux
