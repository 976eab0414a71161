// Package gin holds the hooks for github.com/gin-gonic/gin: the route, errors and panics on the server span of net/http.
package gin
