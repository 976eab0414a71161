// Package rpc is the program, apart from main: what it serves, and the calls that it makes.
package rpc

import (
	"context"
	"fmt"
	"net"
	"slices"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	pb "google.golang.org/grpc/interop/grpc_testing"
)

// Options are what a program that instruments itself adds.
type Options struct {
	Server []grpc.ServerOption
	Client []grpc.DialOption
}

// program is what all scenarios share: a server on TCP, and a connection to it.
type program struct {
	Options
	conn    *grpc.ClientConn
	client  pb.TestServiceClient
	service *service
	address string
}

type scenario struct {
	name string
	run  func(*program, context.Context) error
}

// Run runs the scenarios of these names, or all, one after the other.
func Run(options Options, names ...string) error {
	p := &program{Options: options}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	p.address = listener.Addr().String()
	server, s := newServer(options.Server...)
	p.service = s
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	if p.conn, err = dial(p.address, p.dialOptions(grpc.WithDefaultServiceConfig(retries))...); err != nil {
		return err
	}
	p.client = pb.NewTestServiceClient(p.conn)
	s.self = p.client
	for _, scenario := range scenarios {
		if len(names) > 0 && !slices.Contains(names, scenario.name) {
			continue
		}
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		err := scenario.run(p, ctx)
		cancel()
		if err != nil {
			return fmt.Errorf("%s: %w", scenario.name, err)
		}
	}
	if err := p.conn.Close(); err != nil {
		return err
	}
	server.GracefulStop()
	return <-served
}

func (p *program) dialOptions(more ...grpc.DialOption) []grpc.DialOption {
	return append(append([]grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())}, p.Client...), more...)
}

const retries = `{"methodConfig": [{
	"name": [{"service": "grpc.testing.TestService", "method": "UnaryCall"}],
	"retryPolicy": {"maxAttempts": 4, "initialBackoff": "0.01s", "maxBackoff": "0.02s", "backoffMultiplier": 1, "retryableStatusCodes": ["UNAVAILABLE"]}
}]}`
