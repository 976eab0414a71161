// Package nethttp holds the hooks for net/http's server and client: spans and metrics by the stable HTTP semantic conventions
// (version 1.37.0), W3C context in and out.
//
// The application sees none of it: the server's ResponseWriter is not wrapped, so that it keeps every optional interface, and
// its Request is not copied; the client's Request and its headers are never written to, and Response.Request stays the caller's.
package nethttp
