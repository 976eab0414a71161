package service

import (
	"fmt"
	"io"
	"net/http"
	"time"
)

// handler is what is served: routes, middleware, and the things that go wrong.
func handler(cancelled, hijacked chan<- struct{}) http.Handler {
	inner := http.NewServeMux()
	inner.HandleFunc("GET /users/{id}", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.PathValue("id")) })
	mux := http.NewServeMux()
	mux.Handle("/api/", http.StripPrefix("/api", inner))
	mux.HandleFunc("POST /items/{id}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Answer", "42")
		w.WriteHeader(http.StatusCreated)
		_, _ = io.Copy(w, r.Body)
	})
	mux.HandleFunc("/empty", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "traced ", r.Header.Get("Traceparent") != "")
	})
	mux.HandleFunc("/broken", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "broken", http.StatusInternalServerError) })
	mux.HandleFunc("/panic", func(http.ResponseWriter, *http.Request) { panic("out of order") })
	mux.HandleFunc("/abort", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/empty", http.StatusFound) })
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
		cancelled <- struct{}{}
	})
	attempts := 0
	mux.HandleFunc("/flaky", func(w http.ResponseWriter, _ *http.Request) {
		if attempts++; attempts%2 == 1 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
	mux.HandleFunc("/relay", func(w http.ResponseWriter, r *http.Request) {
		client := &http.Client{Transport: retry{http.DefaultTransport}}
		if err := send(r.Context(), client, "GET", "http://"+r.Host+"/flaky", ""); err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
		}
	})
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) {
		err := w.(http.Pusher).Push("/style", &http.PushOptions{Header: http.Header{"X-Pushed": {"yes"}}})
		fmt.Fprintf(w, "page %v", err)
	})
	mux.HandleFunc("/style", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, "style %s", r.Header.Get("X-Pushed")) })
	mux.HandleFunc("/leave", func(http.ResponseWriter, *http.Request) { close(left) })
	mux.HandleFunc("/interfaces", func(w http.ResponseWriter, _ *http.Request) {
		_, flusher := w.(http.Flusher)
		_, hijacker := w.(http.Hijacker)
		_, pusher := w.(http.Pusher)
		_, readerFrom := w.(io.ReaderFrom)
		_, writer := w.(io.StringWriter)
		_, deadline := w.(interface{ SetReadDeadline(time.Time) error })
		fmt.Fprintf(w, "flusher %v hijacker %v pusher %v readerFrom %v stringWriter %v deadline %v", flusher, hijacker, pusher, readerFrom, writer, deadline)
	})
	mux.HandleFunc("/echo", func(w http.ResponseWriter, _ *http.Request) { echo(w, hijacked) })
	return recovered(mux)
}

// recovered is the middleware that every service has.
func recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch value := recover(); value {
			case nil:
			case http.ErrAbortHandler:
				panic(value)
			default:
				http.Error(w, "recovered", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r.WithContext(r.Context()))
	})
}

// echo switches protocols, as a WebSocket does, and sends back what it gets.
func echo(w http.ResponseWriter, done chan<- struct{}) {
	conn, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	_, _ = buffered.WriteString("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
	_ = buffered.Flush()
	go func() {
		defer close(done)
		defer conn.Close()
		_, _ = io.Copy(conn, buffered)
	}()
}
