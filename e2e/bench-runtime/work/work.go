// Package work has what the benchmark measures, as a service would write it: it knows nothing of telemetry. What a program that is
// instrumented by hand does otherwise is in Parts.
package work

import (
	"database/sql"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"google.golang.org/grpc"
)

// Parts is what an instrumentation by hand puts around libraries. The zero value is the plain program.
type Parts struct {
	Handler     func(http.Handler) http.Handler
	Transport   func(http.RoundTripper) http.RoundTripper
	GRPCServer  []grpc.ServerOption
	GRPCClient  []grpc.DialOption
	Redis       func(*redis.Client) error
	OpenDB      func(driver, source string) (*sql.DB, error)
	BeforeStart func() (flush func(), err error)
}

// Result is one measurement.
type Result struct {
	Scenario string  `json:"scenario"`
	Ns       float64 `json:"ns"`
	Allocs   float64 `json:"allocs"`
	Requests int     `json:"requests"`
}

// scenario makes the function that does one request, and one that ends what it needs.
type scenario func(Parts) (request func() error, end func(), err error)

var scenarios = map[string]scenario{
	"http server": httpServer,
	"http client": httpClient,
	"grpc unary":  grpcUnary,
	"redis get":   redisGet,
	"sql query":   sqlQuery,
}

// Main measures one scenario: a line of JSON each time.
func Main(parts Parts) {
	name := flag.String("scenario", "http server", "what is measured")
	count := flag.Int("count", 5, "how often it is measured")
	load := flag.Duration("load", 0, "how long requests are made by several clients at once; the result is the time between two of them")
	testing.Init()
	flag.Parse()
	if err := run(parts, *name, *count, *load); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(parts Parts, name string, count int, load time.Duration) error {
	make, ok := scenarios[name]
	if !ok {
		return errors.New("no scenario " + name)
	}
	if parts.BeforeStart != nil {
		flush, err := parts.BeforeStart()
		if err != nil {
			return err
		}
		defer flush()
	}
	if load > 0 {
		result, err := underLoad(name, make, parts, load)
		if err != nil {
			return err
		}
		return json.NewEncoder(os.Stdout).Encode(result)
	}
	request, end, err := make(parts)
	if err != nil {
		return err
	}
	defer end()
	for range count {
		result, err := measure(name, request)
		if err != nil {
			return err
		}
		if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
			return err
		}
	}
	return nil
}

func measure(name string, request func() error) (Result, error) {
	var failed error
	runtime.GC()
	r := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := request(); err != nil {
				failed = err
				return
			}
		}
	})
	return Result{
		Scenario: name, Ns: float64(r.T.Nanoseconds()) / float64(r.N), Allocs: float64(r.MemAllocs) / float64(r.N), Requests: r.N,
	}, failed
}

// clients is enough to keep all processors of a machine busy.
const clients = 16

// underLoad measures by several clients at once, each with a connection of its own.
func underLoad(name string, make scenario, parts Parts, duration time.Duration) (Result, error) {
	var requests atomic.Int64
	var failed atomic.Pointer[error]
	var all sync.WaitGroup
	deadline := time.Now().Add(duration)
	for range clients {
		request, end, err := make(parts)
		if err != nil {
			return Result{}, err
		}
		defer end()
		all.Go(func() {
			for time.Now().Before(deadline) {
				if err := request(); err != nil {
					failed.Store(&err)
					return
				}
				requests.Add(1)
			}
		})
	}
	all.Wait()
	if err := failed.Load(); err != nil {
		return Result{}, *err
	}
	n := int(requests.Load())
	return Result{Scenario: name, Ns: float64(duration.Nanoseconds()) / float64(n), Requests: n}, nil
}
