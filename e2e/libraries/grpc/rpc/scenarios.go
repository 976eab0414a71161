package rpc

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"reflect"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	pb "google.golang.org/grpc/interop/grpc_testing"
	"google.golang.org/grpc/metadata"
	reflectionpb "google.golang.org/grpc/reflection/grpc_reflection_v1alpha"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"
)

var scenarios = []scenario{
	{"unary", unary("ok", codes.OK)},
	{"not found", unary("not found", codes.NotFound)},
	{"internal", unary("internal", codes.Internal)},
	{"plain error", unary("plain error", codes.Unknown)},
	{"panic", unary("panic", codes.Internal)},
	{"cancel", cancelled},
	{"deadline", deadline},
	{"server stream", serverStream},
	{"stream panic", streamPanic},
	{"client stream", clientStream},
	{"duplex", duplex},
	{"duplex error", duplexError},
	{"abandoned", abandoned},
	{"retry", unary("retry", codes.OK)},
	{"nested", unary("nested", codes.OK)},
	{"metadata", metadataKept},
	{"health", healthCheck},
	{"reflection", reflect_},
	{"unknown", unknown},
	{"unavailable", unavailable},
	{"wait for ready", waitForReady},
	{"bufconn", inMemory},
	{"http", throughHTTP},
	{"telemetry", exports},
}

func request(body string) *pb.SimpleRequest {
	return &pb.SimpleRequest{Payload: &pb.Payload{Body: []byte(body)}}
}

func expect(err error, want codes.Code) error {
	if got := status.Code(err); got != want {
		return fmt.Errorf("got %v (%v), want %v", got, err, want)
	}
	return nil
}

func unary(body string, want codes.Code) func(*program, context.Context) error {
	return func(p *program, ctx context.Context) error {
		_, err := p.client.UnaryCall(ctx, request(body))
		return expect(err, want)
	}
}

func cancelled(p *program, ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := p.client.UnaryCall(ctx, request("cancel"))
	return expect(err, codes.Canceled)
}

func deadline(p *program, ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	_, err := p.client.UnaryCall(ctx, request("deadline"))
	return expect(err, codes.DeadlineExceeded)
}

