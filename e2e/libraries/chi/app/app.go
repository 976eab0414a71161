package app

import (
	"io"
	"net/http"

	"github.com/go-chi/chi/v5"
)

// Run serves with the middleware given.
func Run(more ...func(http.Handler) http.Handler) {
	items := chi.NewRouter()
	items.Get("/items/{item}", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, chi.URLParam(r, "item")) })
	api := chi.NewRouter()
	api.Mount("/v1", items)
	r := chi.NewRouter()
	r.Use(more...)
	r.Use(recovered)
	r.Mount("/api", api)
	r.Get("/users/{id}", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, chi.URLParam(r, "id")) })
	r.Get("/fail", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "no stock", http.StatusInternalServerError)
	})
	r.Get("/refuse", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "bad id", http.StatusBadRequest) })
	r.Get("/panic", func(http.ResponseWriter, *http.Request) { panic("out of order") })
	r.Get("/slow", func(_ http.ResponseWriter, r *http.Request) { wait(r.Context()) })
	ask(r)
}

// recovered is middleware.Recoverer, which in chi v5.0.0 panics itself.
func recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if recover() != nil {
				w.WriteHeader(http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}
