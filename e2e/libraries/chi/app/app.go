// Package app is a service, and the client that asks it.
package app

import (
	"io"
	"net/http"

	"github.com/go-chi/chi/v5"

	"example.com/webclient"
)

// Run serves with the middleware given.
func Run(more ...func(http.Handler) http.Handler) {
	items := chi.NewRouter()
	items.Get("/items/{item}", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, chi.URLParam(r, "item")) })
	api := chi.NewRouter()
	api.Mount("/v1", items)
	r := chi.NewRouter()
	r.Use(more...)
	r.Use(webclient.Recovered) // middleware.Recoverer panics itself in chi v5.0.0
	r.Mount("/api", api)
	r.Get("/users/{id}", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, chi.URLParam(r, "id")) })
	r.Get("/fail", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "no stock", http.StatusInternalServerError)
	})
	r.Get("/refuse", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "bad id", http.StatusBadRequest) })
	r.Get("/panic", func(http.ResponseWriter, *http.Request) { panic("out of order") })
	r.Get("/slow", func(_ http.ResponseWriter, r *http.Request) { webclient.Wait(r.Context()) })
	webclient.Serve(r)
}
