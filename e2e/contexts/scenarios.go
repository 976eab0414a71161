package main

import (
	"context"
	"runtime/pprof"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// scenarios are the ways in which requests work.
func scenarios(early *pool) []func(context.Context, string) {
	return []func(context.Context, string){
		here, goroutine, nested, group, once, channel, labels, siblings, panics, timerWithContext, timer, ticker,
		func(_ context.Context, id string) { early.do(func() { work(none, "early pool") }) },
		func(ctx context.Context, id string) {
			early.do(func() { workWithContext(ctx, id, "early pool with context") })
		},
		func(ctx context.Context, id string) { otherContext(ctx, id) },
	}
}

func here(_ context.Context, id string) { work(id, "here") }

func goroutine(_ context.Context, id string) {
	wait(func() { work(id, "goroutine") })
}

func nested(_ context.Context, id string) {
	wait(func() { wait(func() { wait(func() { wait(func() { work(id, "nested") }) }) }) })
}

func group(_ context.Context, id string) {
	var g errgroup.Group
	g.SetLimit(2)
	for range 4 {
		g.Go(func() error { work(id, "errgroup"); return nil })
	}
	_ = g.Wait()
}

// once is done by whoever comes first: here always the request itself, in one of two goroutines.
func once(_ context.Context, id string) {
	var o sync.Once
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() { o.Do(func() { work(id, "once") }) })
	}
	both.Wait()
}

// channel hands the work to a goroutine of the request's own.
func channel(_ context.Context, id string) {
	jobs, done := make(chan string), make(chan bool)
	go func() {
		for job := range jobs {
			work(id, job)
		}
		close(done)
	}()
	for range 3 {
		jobs <- "channel"
	}
	close(jobs)
	<-done
}

func labels(ctx context.Context, id string) {
	pprof.Do(ctx, pprof.Labels("request", id), func(context.Context) {
		work(id, "labels")
		wait(func() { work(id, "labels, goroutine") })
	})
	work(id, "after labels")
	pprof.SetGoroutineLabels(pprof.WithLabels(context.Background(), pprof.Labels("own", "label")))
	work(id, "own labels")
	pprof.SetGoroutineLabels(context.Background())
	work(id, "no labels")
}

func siblings(_ context.Context, id string) {
	work(id, "first")
	wait(func() { work(id, "second") })
	work(id, "third")
}

func panics(_ context.Context, id string) {
	func() {
		defer func() { _ = recover() }()
		broken()
	}()
	work(id, "after a panic")
}

//otel:span broken
func broken() { panic("broken") }

func timerWithContext(ctx context.Context, id string) {
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() { workWithContext(ctx, id, "timer with context"); close(done) })
	<-done
}

// timer: nobody knows who set a timer when it fires.
func timer(_ context.Context, _ string) {
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() { work(none, "timer"); close(done) })
	<-done
}

func ticker(_ context.Context, id string) {
	t := time.NewTicker(time.Millisecond)
	defer t.Stop()
	for range 2 {
		<-t.C
		work(id, "ticker")
	}
}

// otherContext: a context wins over the goroutine, whose span is another one here.
func otherContext(ctx context.Context, id string) {
	other(context.Background(), id, ctx)
}

//otel:span other
func other(_ context.Context, id string, outer context.Context) {
	workWithContext(outer, id, "context of the caller's caller")
}

func wait(f func()) {
	var one sync.WaitGroup
	one.Go(f)
	one.Wait()
}
