// Older is a program that selects an OpenTelemetry which is older than the one that hooks are written against.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"

	"go.opentelemetry.io/otel"
)

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() {
		_ = http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, span := otel.Tracer("by hand").Start(r.Context(), "inner")
			span.End()
			_, _ = io.WriteString(w, "ok")
		}))
	}()
	ctx, span := otel.Tracer("by hand").Start(context.Background(), "outer")
	request, _ := http.NewRequestWithContext(ctx, "GET", "http://"+l.Addr().String()+"/", nil)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	_, _ = io.Copy(io.Discard, response.Body)
	_ = response.Body.Close()
	span.End()
	fmt.Println("done")
}
