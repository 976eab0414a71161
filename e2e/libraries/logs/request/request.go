// Package request runs a function while a server of the program handles a request.
package request

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
)

// Run calls f in the handler of a request, and once more outside of any.
func Run(f func(ctx context.Context)) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	server := &http.Server{Handler: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { f(r.Context()) })}
	go func() { _ = server.Serve(listener) }()
	response, err := http.Get("http://" + listener.Addr().String() + "/")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	_ = response.Body.Close()
	_ = server.Shutdown(context.Background())
	f(context.Background())
}

var work, done = make(chan func()), make(chan struct{})

func init() {
	go func() {
		for f := range work {
			f()
			done <- struct{}{}
		}
	}()
}

// Elsewhere calls f on a goroutine that is as old as the program, and waits for it.
func Elsewhere(f func()) {
	work <- f
	<-done
}