func serverStream(p *program, ctx context.Context) error {
	stream, err := p.client.StreamingOutputCall(ctx, &pb.StreamingOutputCallRequest{ResponseParameters: []*pb.ResponseParameters{{Size: 10}, {Size: 20}, {Size: 30}}})
	if err != nil {
		return err
	}
	for {
		if _, err := stream.Recv(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func streamPanic(p *program, ctx context.Context) error {
	stream, err := p.client.StreamingOutputCall(ctx, &pb.StreamingOutputCallRequest{Payload: &pb.Payload{Body: []byte("panic")}})
	if err != nil {
		return err
	}
	_, err = stream.Recv()
	return expect(err, codes.Internal)
}

func clientStream(p *program, ctx context.Context) error {
	stream, err := p.client.StreamingInputCall(ctx)
	if err != nil {
		return err
	}
	for _, body := range []string{"one", "three"} {
		if err := stream.Send(&pb.StreamingInputCallRequest{Payload: &pb.Payload{Body: []byte(body)}}); err != nil {
			return err
		}
	}
	response, err := stream.CloseAndRecv()
	if err == nil && response.AggregatedPayloadSize != 8 {
		return fmt.Errorf("%d bytes arrived, want 8", response.AggregatedPayloadSize)
	}
	return err
}

func duplex(p *program, ctx context.Context) error {
	stream, err := p.client.FullDuplexCall(ctx)
	if err != nil {
		return err
	}
	for range 2 {
		if err := say(stream, "hello"); err != nil {
			return err
		}
		if _, err := stream.Recv(); err != nil {
			return err
		}
	}
	if err := stream.CloseSend(); err != nil {
		return err
	}
	if _, err := stream.Recv(); err != io.EOF {
		return fmt.Errorf("got %v, want the end of the stream", err)
	}
	return nil
}

func say(stream pb.TestService_FullDuplexCallClient, body string) error {
	return stream.Send(&pb.StreamingOutputCallRequest{Payload: &pb.Payload{Body: []byte(body)}})
}

func duplexError(p *program, ctx context.Context) error {
	stream, err := p.client.FullDuplexCall(ctx)
	if err != nil {
		return err
	}
	if err := say(stream, "fail"); err != nil {
		return err
	}
	_, err = stream.Recv()
	return expect(err, codes.DataLoss)
}

// abandoned is a stream that nobody reads to its end: cancelling its context is what ends it.
func abandoned(p *program, ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := p.client.FullDuplexCall(ctx)
	if err != nil {
		return err
	}
	if err := say(stream, "hello"); err != nil {
		return err
	}
	if _, err := stream.Recv(); err != nil {
		return err
	}
	cancel()
	_, err = stream.Recv()
	return expect(err, codes.Canceled)
}

// metadataKept passes metadata on that has a trace context of somebody else, as proxies do.
func metadataKept(p *program, ctx context.Context) error {
	stale := "00-11111111111111111111111111111111-2222222222222222-01"
	mine := metadata.Pairs("x-tenant", "acme", "x-tenant", "umbrella", "traceparent", stale)
	before := mine.Copy()
	ctx = metadata.NewOutgoingContext(ctx, mine)
	ctx = metadata.AppendToOutgoingContext(ctx, "x-more", "yes")
	if _, err := p.client.UnaryCall(ctx, request("metadata")); err != nil {
		return err
	}
	if !reflect.DeepEqual(mine, before) {
		return fmt.Errorf("the caller's metadata has become %v", mine)
	}
	if after, _ := metadata.FromOutgoingContext(ctx); len(after["traceparent"]) != 1 || after["traceparent"][0] != stale {
		return fmt.Errorf("the caller's context has become %v", after)
	}
	seen := *p.service.seen.Load()
	if got := seen["x-tenant"]; !reflect.DeepEqual(got, []string{"acme", "umbrella"}) || len(seen["x-more"]) != 1 {
		return fmt.Errorf("the server got %v", seen)
	}
	fmt.Println("traceparent", seen["traceparent"])
	return nil
}

func healthCheck(p *program, ctx context.Context) error {
	_, err := healthpb.NewHealthClient(p.conn).Check(ctx, &healthpb.HealthCheckRequest{})
	return err
}

func reflect_(p *program, ctx context.Context) error {
	stream, err := reflectionpb.NewServerReflectionClient(p.conn).ServerReflectionInfo(ctx)
	if err != nil {
		return err
	}
	if err := stream.Send(&reflectionpb.ServerReflectionRequest{MessageRequest: &reflectionpb.ServerReflectionRequest_ListServices{}}); err != nil {
		return err
	}
	if _, err := stream.Recv(); err != nil {
		return err
	}
	if err := stream.CloseSend(); err != nil {
		return err
	}
	if _, err := stream.Recv(); err != io.EOF {
		return fmt.Errorf("got %v, want the end of the stream", err)
	}
	return nil
}

func unknown(p *program, ctx context.Context) error {
	for _, method := range []string{"/grpc.testing.TestService/Nothing", "/no.such.Service/Nothing"} {
		if err := expect(p.conn.Invoke(ctx, method, &pb.Empty{}, &pb.Empty{}), codes.Unimplemented); err != nil {
			return err
		}
	}
	return nil
}

// nobody is an address that nobody listens on.
func nobody() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}

func callNobody(p *program, ctx context.Context, want codes.Code, opts ...grpc.CallOption) error {
	address, err := nobody()
	if err != nil {
		return err
	}
	conn, err := dial(address, p.dialOptions()...)
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = pb.NewTestServiceClient(conn).EmptyCall(ctx, &pb.Empty{}, opts...)
	return expect(err, want)
}

func unavailable(p *program, ctx context.Context) error { return callNobody(p, ctx, codes.Unavailable) }

func waitForReady(p *program, ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
	defer cancel()
	return callNobody(p, ctx, codes.DeadlineExceeded, grpc.WaitForReady(true))
}

func inMemory(p *program, ctx context.Context) error {
	listener := bufconn.Listen(1 << 16)
	server, _ := newServer(p.Server...)
	go server.Serve(listener)
	defer server.GracefulStop()
	conn, err := dial("passthrough:///memory", p.dialOptions(grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) {
		return listener.DialContext(ctx)
	}))...)
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = pb.NewTestServiceClient(conn).EmptyCall(ctx, &pb.Empty{})
	return err
}

// throughHTTP serves gRPC by net/http's server.
func throughHTTP(p *program, ctx context.Context) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server, s := newServer(p.Server...)
	s.self = p.client
	web := &http.Server{Handler: server, Protocols: new(http.Protocols)}
	web.Protocols.SetUnencryptedHTTP2(true)
	go web.Serve(listener)
	conn, err := dial(listener.Addr().String(), p.dialOptions()...)
	if err != nil {
		return err
	}
	client := pb.NewTestServiceClient(conn)
	for body, want := range map[string]codes.Code{"nested": codes.OK} {
		if _, err := client.UnaryCall(ctx, request(body)); expect(err, want) != nil {
			return expect(err, want)
		}
	}
	if _, err := client.UnaryCall(ctx, request("internal")); expect(err, codes.Internal) != nil {
		return expect(err, codes.Internal)
	}
	if err := conn.Close(); err != nil {
		return err
	}
	return web.Shutdown(ctx)
}

// exports calls what OpenTelemetry's exporters call.
func exports(p *program, ctx context.Context) error {
	return expect(p.conn.Invoke(ctx, "/opentelemetry.proto.collector.trace.v1.TraceService/Export", &pb.Empty{}, &pb.Empty{}), codes.Unimplemented)
}
