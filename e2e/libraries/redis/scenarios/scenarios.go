// Package scenarios uses Redis as a web service does: each scenario is one request.
package scenarios

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

type scenario func(ctx context.Context, client redis.UniversalClient) error

// Run sends one request for each name of SCENARIOS and ends the program where one has another outcome than expected.
func Run(instrument func(redis.UniversalClient)) {
	address := os.Getenv("REDIS_ADDR")
	client := redis.NewClient(&redis.Options{Addr: address, DB: 3, Password: os.Getenv("REDIS_PASSWORD"), MaxRetries: -1})
	defer client.Close()
	instrument(client)
	cluster := redis.NewClusterClient(&redis.ClusterOptions{
		Addrs: []string{address}, MaxRedirects: 1,
		ClusterSlots: func(context.Context) ([]redis.ClusterSlot, error) {
			return []redis.ClusterSlot{{Start: 0, End: 16383, Nodes: []redis.ClusterNode{{Addr: address}}}}, nil
		},
	})
	defer cluster.Close()
	instrument(cluster)
	ring := redis.NewRing(&redis.RingOptions{Addrs: map[string]string{"shard": address}, HeartbeatFrequency: time.Hour})
	defer ring.Close()
	instrument(ring)
	nobody := redis.NewClient(&redis.Options{Addr: os.Getenv("NOBODY_ADDR"), MaxRetries: -1, DialTimeout: time.Second})
	defer nobody.Close()
	instrument(nobody)

	clients := map[string]redis.UniversalClient{"cluster": cluster, "ring": ring, "refused": nobody}
	scenarios := map[string]scenario{
		"command": command, "missing": missing, "wrongtype": wrongType, "pipeline": pipeline, "mixed": mixedPipeline,
		"transaction": transaction, "watch": watch, "conflict": conflict, "cancelled": cancelled, "deadline": deadline, "publish": publish,
		"panic": panics, "connection": connection, "script": script, "cluster": several, "ring": several, "refused": refused,
	}
	mux := http.NewServeMux()
	for name, run := range scenarios {
		on := redis.UniversalClient(client)
		if other, ok := clients[name]; ok {
			on = other
		}
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, req *http.Request) {
			if err := run(req.Context(), on); err != nil {
				http.Error(w, err.Error(), http.StatusTeapot)
			}
		})
	}
	server := httptest.NewServer(mux)
	defer server.Close()
	for _, name := range strings.Fields(os.Getenv("SCENARIOS")) {
		resp, err := http.Get(server.URL + "/" + name)
		if err != nil {
			log.Fatal(name, ": ", err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			log.Fatalf("%s: %s: %s", name, resp.Status, body)
		}
	}
}

func command(ctx context.Context, client redis.UniversalClient) error {
	if err := client.Set(ctx, "user:7", "secret", time.Minute).Err(); err != nil {
		return err
	}
	value, err := client.Get(ctx, "user:7").Result()
	if err == nil && value != "secret" {
		return fmt.Errorf("got %q", value)
	}
	return err
}

func missing(ctx context.Context, client redis.UniversalClient) error {
	return want(client.Get(ctx, "nothing").Err(), redis.Nil)
}

func wrongType(ctx context.Context, client redis.UniversalClient) error {
	if err := client.Set(ctx, "text", "x", time.Minute).Err(); err != nil {
		return err
	}
	if err := client.LPush(ctx, "text", "y").Err(); err == nil {
		return errors.New("no error")
	}
	return nil
}

func pipeline(ctx context.Context, client redis.UniversalClient) error {
	_, err := client.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Incr(ctx, "a")
		pipe.Incr(ctx, "b")
		return nil
	})
	return err
}

func mixedPipeline(ctx context.Context, client redis.UniversalClient) error {
	_, err := client.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Get(ctx, "nothing")
		pipe.Set(ctx, "a", 1, 0)
		return nil
	})
	return want(err, redis.Nil)
}

func transaction(ctx context.Context, client redis.UniversalClient) error {
	_, err := client.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Set(ctx, "a", 1, 0)
		pipe.Expire(ctx, "a", time.Minute)
		return nil
	})
	return err
}

func watch(ctx context.Context, client redis.UniversalClient) error {
	return client.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
			pipe.Set(ctx, "a", 2, 0)
			return nil
		})
		return err
	}, "a")
}

func conflict(ctx context.Context, client redis.UniversalClient) error {
	return want(client.Watch(ctx, func(tx *redis.Tx) error {
		if err := client.Set(ctx, "a", "other", 0).Err(); err != nil {
			return err
		}
		_, err := tx.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
			pipe.Set(ctx, "a", 3, 0)
			return nil
		})
		return err
	}, "a"), redis.TxFailedErr)
}

func cancelled(ctx context.Context, client redis.UniversalClient) error {
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	return want(client.Get(ctx, "a").Err(), context.Canceled)
}

func deadline(ctx context.Context, _ redis.UniversalClient) error {
	client := redis.NewClient(&redis.Options{Addr: os.Getenv("REDIS_ADDR"), ReadTimeout: 50 * time.Millisecond, MaxRetries: -1})
	defer client.Close()
	if err := client.Do(ctx, "debug", "sleep", "0.3").Err(); err == nil {
		return errors.New("no time-out")
	}
	return nil
}

func publish(ctx context.Context, client redis.UniversalClient) error {
	sub := client.Subscribe(ctx, "news", "sport")
	defer sub.Close()
	for range 2 { // confirmations
		if _, err := sub.Receive(ctx); err != nil {
			return err
		}
	}
	if err := client.Publish(ctx, "news", "hello").Err(); err != nil {
		return err
	}
	message, err := sub.ReceiveMessage(ctx)
	if err == nil && message.Payload != "hello" {
		return fmt.Errorf("got %q", message.Payload)
	}
	return err
}

// stringer panics while the command is written.
type stringer struct{}

func (stringer) MarshalBinary() ([]byte, error) { panic("no bytes") }

func panics(ctx context.Context, client redis.UniversalClient) (err error) {
	defer func() {
		if v := recover(); v != "no bytes" {
			err = fmt.Errorf("recovered %v", v)
		}
	}()
	client.Set(ctx, "a", stringer{}, 0)
	return errors.New("no panic")
}

func connection(ctx context.Context, client redis.UniversalClient) error {
	conn := client.(*redis.Client).Conn()
	defer conn.Close()
	if err := conn.ClientSetName(ctx, "worker").Err(); err != nil {
		return err
	}
	return conn.Ping(ctx).Err()
}

func script(ctx context.Context, client redis.UniversalClient) error {
	return client.Eval(ctx, "return redis.call('set', KEYS[1], ARGV[1])", []string{"a"}, "b").Err()
}

func several(ctx context.Context, client redis.UniversalClient) error {
	for _, run := range []scenario{command, pipeline, transaction} {
		if err := run(ctx, client); err != nil {
			return err
		}
	}
	return nil
}

func refused(ctx context.Context, client redis.UniversalClient) error {
	if err := client.Get(ctx, "a").Err(); err == nil {
		return errors.New("somebody listens")
	}
	return nil
}

func want(err, wanted error) error {
	if !errors.Is(err, wanted) {
		return fmt.Errorf("got %v, want %v", err, wanted)
	}
	return nil
}
