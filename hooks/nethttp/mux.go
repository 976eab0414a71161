package nethttp

import (
	"net/http"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
)

// owner marks the records of server spans.
type owner struct{}

var serverOwner any = &owner{}

// BeforeMux keeps the request for AfterMux.
//
// Target: net/http.(*ServeMux).ServeHTTP.
func BeforeMux(_ any, _ any, req *http.Request) *http.Request { return req }

// AfterMux tells the server span of the pattern that a ServeMux has found. Middleware in front of it passes copies of the server's
// request on (Request.WithContext), and the server's own never learns of it. It takes an Exit to run when the handler panics too.
func AfterMux(req *http.Request, _ api.Exit) {
	if req == nil || req.Pattern == "" {
		return
	}
	for r := gls.Current(); r != nil; r = r.Outer() {
		if r.Owner == serverOwner {
			pattern := req.Pattern
			r.Note.Store(&pattern)
			return
		}
	}
}

// route is the path of the pattern that led to the handler; of nested ones the outermost, which was the first to be found.
func (c *serverCall) route() string {
	pattern := c.req.Pattern
	if noted := c.record.Note.Load(); pattern == "" && noted != nil {
		pattern = *noted
	}
	return route(pattern)
}
