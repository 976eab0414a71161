//go:build lowest

package rpc

import "google.golang.org/grpc"

func dial(target string, opts ...grpc.DialOption) (*grpc.ClientConn, error) {
	return grpc.Dial(target, opts...)
}
