package main

import (
	"context"
	"sync"
)

// pool has workers that live longer than what they work for.
type pool struct {
	jobs    chan func()
	workers sync.WaitGroup
}

func newPool(workers int) *pool {
	p := &pool{jobs: make(chan func())}
	for range workers {
		p.workers.Go(func() {
			for job := range p.jobs {
				job()
			}
		})
	}
	return p
}

func (p *pool) do(job func()) {
	done := make(chan bool)
	p.jobs <- func() { job(); close(done) }
	<-done
}

func (p *pool) close() {
	close(p.jobs)
	p.workers.Wait()
}

// stalePool has workers that a request started which has ended since.
func stalePool() {
	var p *pool
	request(context.Background(), "starts a pool", func(context.Context, string) { p = newPool(2) })
	request(context.Background(), "uses it", func(ctx context.Context, id string) {
		p.do(func() { work(none, "stale pool") })
		p.do(func() { workWithContext(ctx, id, "stale pool with context") })
	})
	p.close()
}
