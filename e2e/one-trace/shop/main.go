// Command shop is one request through everything: gin, gRPC, MySQL, Redis, Kafka and its consumer. It knows nothing of telemetry.
//
// It ends when the consumer has the message. Where its servers are comes by environment: MYSQL_DSN, REDIS_ADDR, KAFKA_ADDR, KAFKA_TOPIC.
package main

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/pprof"
	"time"

	"github.com/gin-gonic/gin"
	_ "github.com/go-sql-driver/mysql"
	"github.com/redis/go-redis/v9"
	"github.com/segmentio/kafka-go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health/grpc_health_v1"
)

// stock answers how many of an item there are, by gRPC's health service: an interface that every gRPC module has.
type stock struct {
	grpc_health_v1.UnimplementedHealthServer
	db     *sql.DB
	cache  *redis.Client
	orders *kafka.Writer
}

func (s *stock) Check(ctx context.Context, request *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error) {
	item := request.GetService()
	var count int
	if err := s.db.QueryRowContext(ctx, "SELECT count FROM stock WHERE item = ?", item).Scan(&count); err != nil {
		return nil, err
	}
	if err := s.cache.Set(ctx, item, count, time.Minute).Err(); err != nil {
		return nil, err
	}
	busy()
	if err := s.orders.WriteMessages(ctx, kafka.Message{Key: []byte(item), Value: []byte("ordered")}); err != nil {
		return nil, err
	}
	slog.InfoContext(ctx, "ordered", "item", item, "count", count)
	return &grpc_health_v1.HealthCheckResponse{Status: grpc_health_v1.HealthCheckResponse_SERVING}, nil
}

// busy is long enough for the profiler's hundred samples a second.
func busy() {
	for start := time.Now(); time.Since(start) < 300*time.Millisecond; {
	}
}

func main() {
	if err := run(context.Background()); err != nil {
		slog.Error("shop failed", "error", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	if file := os.Getenv("CPU_PROFILE"); file != "" {
		out, err := os.Create(file)
		if err != nil {
			return err
		}
		defer out.Close()
		if err := pprof.StartCPUProfile(out); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	db, err := sql.Open("mysql", os.Getenv("MYSQL_DSN"))
	if err != nil {
		return err
	}
	defer db.Close()
	if err := prepare(ctx, db); err != nil {
		return err
	}
	brokers, topic := kafka.TCP(os.Getenv("KAFKA_ADDR")), os.Getenv("KAFKA_TOPIC")
	if err := createTopic(os.Getenv("KAFKA_ADDR"), topic); err != nil {
		return err
	}
	orders := &kafka.Writer{Addr: brokers, Topic: topic, BatchTimeout: 10 * time.Millisecond}
	defer orders.Close()
	cache := redis.NewClient(&redis.Options{Addr: os.Getenv("REDIS_ADDR")})
	defer cache.Close()

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := grpc.NewServer()
	grpc_health_v1.RegisterHealthServer(server, &stock{db: db, cache: cache, orders: orders})
	go server.Serve(listener)
	defer server.Stop()
	connection, err := grpc.NewClient(listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer connection.Close()

	address, err := serve(grpc_health_v1.NewHealthClient(connection))
	if err != nil {
		return err
	}
	response, err := http.Post("http://"+address+"/orders/tea", "text/plain", nil)
	if err != nil {
		return err
	}
	response.Body.Close()
	if response.StatusCode != http.StatusCreated {
		return errors.New("ordering: " + response.Status)
	}
	return consume(ctx, os.Getenv("KAFKA_ADDR"), topic)
}

func prepare(ctx context.Context, db *sql.DB) error {
	for _, statement := range []string{
		"CREATE TABLE IF NOT EXISTS stock (item VARCHAR(20) PRIMARY KEY, count INT)",
		"REPLACE INTO stock VALUES ('tea', 7)",
	} {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

func createTopic(address, topic string) error {
	connection, err := kafka.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer connection.Close()
	return connection.CreateTopics(kafka.TopicConfig{Topic: topic, NumPartitions: 1, ReplicationFactor: 1})
}

// serve starts the web server and returns its address.
func serve(health grpc_health_v1.HealthClient) (string, error) {
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
	router.POST("/orders/:item", func(c *gin.Context) {
		ctx := c.Request.Context()
		if _, err := health.Check(ctx, &grpc_health_v1.HealthCheckRequest{Service: c.Param("item")}); err != nil {
			slog.ErrorContext(ctx, "order failed", "error", err)
			c.Status(http.StatusBadGateway)
			return
		}
		c.Status(http.StatusCreated)
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	go http.Serve(listener, router)
	return listener.Addr().String(), nil
}

// consume reads the message of the order.
func consume(ctx context.Context, address, topic string) error {
	reader := kafka.NewReader(kafka.ReaderConfig{Brokers: []string{address}, Topic: topic, StartOffset: kafka.FirstOffset, MaxWait: time.Second})
	defer reader.Close()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	message, err := reader.ReadMessage(ctx)
	if err != nil {
		return err
	}
	slog.Info("consumed", "item", string(message.Key))
	return nil
}
