// A program that writes to Kafka and reads from it with sarama, and knows nothing of telemetry. Each scenario of a producer is one
// request.
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

	"github.com/IBM/sarama"
)

var broker = os.Getenv("KAFKA_ADDR")

func main() {
	must("topics", createTopics("single", "batch", "async", "again", "byhand", "group"))
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	requests := []struct {
		name string
		run  func(context.Context) error
	}{
		{"single", single}, {"batch", batch}, {"async", async}, {"again", again}, {"byhand", byHand}, {"refused", refused},
		{"large", tooLarge}, {"large-async", tooLargeAsync}, {"closed", closed}, {"commit", commit},
	}
	mux := http.NewServeMux()
	for _, one := range requests {
		mux.HandleFunc("GET /"+one.name, func(w http.ResponseWriter, req *http.Request) {
			if err := one.run(req.Context()); err != nil {
				log.Print(one.name, ": ", err)
				http.Error(w, err.Error(), http.StatusTeapot)
			}
		})
	}
	server := httptest.NewServer(mux)
	defer server.Close()
	for _, one := range requests {
		resp, err := http.Get(server.URL + "/" + one.name)
		must(one.name, err)
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			log.Fatal(one.name, ": ", resp.Status)
		}
	}
	for _, topic := range []struct {
		name  string
		count int
	}{{"single", 1}, {"batch", 3}, {"async", 2}, {"again", 2}, {"byhand", 1}} {
		must("read "+topic.name, read(topic.name, topic.count))
	}
	must("group", group(ctx))
}

func createTopics(names ...string) error {
	admin, err := sarama.NewClusterAdmin([]string{broker}, config())
	if err != nil {
		return err
	}
	defer admin.Close()
	for _, name := range names {
		if err := admin.CreateTopic(name, &sarama.TopicDetail{NumPartitions: 1, ReplicationFactor: 1}, false); err != nil {
			return err
		}
	}
	return nil
}

func config() *sarama.Config {
	c := sarama.NewConfig()
	c.ClientID = "shop"
	c.Producer.Return.Successes = true
	c.Consumer.Offsets.Initial = sarama.OffsetOldest
	c.Consumer.Offsets.AutoCommit.Enable = false
	// It runs beside ours, and what it does wrong stays its own affair.
	c.Producer.Interceptors = []sarama.ProducerInterceptor{tagger{}}
	c.Consumer.Interceptors = []sarama.ConsumerInterceptor{panicker{}}
	return c
}

type tagger struct{}

func (tagger) OnSend(msg *sarama.ProducerMessage) {
	for _, one := range msg.Headers {
		if string(one.Key) == "tagged" {
			return
		}
	}
	if msg.Topic == "async" {
		msg.Headers = append(msg.Headers, sarama.RecordHeader{Key: []byte("tagged"), Value: []byte("yes")})
	}
}

type panicker struct{}

func (panicker) OnConsume(*sarama.ConsumerMessage) { panic("no such order") }

func value(topic, text string) *sarama.ProducerMessage {
	return &sarama.ProducerMessage{Topic: topic, Value: sarama.StringEncoder(text)}
}

func withSync(use func(sarama.SyncProducer) error) error {
	p, err := sarama.NewSyncProducer([]string{broker}, config())
	if err != nil {
		return err
	}
	return errors.Join(use(p), p.Close())
}

// single also sees to it that the message stays the caller's.
func single(context.Context) error {
	return withSync(func(p sarama.SyncProducer) error {
		own := make([]sarama.RecordHeader, 1, 8)
		own[0] = sarama.RecordHeader{Key: []byte("tenant"), Value: []byte("a")}
		msg := value("single", "v")
		msg.Headers = own
		if _, _, err := p.SendMessage(msg); err != nil {
			return err
		}
		if len(msg.Headers) != 1 || own[:2][1].Key != nil {
			return fmt.Errorf("headers were changed: %v", own[:2])
		}
		return nil
	})
}

func batch(context.Context) error {
	return withSync(func(p sarama.SyncProducer) error {
		return p.SendMessages([]*sarama.ProducerMessage{value("batch", "1"), value("batch", "2"), value("batch", "3")})
	})
}

// async hands its context on with the first message.
func async(ctx context.Context) error {
	p, err := sarama.NewAsyncProducer([]string{broker}, config())
	if err != nil {
		return err
	}
	defer p.Close()
	for i, metadata := range []any{ctx, (*http.Request)(nil)} {
		msg := value("async", fmt.Sprint(i))
		msg.Metadata = metadata
		p.Input() <- msg
		select {
		case sent := <-p.Successes():
			if sent != msg || sent.Metadata != metadata || len(sent.Headers) > 1 {
				return fmt.Errorf("the message was changed: %v", sent)
			}
		case err := <-p.Errors():
			return err
		}
	}
	return nil
}

