// Package scenarios holds what the programs do. Each scenario of a producer is one request.
package scenarios

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

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

var (
	broker = os.Getenv("KAFKA_ADDR")
	// work is where handlers of records send requests to.
	work string
	more []kgo.Opt
)

// Run runs the scenarios that the environment names, or all, with more options for each client.
func Run(opts ...kgo.Opt) {
	more = opts
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /work", func(http.ResponseWriter, *http.Request) {})
	requests := []struct {
		name string
		run  func(context.Context) error
	}{
		{"single", single}, {"batch", batch}, {"async", async}, {"again", again}, {"refused", refused}, {"large", tooLarge},
		{"cancelled", cancelled}, {"inside", inside},
	}
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
	work = server.URL + "/work"
	for _, one := range requests {
		if !chosen(one.name) {
			continue
		}
		resp, err := http.Get(server.URL + "/" + one.name)
		must(one.name, err)
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			log.Fatal(one.name, ": ", resp.Status)
		}
	}
	for _, one := range []struct {
		name string
		run  func(context.Context) error
	}{
		{"read-single", func(ctx context.Context) error { return read(ctx, "single", 1) }},
		{"read-batch", func(ctx context.Context) error { return read(ctx, "batch", 3) }},
		{"handle", handle}, {"panic", panics}, {"missing", missing}, {"group", group},
	} {
		if chosen(one.name) {
			must(one.name, one.run(ctx))
		}
	}
}

func chosen(name string) bool {
	names := os.Getenv("SCENARIOS")
	return names == "" || strings.Contains(" "+names+" ", " "+name+" ")
}

func connect(opts ...kgo.Opt) *kgo.Client {
	opts = append([]kgo.Opt{kgo.SeedBrokers(broker), kgo.ClientID("shop"), kgo.AllowAutoTopicCreation()}, opts...)
	cl, err := kgo.NewClient(append(opts, more...)...)
	must("client", err)
	return cl
}

// single also sees to it that the record stays the caller's.
func single(ctx context.Context) error {
	cl := connect()
	defer cl.Close()
	own := make([]kgo.RecordHeader, 1, 8)
	own[0] = kgo.RecordHeader{Key: "tenant", Value: []byte("a")}
	r := &kgo.Record{Topic: "single", Key: []byte("k"), Value: []byte("v"), Headers: own}
	if err := cl.ProduceSync(ctx, r).FirstErr(); err != nil {
		return err
	}
	if more == nil && (len(r.Headers) != 1 || own[:2][1].Key != "" || r.Context != ctx) {
		return fmt.Errorf("the record was changed: %v %v", r.Headers, own[:2])
	}
	return nil
}

func batch(ctx context.Context) error {
	cl := connect(kgo.DefaultProduceTopic("batch"))
	defer cl.Close()
	return cl.ProduceSync(ctx, kgo.StringRecord("1"), kgo.StringRecord("2"), kgo.StringRecord("3")).FirstErr()
}

// async works in the promise, which kgo calls on a goroutine of its own.
func async(ctx context.Context) error {
	cl := connect()
	defer cl.Close()
	done := make(chan error, 1)
	cl.TryProduce(ctx, &kgo.Record{Topic: "async", Value: []byte("1")}, func(r *kgo.Record, err error) {
		if err == nil {
			err = call(context.Background())
		}
		done <- err
	})
	if err := <-done; err != nil {
		return err
	}
	cl.Produce(ctx, &kgo.Record{Topic: "async", Value: []byte("2")}, nil)
	return cl.Flush(ctx)
}

// again produces one record twice.
func again(ctx context.Context) error {
	cl := connect()
	defer cl.Close()
	r := &kgo.Record{Topic: "again", Value: []byte("v")}
	for range 2 {
		if err := cl.ProduceSync(ctx, r).FirstErr(); err != nil {
			return err
		}
	}
	return nil
}

func refused(ctx context.Context) error {
	cl := connect(kgo.SeedBrokers(os.Getenv("NOBODY_ADDR")), kgo.RecordDeliveryTimeout(2*time.Second), kgo.RetryTimeout(time.Second))
	defer cl.Close()
	return fails(cl.ProduceSync(ctx, &kgo.Record{Topic: "single", Value: []byte("v")}).FirstErr())
}

