// Package jobs is a company's own SDK for work that is done later. It knows nothing of telemetry.
package jobs

import (
	"context"
	"fmt"
	"sync"
)

// Job is what is to be done. Headers travel with it.
type Job struct {
	Kind    string
	Payload string
	Headers map[string]string
}

// Handler does a job.
type Handler func(ctx context.Context, job *Job) error

// Queue keeps jobs until a worker takes them. This one keeps them in memory; what it stands for is a server somewhere.
type Queue struct {
	name    string
	jobs    chan *Job
	workers sync.WaitGroup
}

// Open returns the queue of a name.
func Open(name string) *Queue { return &Queue{name: name, jobs: make(chan *Job, 100)} }

// Name returns the queue's name.
func (q *Queue) Name() string { return q.name }

// Enqueue hands a job over. The caller may use it again.
func (q *Queue) Enqueue(ctx context.Context, job *Job) error {
	if job.Kind == "" {
		return fmt.Errorf("queue %s: a job without a kind", q.name)
	}
	select {
	case q.jobs <- job:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Work starts a worker. A job that panics does not end it.
func (q *Queue) Work(ctx context.Context, handle Handler, failed func(error)) {
	q.workers.Go(func() {
		for job := range q.jobs {
			if err := q.do(ctx, job, handle); err != nil {
				failed(err)
			}
		}
	})
}

func (q *Queue) do(ctx context.Context, job *Job, handle Handler) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("job %s: panic: %v", job.Kind, p)
		}
	}()
	return q.run(ctx, job, handle)
}

// run is one job, panics included.
func (q *Queue) run(ctx context.Context, job *Job, handle Handler) error {
	return handle(ctx, job)
}

// Close waits until all jobs are done.
func (q *Queue) Close() {
	close(q.jobs)
	q.workers.Wait()
}
