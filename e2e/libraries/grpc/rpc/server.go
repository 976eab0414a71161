package rpc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	pb "google.golang.org/grpc/interop/grpc_testing"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/reflection"
	"google.golang.org/grpc/status"
)

// service does what the text of a request's payload says.
type service struct {
	pb.UnimplementedTestServiceServer
	// self calls the service itself.
	self     pb.TestServiceClient
	attempts atomic.Int32
	// seen is the metadata of the last call of "metadata".
	seen atomic.Pointer[metadata.MD]
}

func newServer(opts ...grpc.ServerOption) (*grpc.Server, *service) {
	s := &service{}
	server := grpc.NewServer(append([]grpc.ServerOption{grpc.ChainUnaryInterceptor(recoverUnary), grpc.ChainStreamInterceptor(recoverStream)}, opts...)...)
	pb.RegisterTestServiceServer(server, s)
	healthpb.RegisterHealthServer(server, health.NewServer())
	reflection.Register(server)
	return server, s
}

// recoverUnary is how services keep a panic of a handler from ending the process.
func recoverUnary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (_ any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = status.Errorf(codes.Internal, "panic: %v", r)
		}
	}()
	return handler(ctx, req)
}

func recoverStream(srv any, stream grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = status.Errorf(codes.Internal, "panic: %v", r)
		}
	}()
	return handler(srv, stream)
}

func (s *service) EmptyCall(context.Context, *pb.Empty) (*pb.Empty, error) { return &pb.Empty{}, nil }

func (s *service) UnaryCall(ctx context.Context, req *pb.SimpleRequest) (*pb.SimpleResponse, error) {
	switch command := string(req.GetPayload().GetBody()); command {
	case "not found":
		return nil, status.Error(codes.NotFound, "no such thing")
	case "internal":
		return nil, status.Error(codes.Internal, "out of order")
	case "plain error":
		return nil, errors.New("no status")
	case "panic":
		panic("handler gave up")
	case "cancel":
		<-ctx.Done()
		return nil, status.Error(codes.Canceled, "caller went away")
	case "deadline":
		<-ctx.Done()
		return nil, status.Error(codes.DeadlineExceeded, "too slow")
	case "retry":
		if s.attempts.Add(1) < 3 {
			return nil, status.Error(codes.Unavailable, "try again")
		}
	case "metadata":
		md, _ := metadata.FromIncomingContext(ctx)
		s.seen.Store(&md)
		if err := grpc.SetHeader(ctx, metadata.Pairs("x-answer", "42")); err != nil {
			return nil, err
		}
	case "nested":
		if err := s.nested(ctx); err != nil {
			return nil, err
		}
	}
	return &pb.SimpleResponse{Payload: req.Payload}, nil
}

// nested makes a call with the handler's context, and one from a goroutine that has no context of ours.
func (s *service) nested(ctx context.Context) error {
	if _, err := s.self.EmptyCall(ctx, &pb.Empty{}); err != nil {
		return err
	}
	done := make(chan error)
	go func() {
		_, err := s.self.EmptyCall(context.Background(), &pb.Empty{})
		done <- err
	}()
	return <-done
}

func (s *service) StreamingOutputCall(req *pb.StreamingOutputCallRequest, stream pb.TestService_StreamingOutputCallServer) error {
	if string(req.GetPayload().GetBody()) == "panic" {
		panic("stream gave up")
	}
	for _, p := range req.ResponseParameters {
		if err := stream.Send(&pb.StreamingOutputCallResponse{Payload: &pb.Payload{Body: make([]byte, p.Size)}}); err != nil {
			return err
		}
	}
	return nil
}

func (s *service) StreamingInputCall(stream pb.TestService_StreamingInputCallServer) error {
	size := int32(0)
	for {
		req, err := stream.Recv()
		if err == io.EOF {
			return stream.SendAndClose(&pb.StreamingInputCallResponse{AggregatedPayloadSize: size})
		}
		if err != nil {
			return err
		}
		size += int32(len(req.GetPayload().GetBody()))
	}
}

func (s *service) FullDuplexCall(stream pb.TestService_FullDuplexCallServer) error {
	for {
		req, err := stream.Recv()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		body := string(req.GetPayload().GetBody())
		if strings.HasPrefix(body, "fail") {
			return status.Error(codes.DataLoss, fmt.Sprintf("cannot take %q", body))
		}
		if err := stream.Send(&pb.StreamingOutputCallResponse{Payload: req.Payload}); err != nil {
			return err
		}
	}
}
