// A program that serves and calls gRPC in all ways, and ends by itself. It knows nothing of OpenTelemetry.
package main

import (
	"fmt"
	"os"

	"example.com/grpc/rpc"
)

func main() {
	if err := rpc.Run(rpc.Options{}, os.Args[1:]...); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
