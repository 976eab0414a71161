// Contexts starts many requests at the same time, each of which does its work in another way, mostly without a context. Every
// span of the work says which request's span its parent has to be.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strconv"
	"sync"
)

// none is what work expects that has no parent.
const none = "none"

//otel:span request arg:id
func request(ctx context.Context, id string, scenario func(context.Context, string)) {
	scenario(ctx, id)
}

//otel:span work arg:parent arg:scenario
func work(parent, scenario string) {}

//otel:span work arg:parent arg:scenario
func workWithContext(ctx context.Context, parent, scenario string) {}

func main() {
	requests := flag.Int("requests", 10_000, "at the same time")
	leaking := flag.Int("leak", 0, "instead, this many HTTP requests, and what they leave behind")
	flag.Parse()
	if *leaking > 0 {
		if err := leak(*leaking); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	// Workers that are there before any request does not have one around them.
	early := newPool(4)
	all := scenarios(early)
	var begun, ended sync.WaitGroup
	begun.Add(*requests)
	for i := range *requests {
		ended.Go(func() {
			// Every request has begun before the first one works.
			begun.Done()
			begun.Wait()
			request(context.Background(), strconv.Itoa(i), all[i%len(all)])
		})
	}
	ended.Wait()
	early.close()
	stalePool()
}
