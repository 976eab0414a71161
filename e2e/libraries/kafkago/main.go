// A program that writes to Kafka and reads from it, and knows nothing of telemetry. Each scenario is one request.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"github.com/segmentio/kafka-go"
)

var broker = os.Getenv("KAFKA_ADDR")

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	topics := []kafka.TopicConfig{{Topic: "single"}, {Topic: "batch"}, {Topic: "async"}, {Topic: "group"}}
	for i := range topics {
		topics[i].NumPartitions, topics[i].ReplicationFactor = 1, 1
	}
	create := func() error { return createTopics(topics) }
	must("topics", create())
	mux := http.NewServeMux()
	for name, run := range map[string]func(context.Context) error{
		"single": single, "batch": batch, "async": async, "refused": refused, "large": tooLarge, "cancelled": cancelled, "inside": inside,
	} {
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, req *http.Request) {
			if err := run(req.Context()); err != nil {
				http.Error(w, err.Error(), http.StatusTeapot)
			}
		})
	}
	server := httptest.NewServer(mux)
	defer server.Close()
	for _, name := range []string{"single", "batch", "async", "refused", "large", "cancelled", "inside"} {
		resp, err := http.Get(server.URL + "/" + name)
		must(name, err)
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			log.Fatal(name, ": ", resp.Status)
		}
	}
	must("read single", read(ctx, "single", "", 1))
	must("read batch", read(ctx, "batch", "", 3))
	must("read async", read(ctx, "async", "", 2))
	must("read group", group(ctx))
}

func createTopics(topics []kafka.TopicConfig) error {
	conn, err := kafka.Dial("tcp", broker)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.CreateTopics(topics...)
}

func writer(topic string) *kafka.Writer {
	return &kafka.Writer{Addr: kafka.TCP(broker), Topic: topic, BatchTimeout: 10 * time.Millisecond, RequiredAcks: kafka.RequireOne}
}

// single also sees to it that the caller's headers stay the caller's.
func single(ctx context.Context) error {
	w := writer("single")
	defer w.Close()
	own := make([]kafka.Header, 1, 8)
	own[0] = kafka.Header{Key: "tenant", Value: []byte("a")}
	msgs := []kafka.Message{{Key: []byte("k"), Value: []byte("v"), Headers: own}}
	if err := w.WriteMessages(ctx, msgs...); err != nil {
		return err
	}
	if len(msgs[0].Headers) != 1 || own[:2][1].Key != "" {
		return fmt.Errorf("headers were changed: %v", own[:2])
	}
	return nil
}

func batch(ctx context.Context) error {
	w := writer("batch")
	defer w.Close()
	return w.WriteMessages(ctx, kafka.Message{Value: []byte("1")}, kafka.Message{Value: []byte("2")}, kafka.Message{Value: []byte("3")})
}

func async(ctx context.Context) error {
	w := writer("async")
	w.Async = true
	if err := w.WriteMessages(ctx, kafka.Message{Value: []byte("1")}, kafka.Message{Value: []byte("2")}); err != nil {
		return err
	}
	return w.Close()
}

func refused(ctx context.Context) error {
	w := &kafka.Writer{Addr: kafka.TCP(os.Getenv("NOBODY_ADDR")), Topic: "single", MaxAttempts: 1}
	defer w.Close()
	if err := w.WriteMessages(ctx, kafka.Message{Value: []byte("v")}); err == nil {
		return errors.New("somebody listens")
	}
	return nil
}

func tooLarge(ctx context.Context) error {
	w := writer("single")
	defer w.Close()
	if err := w.WriteMessages(ctx, kafka.Message{Value: []byte(strings.Repeat("x", 2<<20))}); err == nil {
		return errors.New("no error")
	}
	return nil
}

func cancelled(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	w := writer("single")
	defer w.Close()
	if err := w.WriteMessages(ctx, kafka.Message{Value: []byte("v")}); err == nil {
		return errors.New("no error")
	}
	return nil
}

// inside reads within a request.
func inside(ctx context.Context) error {
	r := kafka.NewReader(kafka.ReaderConfig{Brokers: []string{broker}, Topic: "single", MaxWait: time.Second})
	defer r.Close()
	_, err := r.ReadMessage(ctx)
	return err
}

func read(ctx context.Context, topic, groupID string, count int) error {
	r := kafka.NewReader(kafka.ReaderConfig{Brokers: []string{broker}, Topic: topic, GroupID: groupID, MaxWait: time.Second})
	defer r.Close()
	for range count {
		msg, err := r.ReadMessage(ctx)
		if err != nil {
			return err
		}
		if got := len(msg.Headers); got == 0 && os.Getenv("OTEL_SERVICE_NAME") != "" && os.Getenv("OTEL_GO_DISABLED_INSTRUMENTATIONS") == "" {
			return errors.New("no headers")
		}
	}
	return nil
}

func group(ctx context.Context) error {
	w := writer("group")
	defer w.Close()
	if err := w.WriteMessages(ctx, kafka.Message{Value: []byte("v")}); err != nil {
		return err
	}
	r := kafka.NewReader(kafka.ReaderConfig{
		Brokers: []string{broker}, Topic: "group", GroupID: "workers", StartOffset: kafka.FirstOffset, MaxWait: time.Second,
	})
	defer r.Close()
	msg, err := r.FetchMessage(ctx)
	if err != nil {
		return err
	}
	return r.CommitMessages(ctx, msg)
}

func must(what string, err error) {
	if err != nil {
		log.Fatal(what, ": ", err)
	}
}