func tooLarge(ctx context.Context) error {
	cl := connect()
	defer cl.Close()
	return fails(cl.ProduceSync(ctx, &kgo.Record{Topic: "single", Value: []byte(strings.Repeat("x", 2<<20))}).FirstErr())
}

// cancelled waits for space until the context is cancelled.
func cancelled(ctx context.Context) error {
	cl := connect(kgo.MaxBufferedRecords(1), kgo.ProducerLinger(time.Minute))
	defer cl.Close()
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	return fails(cl.ProduceSync(ctx, &kgo.Record{Topic: "single", Value: []byte("v")}).FirstErr())
}

func fails(err error) error {
	if err == nil {
		return errors.New("no error")
	}
	return nil
}

// inside reads within a request.
func inside(ctx context.Context) error {
	cl := consumer("batch")
	defer cl.Close()
	return poll(ctx, cl, 3, func(*kgo.Record) {})
}

func consumer(topic string, opts ...kgo.Opt) *kgo.Client {
	return connect(append(opts, kgo.ConsumeTopics(topic), kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))...)
}

func poll(ctx context.Context, cl *kgo.Client, count int, handle func(*kgo.Record)) error {
	for count > 0 {
		fetches := cl.PollFetches(ctx)
		if err := fetches.Err(); err != nil {
			return err
		}
		count -= fetches.NumRecords()
		if handle != nil {
			fetches.EachRecord(handle)
		} else {
			for _, r := range fetches.Records() {
				if r.Context == nil && os.Getenv("OTEL_SERVICE_NAME") != "" && os.Getenv("OTEL_GO_DISABLED_INSTRUMENTATIONS") == "" {
					return errors.New("no context")
				}
			}
		}
	}
	return nil
}

func read(ctx context.Context, topic string, count int) error {
	cl := consumer(topic)
	defer cl.Close()
	return poll(ctx, cl, count, nil)
}

// handle works on records, once with the record's context and once without.
func handle(ctx context.Context) error {
	cl := consumer("async")
	defer cl.Close()
	var failed error
	err := poll(ctx, cl, 2, func(r *kgo.Record) {
		ctx := context.Background()
		if string(r.Value) == "1" && r.Context != nil {
			ctx = r.Context
		}
		failed = errors.Join(failed, call(ctx))
	})
	return errors.Join(err, failed)
}

func panics(ctx context.Context) (err error) {
	cl := consumer("again")
	defer cl.Close()
	defer func() {
		if got := recover(); got != "no such order" {
			err = fmt.Errorf("got %v", got)
		}
	}()
	return poll(ctx, cl, 2, func(*kgo.Record) { panic("no such order") })
}

// missing polls until its time is up, and commits without a group.
func missing(ctx context.Context) error {
	cl := connect(kgo.ConsumePartitions(map[string]map[int32]kgo.Offset{"single": {0: kgo.NewOffset().AtEnd()}}))
	defer cl.Close()
	ctx, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
	defer cancel()
	cl.PollFetches(ctx)
	return fails(cl.CommitRecords(context.Background(), &kgo.Record{Topic: "single", Partition: 0, Offset: 4}))
}

// group commits in each way.
func group(ctx context.Context) error {
	producer := connect()
	defer producer.Close()
	for range 2 {
		if err := producer.ProduceSync(ctx, &kgo.Record{Topic: "group", Value: []byte("v")}).FirstErr(); err != nil {
			return err
		}
	}
	cl := consumer("group", kgo.ConsumerGroup("workers"), kgo.DisableAutoCommit())
	defer cl.Close()
	var records []*kgo.Record
	for len(records) < 2 {
		fetches := cl.PollRecords(ctx, 1)
		if err := fetches.Err(); err != nil {
			return err
		}
		records = append(records, fetches.Records()...)
	}
	if err := cl.CommitRecords(ctx, records[0]); err != nil {
		return err
	}
	done := make(chan error, 1)
	cl.CommitOffsets(ctx, cl.UncommittedOffsets(), func(_ *kgo.Client, _ *kmsg.OffsetCommitRequest, _ *kmsg.OffsetCommitResponse, err error) {
		done <- err
	})
	return <-done
}

func call(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, work, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func must(what string, err error) {
	if err != nil {
		log.Fatal(what, ": ", err)
	}
}
