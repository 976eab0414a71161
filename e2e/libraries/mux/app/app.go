// Package app is a service, and the client that asks it.
package app

import (
	"io"
	"net/http"

	"github.com/gorilla/mux"

	"example.com/webclient"
)

// Run serves with the middleware given.
func Run(more ...mux.MiddlewareFunc) {
	r := mux.NewRouter()
	r.Use(more...)
	r.HandleFunc("/users/{id}", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, mux.Vars(r)["id"]) })
	r.PathPrefix("/api").Subrouter().PathPrefix("/v1").Subrouter().HandleFunc("/items/{item:[0-9]+}", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, mux.Vars(r)["item"])
	})
	r.HandleFunc("/fail", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "no stock", http.StatusInternalServerError)
	})
	r.HandleFunc("/refuse", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "bad id", http.StatusBadRequest) })
	r.HandleFunc("/panic", func(http.ResponseWriter, *http.Request) { panic("out of order") })
	r.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { webclient.Wait(r.Context()) })
	webclient.Serve(webclient.Recovered(r))
}
