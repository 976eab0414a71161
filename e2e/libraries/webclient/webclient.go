// Package webclient asks the services that are written with web frameworks.
package webclient

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"time"
)

var cancelled = make(chan struct{}, 1)

// Serve serves a handler while it is asked. The handler of the last request calls [Wait].
func Serve(handler http.Handler) {
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Start()
	defer server.Close()
	Ask(server.URL)
	<-cancelled
}

// Wait ends when the request is cancelled.
func Wait(ctx context.Context) {
	<-ctx.Done()
	cancelled <- struct{}{}
}

// Ask makes the requests, one after the other; the last gives up.
func Ask(url string) {
	for _, path := range []string{"/users/7", "/api/v1/items/3", "/nowhere", "/fail", "/refuse", "/panic"} {
		Get(context.Background(), url, path)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	Get(ctx, url, "/slow")
}

// Get makes one request, and tells what it is answered.
func Get(ctx context.Context, url, path string) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+path, nil)
	if err != nil {
		panic(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		fmt.Println(path, "no answer")
		return
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	fmt.Println(path, resp.StatusCode, string(bytes.TrimSpace(text)))
}

// Recovered answers 500 where a handler panics.
func Recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if recover() != nil {
				w.WriteHeader(http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}