// again sends one message twice.
func again(context.Context) error {
	return withSync(func(p sarama.SyncProducer) error {
		msg := value("again", "v")
		_, _, first := p.SendMessage(msg)
		_, _, second := p.SendMessage(msg)
		return errors.Join(first, second)
	})
}

// byHand has put a context into the message already.
func byHand(context.Context) error {
	return withSync(func(p sarama.SyncProducer) error {
		msg := value("byhand", "v")
		msg.Headers = []sarama.RecordHeader{
			{Key: []byte("traceparent"), Value: []byte("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")},
		}
		_, _, err := p.SendMessage(msg)
		return err
	})
}

func refused(context.Context) error {
	c := config()
	c.Metadata.Full = false
	c.Metadata.Retry.Max = 0
	c.Producer.Retry.Max = 0
	p, err := sarama.NewSyncProducer([]string{os.Getenv("NOBODY_ADDR")}, c)
	if err != nil {
		return err
	}
	defer p.Close()
	_, _, err = p.SendMessage(value("single", "v"))
	return fails(err)
}

func tooLarge(context.Context) error {
	return withSync(func(p sarama.SyncProducer) error {
		_, _, err := p.SendMessage(value("single", strings.Repeat("x", 2<<20)))
		return fails(err)
	})
}

// tooLargeAsync passes the client's own limit, but not the broker's.
func tooLargeAsync(ctx context.Context) error {
	c := config()
	c.Producer.MaxMessageBytes = 4 << 20
	p, err := sarama.NewAsyncProducer([]string{broker}, c)
	if err != nil {
		return err
	}
	defer p.Close()
	for _, size := range []int{2 << 20, 8 << 20} {
		msg := value("single", strings.Repeat("x", size))
		msg.Metadata = ctx
		p.Input() <- msg
		if failed := <-p.Errors(); failed.Msg != msg || len(msg.Headers) > 0 {
			return fmt.Errorf("the message was changed: %v", failed)
		}
	}
	return nil
}

// closed sends to a producer whose client is closed.
func closed(context.Context) error {
	c := config()
	c.Producer.Retry.Max = 0
	client, err := sarama.NewClient([]string{broker}, c)
	if err != nil {
		return err
	}
	p, err := sarama.NewSyncProducerFromClient(client)
	if err != nil {
		return err
	}
	defer p.Close()
	if err := client.Close(); err != nil {
		return err
	}
	_, _, err = p.SendMessage(value("single", "v"))
	return fails(err)
}

func fails(err error) error {
	if err == nil {
		return errors.New("no error")
	}
	return nil
}

// commit does so within a request.
func commit(context.Context) error {
	client, err := sarama.NewClient([]string{broker}, config())
	if err != nil {
		return err
	}
	defer client.Close()
	offsets, err := sarama.NewOffsetManagerFromClient("auditors", client)
	if err != nil {
		return err
	}
	defer offsets.Close()
	partition, err := offsets.ManagePartition("single", 0)
	if err != nil {
		return err
	}
	defer partition.AsyncClose()
	partition.MarkOffset(1, "")
	offsets.Commit()
	return nil
}

func read(topic string, count int) error {
	consumer, err := sarama.NewConsumer([]string{broker}, config())
	if err != nil {
		return err
	}
	defer consumer.Close()
	partition, err := consumer.ConsumePartition(topic, 0, sarama.OffsetOldest)
	if err != nil {
		return err
	}
	defer partition.Close()
	for range count {
		select {
		case msg := <-partition.Messages():
			if len(msg.Headers) == 0 && os.Getenv("OTEL_SERVICE_NAME") != "" && os.Getenv("OTEL_GO_DISABLED_INSTRUMENTATIONS") == "" {
				return errors.New("no headers")
			}
		case err := <-partition.Errors():
			return err
		case <-time.After(time.Minute):
			return errors.New("no message")
		}
	}
	return nil
}

func group(ctx context.Context) error {
	if err := withSync(func(p sarama.SyncProducer) error {
		_, _, err := p.SendMessage(value("group", "v"))
		return err
	}); err != nil {
		return err
	}
	g, err := sarama.NewConsumerGroup([]string{broker}, "workers", config())
	if err != nil {
		return err
	}
	defer g.Close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if err := g.Consume(ctx, []string{"group"}, worker{cancel}); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// worker ends after one message.
type worker struct{ done context.CancelFunc }

func (worker) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (worker) Cleanup(sarama.ConsumerGroupSession) error { return nil }

func (w worker) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	msg, ok := <-claim.Messages()
	if !ok {
		return errors.New("no message")
	}
	session.MarkMessage(msg, "")
	session.Commit()
	w.done()
	return nil
}

func must(what string, err error) {
	if err != nil {
		log.Fatal(what, ": ", err)
	}
}
