// Program mailer takes orders by HTTP and sends mails later. It has not a line of telemetry.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"

	"example.com/company/platform/jobs"
)

func main() {
	if err := serve(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// serve answers a few requests of its own, and ends.
func serve() error {
	queue := jobs.Open("mails")
	queue.Work(context.Background(), send, func(err error) { fmt.Println("failed:", err) })
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders/{kind}", func(w http.ResponseWriter, r *http.Request) {
		job := &jobs.Job{Kind: r.PathValue("kind"), Payload: "thanks"}
		if err := queue.Enqueue(r.Context(), job); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintf(w, "queued %s, headers %v", job.Kind, job.Headers)
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: mux}
	go server.Serve(listener)
	for _, kind := range []string{"welcome", "invalid", "broken"} {
		if err := order("http://"+listener.Addr().String(), kind); err != nil {
			return err
		}
	}
	if err := queue.Enqueue(context.Background(), &jobs.Job{}); err != nil {
		fmt.Println("refused:", err)
	}
	queue.Close()
	return server.Shutdown(context.Background())
}

func order(base, kind string) error {
	response, err := http.Post(base+"/orders/"+kind, "text/plain", nil)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	fmt.Println(string(text))
	return err
}

func send(ctx context.Context, job *jobs.Job) error {
	slog.InfoContext(ctx, "sending", "kind", job.Kind)
	switch job.Kind {
	case "invalid":
		return errors.New("no such address")
	case "broken":
		panic("no template")
	}
	return nil
}
