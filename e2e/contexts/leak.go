package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"sync"
	"time"
)

// leak makes requests to a server in the same process, and prints how many goroutines there are and how many bytes the heap holds, after
// a tenth of them and after all.
func leak(requests int) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		wait(func() { work("", "leak") })
		_, _ = io.WriteString(w, "ok")
	})}
	go func() { _ = server.Serve(listener) }()
	defer server.Close()
	url := "http://" + listener.Addr().String() + "/"
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}
	if err := load(client, url, requests/10); err != nil {
		return err
	}
	state("after a tenth")
	if err := load(client, url, requests-requests/10); err != nil {
		return err
	}
	state("after all")
	return nil
}

const clients = 8

func load(client *http.Client, url string, requests int) error {
	var all sync.WaitGroup
	failed := make(chan error, clients)
	for range clients {
		all.Go(func() {
			for range requests / clients {
				response, err := client.Get(url)
				if err != nil {
					failed <- err
					return
				}
				_, _ = io.Copy(io.Discard, response.Body)
				_ = response.Body.Close()
			}
		})
	}
	all.Wait()
	select {
	case err := <-failed:
		return err
	default:
		return nil
	}
}

func state(when string) {
	// What is being exported has gone by then.
	time.Sleep(time.Second)
	runtime.GC()
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	fmt.Printf("%s: %d goroutines, %d bytes\n", when, runtime.NumGoroutine(), memory.HeapAlloc)
}
