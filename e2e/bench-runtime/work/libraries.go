package work

import (
	"context"
	"database/sql"
	"net"
	"os"

	_ "github.com/go-sql-driver/mysql"
	"github.com/redis/go-redis/v9"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health/grpc_health_v1"
)

type health struct {
	grpc_health_v1.UnimplementedHealthServer
}

func (health) Check(context.Context, *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error) {
	return &grpc_health_v1.HealthCheckResponse{Status: grpc_health_v1.HealthCheckResponse_SERVING}, nil
}

// grpcUnary has client and server in one process; both are instrumented.
func grpcUnary(parts Parts) (func() error, func(), error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	server := grpc.NewServer(parts.GRPCServer...)
	grpc_health_v1.RegisterHealthServer(server, health{})
	go func() { _ = server.Serve(listener) }()
	options := append([]grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())}, parts.GRPCClient...)
	connection, err := grpc.NewClient(listener.Addr().String(), options...)
	if err != nil {
		return nil, nil, err
	}
	client := grpc_health_v1.NewHealthClient(connection)
	request := func() error {
		_, err := client.Check(context.Background(), &grpc_health_v1.HealthCheckRequest{})
		return err
	}
	return request, func() { _ = connection.Close(); server.Stop() }, nil
}

// redisGet asks the server at REDIS_ADDR.
func redisGet(parts Parts) (func() error, func(), error) {
	ctx := context.Background()
	client := redis.NewClient(&redis.Options{Addr: os.Getenv("REDIS_ADDR")})
	if parts.Redis != nil {
		if err := parts.Redis(client); err != nil {
			return nil, nil, err
		}
	}
	if err := client.Set(ctx, "item", "tea", 0).Err(); err != nil {
		return nil, nil, err
	}
	return func() error { return client.Get(ctx, "item").Err() }, func() { _ = client.Close() }, nil
}

// sqlQuery asks the server at MYSQL_DSN.
func sqlQuery(parts Parts) (func() error, func(), error) {
	open := parts.OpenDB
	if open == nil {
		open = sql.Open
	}
	db, err := open("mysql", os.Getenv("MYSQL_DSN"))
	if err != nil {
		return nil, nil, err
	}
	ctx := context.Background()
	request := func() error {
		var one int
		return db.QueryRowContext(ctx, "SELECT 1").Scan(&one)
	}
	return request, func() { _ = db.Close() }, request()
}
