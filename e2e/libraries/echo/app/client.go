// Package app is a service, and the client that asks it.
package app

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

// The requests that the client makes.
var requests = []string{"/users/7", "/api/v1/items/3", "/nowhere", "/fail", "/refuse", "/panic", "/slow"}

var cancelled = make(chan struct{}, 1)

// ask serves a handler and makes the requests, one after the other; the last is cancelled.
func ask(handler http.Handler) {
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Start()
	defer server.Close()
	for _, path := range requests {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		if path == "/slow" {
			ctx, cancel = context.WithTimeout(context.Background(), 50*time.Millisecond)
		}
		get(ctx, server.URL, path)
		cancel()
	}
	<-cancelled
}

func get(ctx context.Context, url, path string) {
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

// wait ends when the request is cancelled.
func wait(ctx context.Context) {
	<-ctx.Done()
	cancelled <- struct{}{}
}
