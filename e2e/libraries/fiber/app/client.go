// Package app is a service, and the client that asks it.
package app

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// The requests that the client makes.
var requests = []string{"/users/7", "/api/v1/items/3", "/nowhere", "/fail", "/refuse", "/panic", "/slow", "/ask"}

var gaveUp = make(chan struct{})

// ask makes the requests, one after the other; one of them gives up.
func ask(url string) {
	for _, path := range requests {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		if path == "/slow" {
			ctx, cancel = context.WithTimeout(context.Background(), 50*time.Millisecond)
		}
		get(ctx, url, path)
		cancel()
		if path == "/slow" {
			close(gaveUp)
		}
	}
	http.DefaultClient.CloseIdleConnections()
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
